/**
 * GEXF 1.3, the format of Gephi: with places, colours, sizes and dates.
 *
 * In: a model, its positions and looks. Out: one XML document. Never: a date that the format cannot hold; a month
 * becomes its first or last day.
 */
import type { NetworkLink, NetworkNode } from "../types";
import type { NodeDress } from "./dress";
import type { Model } from "./model";
import { element, escaped } from "./xml";

type Kind = "string" | "integer" | "double" | "boolean";
type Attribute<T> = readonly [name: string, kind: Kind, value: (of: T) => string | number | boolean | null];

const nodeAttributes: readonly Attribute<NetworkNode>[] = [
  ["class", "string", (node) => node.class],
  ["provisional", "boolean", (node) => node.provisional],
  ["country", "string", (node) => node.country],
  ["documents", "integer", (node) => node.documents],
  ["degree", "integer", (node) => node.degree],
  ["strength", "double", (node) => node.strength],
  ["pagerank", "double", (node) => node.pagerank],
  ["betweenness", "double", (node) => node.betweenness],
  ["community", "integer", (node) => node.community],
];
const linkAttributes: readonly Attribute<NetworkLink>[] = [
  ["predicate", "string", (link) => link.predicate],
  ["status", "string", (link) => link.status],
  ["documents", "integer", (link) => link.weight],
  ["association", "double", (link) => link.association],
];

function declared<T>(of: "node" | "edge", attributes: readonly Attribute<T>[]): string {
  return element("attributes", { class: of },
    ...attributes.map(([name, type]) => element("attribute", { id: name, title: name, type })));
}

function values<T>(of: T, attributes: readonly Attribute<T>[]): string {
  const parts = attributes.flatMap(([name, , value]) => {
    const one = value(of);
    return one === null ? [] : [element("attvalue", { for: name, value: String(one) })];
  });
  return element("attvalues", {}, ...parts);
}

/** The first or last day of a day, month or year. */
export function wholeDay(date: string, end: "first" | "last"): string {
  const [year = "", month, day] = date.split("-");
  if (month && day) return date;
  if (end === "first") return `${year}-${month ?? "01"}-01`;
  const last = new Date(Date.UTC(Number(year), month ? Number(month) : 12, 0)).getUTCDate();
  return `${year}-${month ?? "12"}-${String(last).padStart(2, "0")}`;
}

function spell(link: NetworkLink): { start?: string; end?: string } {
  const first = link.first ?? link.last;
  const last = link.last ?? link.first;
  return first && last ? { start: wholeDay(first, "first"), end: wholeDay(last, "last") } : {};
}

function node(one: NetworkNode, dress: NodeDress | undefined, x: number, y: number): string {
  const colour = dress?.colour ?? "#9aa5b1";
  const part = (at: number) => parseInt(colour.slice(at, at + 2), 16);
  return element("node", { id: one.id, label: one.label },
    values(one, nodeAttributes),
    element("viz:color", { r: part(1), g: part(3), b: part(5) }),
    element("viz:position", { x: x.toFixed(2), y: y.toFixed(2), z: "0.0" }),
    element("viz:size", { value: (dress?.radius ?? 3).toFixed(2) }));
}

export interface GexfAsk {
  model: Model;
  title: string;
  hidden: ReadonlySet<string>;
  dress: readonly NodeDress[];
  at: (i: number) => { x: number; y: number };
}

export function gexf({ model, title, hidden, dress, at }: GexfAsk): string {
  const shown = (i: number) => !hidden.has(model.nodes[i]?.id ?? "");
  const nodes = model.nodes.flatMap((one, i) => (shown(i) ? [node(one, dress[i], at(i).x, at(i).y)] : []));
  const links = model.links.filter((link) => shown(link.source) && shown(link.target)).map((link, i) =>
    element("edge", {
      id: i, source: model.nodes[link.source]?.id, target: model.nodes[link.target]?.id, label: link.predicate,
      // All links have the direction of the whole, partners too: readers (networkx) refuse a mixture.
      weight: link.weight, ...spell(link),
    }, values(link, linkAttributes)));
  const dated = model.links.some((link) => link.first ?? link.last);
  const time = dated ? { mode: "dynamic", timeformat: "date" } : { mode: "static" };
  const graph = element("graph", { defaultedgetype: model.directed ? "directed" : "undirected", ...time },
    declared("node", nodeAttributes), declared("edge", linkAttributes),
    element("nodes", {}, ...nodes), element("edges", {}, ...links));
  const meta = element("meta", {}, element("creator", {}, "consort"), element("description", {}, escaped(title)));
  const root = { xmlns: "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", version: "1.3" };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("gexf", root, meta, graph)}\n`;
}
