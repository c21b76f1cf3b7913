/**
 * Where the bars and bands of a flow picture stand.
 *
 * In: nodes in columns, links with counts of stories. Out: boxes and paths. Never: a sum of money; a band is as wide as
 * the number of stories that tell of it.
 */
import type { Flows } from "../types";

export type FlowNode = Flows["nodes"][number];
export type FlowLink = Flows["links"][number];
export interface Bar { node: FlowNode; x: number; y: number; height: number; }
export interface Band { link: FlowLink; source: Bar; target: Bar; path: string; width: number; }
export interface Sankey { width: number; height: number; bars: Bar[]; bands: Band[]; }

export const BAR = 12;
/** Room for names left of the first column and right of the last. */
const MARGIN = 300;
const TOP = 10;
const GAP = 14;
const ROW = 24;
const ROUNDS = 6;

interface Draft { bar: Bar; value: number; place: number; }

/** What goes in or out, whichever is more. */
function valueOf(i: number, links: readonly FlowLink[]): number {
  let [out, into] = [0, 0];
  for (const link of links) {
    if (link.source === i) out += link.documents;
    if (link.target === i) into += link.documents;
  }
  return Math.max(out, into);
}

/** "31 others" comes last. */
function bySize(a: Draft, b: Draft): number {
  const rest = Number(a.bar.node.kind === "rest") - Number(b.bar.node.kind === "rest");
  return rest || b.value - a.value || a.place - b.place;
}

function stack(column: Draft[], scale: number, height: number): void {
  const used = column.reduce((sum, one) => sum + one.value * scale, 0) + GAP * Math.max(0, column.length - 1);
  let y = TOP + Math.max(0, (height - used) / 2);
  for (const { bar, value } of column) {
    bar.y = y;
    bar.height = Math.max(2, value * scale);
    y += bar.height + GAP;
  }
}

/** The mean height of those at the other ends: bars near theirs make bands cross less. */
function meanOf(draft: Draft, drafts: readonly Draft[], links: readonly FlowLink[]): number {
  let [sum, weight] = [0, 0];
  for (const link of links) {
    const other = link.source === draft.place ? link.target : link.target === draft.place ? link.source : -1;
    const bar = drafts[other]?.bar;
    if (!bar) continue;
    sum += (bar.y + bar.height / 2) * link.documents;
    weight += link.documents;
  }
  return weight > 0 ? sum / weight : draft.bar.y;
}

/** Bands leave and reach a bar in the order of their other ends. */
function bandsOf(drafts: readonly Draft[], links: readonly FlowLink[], scale: number): Band[] {
  const bands = links.flatMap((link): Band[] => {
    const [source, target] = [drafts[link.source]?.bar, drafts[link.target]?.bar];
    return source && target ? [{ link, source, target, path: "", width: Math.max(1, link.documents * scale) }] : [];
  });
  const starts = new Map<Band, number>();
  const filled = new Map<Bar, number>();
  for (const band of [...bands].sort((a, b) => a.target.y - b.target.y)) {
    const at = filled.get(band.source) ?? 0;
    starts.set(band, band.source.y + at + band.width / 2);
    filled.set(band.source, at + band.width);
  }
  filled.clear();
  for (const band of [...bands].sort((a, b) => a.source.y - b.source.y)) {
    const at = filled.get(band.target) ?? 0;
    const end = band.target.y + at + band.width / 2;
    filled.set(band.target, at + band.width);
    const [x1, x2] = [band.source.x + BAR, band.target.x];
    const start = starts.get(band) ?? 0;
    const middle = (x1 + x2) / 2;
    band.path = `M${x1} ${start.toFixed(1)}C${middle} ${start.toFixed(1)} ${middle} ${end.toFixed(1)} ${x2} ${end.toFixed(1)}`;
  }
  return bands;
}

export function sankey({ nodes, links }: Pick<Flows, "nodes" | "links">, width = 1260): Sankey {
  const used = [...new Set(nodes.map((node) => node.column))].sort((a, b) => a - b);
  const step = used.length > 1 ? (width - 2 * MARGIN - BAR) / (used.length - 1) : 0;
  const drafts = nodes.map((node, i): Draft => ({
    bar: { node, x: MARGIN + step * used.indexOf(node.column), y: 0, height: 0 }, value: valueOf(i, links), place: i,
  }));
  const columns = used.map((column) => drafts.filter(({ bar }) => bar.node.column === column).sort(bySize));
  const height = Math.max(240, ...columns.map((column) => column.length * ROW + 120));
  const scale = Math.min(...columns.map((column) =>
    (height - GAP * (column.length - 1)) / Math.max(1, column.reduce((sum, one) => sum + one.value, 0))), 14);
  for (const column of columns) stack(column, scale, height);
  for (let round = 0; round < ROUNDS; round++) {
    for (const column of round % 2 === 0 ? columns.slice(1) : columns.slice(0, -1).reverse()) {
      const means = new Map(column.map((one) => [one, one.bar.node.kind === "rest" ? Number.MAX_VALUE : meanOf(one, drafts, links)]));
      column.sort((a, b) => ((means.get(a) ?? 0) - (means.get(b) ?? 0)) || bySize(a, b));
      stack(column, scale, height);
    }
  }
  const bottom = Math.max(...drafts.map(({ bar }) => bar.y + bar.height), 0);
  return { width, height: Math.ceil(bottom + TOP), bars: drafts.map(({ bar }) => bar), bands: bandsOf(drafts, links, scale) };
}
