/**
 * What the network view keeps in its address: all of it, so that a mailed address shows the same picture.
 *
 * In: the query of the address. Out: typed values and ways to change them. Never: a position that can be computed again.
 */
import type { Filters } from "../data/types";
import { choice, filterFields, list, text, whole, type Field, type Fields } from "./query";

export const colours = ["class", "community"] as const;
export const sizes = ["documents", "degree", "pagerank", "betweenness"] as const;
export type ColourBy = (typeof colours)[number];
export type SizeBy = (typeof sizes)[number];

/** A node that was put somewhere by hand. */
export interface Pin { id: string; x: number; y: number; }
/** What part of the picture is seen, in the terms of the picture's own camera. */
export interface Sight { x: number; y: number; ratio: number; }

/** All of the picture. */
export const WHOLE: Sight = { x: 0.5, y: 0.5, ratio: 1 };

/** Whether one would see that two differ. */
export function apart(a: Sight, b: Sight): boolean {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + Math.abs(a.ratio - b.ratio) > 0.004;
}

/** As the address has it; nothing where all is seen. */
export function roundedSight(sight: Sight): Sight | null {
  const round = (value: number) => Number(value.toFixed(3));
  return apart(sight, WHOLE) ? { x: round(sight.x), y: round(sight.y), ratio: round(sight.ratio) } : null;
}

export interface NetworkState extends Filters {
  of: "claims" | "cooccur";
  /** Only what is around this one. */
  around: string;
  depth: number;
  /** Links at most. */
  limit: number;
  /** Nodes whose neighbours were asked for on top. */
  expand: string[];
  hide: string[];
  pin: Pin[];
  /** The node whose card is open. */
  node: string;
  /** Both ends of the line whose card is open. */
  link: string[];
  /** Both ends of the path that is looked for, or the first. */
  path: string[];
  colour: ColourBy;
  size: SizeBy;
  seed: number;
  sight: Sight | null;
  table: "nodes" | "links";
}

const NUMBER = "(-?\\d+(?:\\.\\d+)?)";

const pins: Field<Pin[]> = {
  read: (values) => values.flatMap((value) => {
    const found = new RegExp(`^${NUMBER},${NUMBER},(.+)$`).exec(value);
    return found?.[3] ? [{ x: Number(found[1]), y: Number(found[2]), id: found[3] }] : [];
  }),
  write: (value) => value.map((pin) => `${Math.round(pin.x)},${Math.round(pin.y)},${pin.id}`),
};

const sight: Field<Sight | null> = {
  read: ([value]) => {
    const found = new RegExp(`^${NUMBER},${NUMBER},${NUMBER}$`).exec(value ?? "");
    const ratio = Number(found?.[3]);
    return found && ratio > 0 ? { x: Number(found[1]), y: Number(found[2]), ratio } : null;
  },
  write: (value) => (value ? [[value.x, value.y, value.ratio].map((one) => Number(one.toFixed(3))).join(",")] : []),
};

export const networkFields: Fields<NetworkState> = {
  ...filterFields,
  of: choice(["claims", "cooccur"], "claims"),
  around: text(),
  depth: whole(1, 1, 3),
  limit: whole(2000, 1, 20_000),
  expand: list(),
  hide: list(),
  pin: pins,
  node: text(),
  link: list(),
  path: list(),
  colour: choice(colours, "class"),
  size: choice(sizes, "documents"),
  seed: whole(1, 1, 1_000_000),
  sight,
  table: choice(["nodes", "links"], "nodes"),
};

export type Change = (change: Partial<NetworkState>, how?: "push" | "replace") => void;

/** The same list with one more, or without it. */
export function toggled(list: readonly string[], one: string): string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}
