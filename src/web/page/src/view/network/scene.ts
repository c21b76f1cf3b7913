/**
 * What is seen, in pixels, to be saved.
 *
 * In: a model, where its nodes are on the screen, what is hidden and named. Out: a scene for the SVG writer. Never: the
 * colours of a dark page; saved pictures are for print.
 */
import { onPaper, communityColour, COMMUNITIES } from "../../data/colours";
import { communityName, dressNodes, short, thickness, type Look } from "../../data/network/dress";
import { WIDE } from "../../data/network/layout";
import type { Model, Pair } from "../../data/network/model";
import type { Scene, SceneLine } from "../../data/network/svg";
import { classes, counted, predicateWord } from "../../data/words";
import type { Point } from "./geometry";
import type { Marks } from "./light";

export interface View {
  width: number;
  height: number;
  at: (i: number) => Point | null;
  radius: (i: number) => number;
  named: ReadonlySet<number>;
}

/** "A funds B; B supports A": all that a line stands for. */
export function pairWords(model: Model, pair: Pair): string {
  return pair.links.map((i) => {
    const link = model.links[i];
    const from = model.nodes[link?.source ?? -1]?.label ?? "";
    const to = model.nodes[link?.target ?? -1]?.label ?? "";
    const word = link?.predicate ? predicateWord(link.predicate) : "is named with";
    return `${from} ${word} ${to}: ${counted(link?.weight ?? 0, "story", "stories")}`;
  }).join("; ");
}

export interface LegendEntry { key: string; colour: string; words: string; }

/** What the colours mean: the classes or communities that occur. */
export function legendOf(model: Model, look: Look): LegendEntry[] {
  if (look.colour === "class") {
    return classes.filter((name) => model.nodes.some((node) => node.class === name))
      .map((name) => ({ key: name, colour: onPaper.classes[name], words: `${name.charAt(0)} ${name}` }));
  }
  const there = [...new Set(model.nodes.map((node) => node.community))].sort((a, b) => a - b);
  const own = there.filter((one) => one < COMMUNITIES)
    .map((one) => ({ key: String(one), colour: communityColour(onPaper, one), words: `Community ${communityName(one)}` }));
  const rest = there.length - own.length;
  return rest > 0 ? [...own, { key: "other", colour: onPaper.other, words: counted(rest, "other community", "other communities") }] : own;
}

const inside = (view: View, p: Point, by: number) => p.x > -by && p.y > -by && p.x < view.width + by && p.y < view.height + by;

export function sceneOf(model: Model, hidden: ReadonlySet<string>, look: Look, view: View, marks: Marks | null, words: string[]): Scene {
  const dress = dressNodes(model, look, onPaper);
  const points = model.nodes.map((node, i) => (hidden.has(node.id) ? null : view.at(i)));
  const nodes = model.nodes.flatMap((node, i) => {
    const point = points[i];
    const one = dress[i];
    if (!point || !one || !inside(view, point, 40)) return [];
    const label = view.named.has(i) ? short(node.label) : null;
    const title = `${node.label} (${node.class}), ${counted(node.documents, "story", "stories")}`;
    return [{ ...point, radius: view.radius(i), colour: one.colour, sign: one.sign, on: one.on, label, title }];
  });
  const lines = model.pairs.flatMap((pair): SceneLine[] => {
    const [a, b] = [points[pair.a], points[pair.b]];
    if (!a || !b || !crosses(view, a, b)) return [];
    const arrows = pair.arrows === "a" ? "from" : pair.arrows === "b" ? "to" : pair.arrows;
    return [{
      from: { ...a, radius: view.radius(pair.a) }, to: { ...b, radius: view.radius(pair.b) }, arrows,
      width: thickness(pair), strong: marks?.pairs.has(pair.key) ?? false, title: pairWords(model, pair),
    }];
  });
  return { width: view.width, height: view.height, nodes, lines, legend: legendOf(model, look), words };
}

/** Whether the box around a line meets the frame. */
function crosses(view: View, a: Point, b: Point): boolean {
  return Math.max(a.x, b.x) > 0 && Math.max(a.y, b.y) > 0
    && Math.min(a.x, b.x) < view.width && Math.min(a.y, b.y) < view.height;
}

/** A view without a screen: all of the network, in a frame, the weightiest nodes named. */
export function wholeView(model: Model, positions: Float64Array, radii: readonly number[], height = 800): View {
  const far = positions.reduce((most, one, i) => Math.max(most, Math.abs(i % 2 === 0 ? one / WIDE : one) || 0), 1) * 1.15;
  const scale = height / 2 / far;
  const width = height * WIDE;
  const heaviest = model.nodes.map((_, i) => i).sort((a, b) => (radii[b] ?? 0) - (radii[a] ?? 0)).slice(0, 40);
  return {
    width, height, named: new Set(heaviest),
    at: (i) => ({ x: width / 2 + (positions[2 * i] ?? 0) * scale, y: height / 2 - (positions[2 * i + 1] ?? 0) * scale }),
    radius: (i) => radii[i] ?? 3,
  };
}
