/**
 * How nodes and lines look: size, colour, sign.
 *
 * In: a model, what colour and size stand for, a set of colours. Out: values a node and a pair. Never: a node whose
 * colour says what its sign does not.
 */
import { communityColour, type Colours } from "../colours";
import type { NetworkNode } from "../types";
import type { Model, Pair } from "./model";

export interface NodeDress {
  radius: number;
  colour: string;
  /** A letter of the class or the number of the community, to stand inside. */
  sign: string;
  /** What the sign is written in. */
  on: string;
}
export interface Look { colour: "class" | "community"; size: "documents" | "degree" | "pagerank" | "betweenness"; }

/** The largest radius: many nodes leave less room for each. */
function largest(nodes: number): number {
  return Math.min(20, Math.max(9, 26 - 5 * Math.log10(Math.max(1, nodes))));
}

/** Communities are counted from 1 where people read. */
export function communityName(community: number): string {
  return String(community + 1);
}

function painted(node: NetworkNode, look: Look, colours: Colours): Omit<NodeDress, "radius"> {
  if (look.colour === "class") {
    return { colour: colours.classes[node.class], sign: node.class.charAt(0), on: colours.on[node.class] };
  }
  const colour = communityColour(colours, node.community);
  return { colour, sign: communityName(node.community), on: readable(colour) };
}

/** Black or white, whichever stands out more (relative luminance after WCAG 2). */
export function readable(colour: string): string {
  const channel = (at: number) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) > 0.179 ? "#12161b" : "#ffffff";
}

export function dressNodes(model: Model, look: Look, colours: Colours): NodeDress[] {
  const most = model.nodes.reduce((top, node) => Math.max(top, node[look.size]), 0);
  const top = largest(model.nodes.length);
  const least = top / 5;
  return model.nodes.map((node) => ({
    // Areas are compared, so the radius goes with the root.
    radius: least + (top - least) * (most > 0 ? Math.sqrt(Math.max(0, node[look.size]) / most) : 0),
    ...painted(node, look, colours),
  }));
}

export function thickness(pair: Pair): number {
  return 1 + Math.log2(Math.max(1, pair.weight)) * 0.6;
}

/** Names are cut for the picture only; the tables have them whole. */
export function short(label: string): string {
  return label.length > 38 ? `${label.slice(0, 36).trimEnd()}…` : label;
}
