/**
 * A network as it is drawn: answers of /api/network joined, with what is looked up often.
 *
 * In: the first answer and those of the nodes that were expanded. Out: nodes in a fixed order, links, pairs of linked
 * nodes. Never: a position, a colour, a measure of its own.
 */
import type { Network, NetworkLink, NetworkNode } from "../types";

/** All links between two nodes: one line in the picture. */
export interface Pair {
  key: string;
  /** Places in `nodes`. */
  a: number;
  b: number;
  /** Places in `links`. */
  links: number[];
  /** Sum of the weights. */
  weight: number;
  /** Which ends have an arrow. */
  arrows: "none" | "a" | "b" | "both";
}

export interface Model {
  of: Network["of"];
  directed: boolean;
  nodes: NetworkNode[];
  links: NetworkLink[];
  pairs: Pair[];
  /** Place of a node by its id. */
  place: Map<string, number>;
  pairByKey: Map<string, Pair>;
  /** Pairs of each node. */
  around: Pair[][];
  /** How many nodes there are after each answer: they come in stages, so that the earlier ones stay where they are. */
  stages: number[];
  /** How many there are before the server's limit. */
  total_nodes: number;
  total_links: number;
}

/** The key of a pair: the same from both ends. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

interface Joined { nodes: NetworkNode[]; links: NetworkLink[]; place: Map<string, number>; seen: Set<string>; }

/** Adds what is new. A node that is known keeps its measures: those of the larger network. */
function join(into: Joined, network: Network): void {
  const places = network.nodes.map((node) => {
    const known = into.place.get(node.id);
    if (known !== undefined) return known;
    into.place.set(node.id, into.nodes.length);
    into.nodes.push(node);
    return into.nodes.length - 1;
  });
  for (const link of network.links) {
    const source = places[link.source];
    const target = places[link.target];
    if (source === undefined || target === undefined || source === target) continue;
    const key = `${source} ${link.predicate} ${target}`;
    if (into.seen.has(key)) continue;
    into.seen.add(key);
    into.links.push({ ...link, source, target });
  }
}

function pairsOf({ nodes, links }: Joined, directed: boolean): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  links.forEach((link, i) => {
    const key = pairKey(nodes[link.source]?.id ?? "", nodes[link.target]?.id ?? "");
    let pair = pairs.get(key);
    if (!pair) pairs.set(key, pair = { key, a: link.source, b: link.target, links: [], weight: 0, arrows: "none" });
    pair.links.push(i);
    pair.weight += link.weight;
    // Partners are partners of each other: no arrow.
    if (directed && link.predicate !== "partnersWith") {
      const end = link.target === pair.b ? "b" : "a";
      pair.arrows = pair.arrows === "none" || pair.arrows === end ? end : "both";
    }
  });
  return pairs;
}

export function buildModel(first: Network, more: readonly Network[]): Model {
  const joined: Joined = { nodes: [], links: [], place: new Map(), seen: new Set() };
  const stages = [first, ...more].map((network) => {
    join(joined, network);
    return joined.nodes.length;
  });
  const pairByKey = pairsOf(joined, first.directed);
  const around: Pair[][] = joined.nodes.map(() => []);
  for (const pair of pairByKey.values()) {
    around[pair.a]?.push(pair);
    around[pair.b]?.push(pair);
  }
  const { nodes, links, place } = joined;
  return {
    of: first.of, directed: first.directed, nodes, links, place, pairByKey, around, stages,
    pairs: [...pairByKey.values()], total_nodes: first.total_nodes, total_links: first.total_links,
  };
}

/** The other end of a pair. */
export function otherEnd(pair: Pair, node: number): number {
  return pair.a === node ? pair.b : pair.a;
}
