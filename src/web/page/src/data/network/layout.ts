/**
 * Where the nodes stand: ForceAtlas2 in slices, for a page that may start no worker.
 *
 * In: a model and a seed. Out: the same positions each time, within ±1500 and ±1000. Never: a clock, chance.
 */
import iterate from "graphology-layout-forceatlas2/iterate.js";
import { otherEnd, type Model } from "./model";

export interface Layout {
  /** x and y of each node; what is not placed yet is not a number. */
  positions: Float64Array;
  /** How far it is, from 0 to 1. */
  share: number;
  /** Goes on while `more` says so; true when all is done. */
  step(more: () => boolean): boolean;
}

export const RADIUS = 1000;
/** How much wider than high. */
export const WIDE = 1.5;
/** Numbers a node and a link have in the matrices of the library. */
const PPN = 10;
const PPE = 3;
const FIXED = 9;

/** A number from 0 to 1 out of a text: the same on every machine (FNV-1a, stirred once more). */
function chance(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1);
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}

/** Communities stand like the seeds of a sunflower, each node near the middle of its own: fewer steps are needed then. */
function firstPlace(model: Model, i: number, seed: number): [number, number] {
  const node = model.nodes[i];
  const id = node?.id ?? "";
  const community = node?.community ?? 0;
  const spread = Math.sqrt(model.nodes.length);
  const turn = community * 2.39996 + seed;
  const far = 6 * spread * Math.sqrt(community / (community + 8));
  const angle = chance(id, seed) * 2 * Math.PI;
  const off = 2.5 * spread * Math.sqrt(chance(`${id}'`, seed));
  return [far * Math.cos(turn) + off * Math.cos(angle), far * Math.sin(turn) + off * Math.sin(angle)];
}

/** Where a node comes that is new around others: near the middle of those of its neighbours that are placed. */
function laterPlace(model: Model, i: number, seed: number, nodes: Float32Array, placed: number): [number, number] {
  let [x, y, n] = [0, 0, 0];
  for (const pair of model.around[i] ?? []) {
    const other = otherEnd(pair, i);
    if (other >= placed) continue;
    x += nodes[other * PPN] ?? 0;
    y += nodes[other * PPN + 1] ?? 0;
    n += 1;
  }
  if (n === 0) return firstPlace(model, i, seed);
  const angle = chance(model.nodes[i]?.id ?? "", seed) * 2 * Math.PI;
  const off = Math.sqrt(model.nodes.length);
  return [x / n + off * Math.cos(angle), y / n + off * Math.sin(angle)];
}

/** The nodes of a stage; those of earlier stages stay where they are. */
function openStage(model: Model, seed: number, nodes: Float32Array, from: number, to: number): void {
  for (let i = 0; i < from; i++) nodes[i * PPN + FIXED] = 1;
  for (let i = from; i < to; i++) {
    const [x, y] = from === 0 ? firstPlace(model, i, seed) : laterPlace(model, i, seed, nodes, from);
    nodes.set([x, y, 0, 0, 0, 0, 1 + (model.around[i]?.length ?? 0), 1, 0, 0], i * PPN);
  }
}

/** The links of the nodes that are there. Weights count less and less, or one strong tie would pull all together. */
function edgeMatrix(model: Model, nodes: number): Float32Array {
  const pairs = model.pairs.filter((pair) => pair.a < nodes && pair.b < nodes);
  const edges = new Float32Array(pairs.length * PPE);
  pairs.forEach((pair, i) => edges.set([pair.a * PPN, pair.b * PPN, 1 + Math.log2(pair.weight || 1) / 2], i * PPE));
  return edges;
}

function settings(nodes: number) {
  return {
    linLogMode: false, outboundAttractionDistribution: false, adjustSizes: false, edgeWeightInfluence: 1,
    strongGravityMode: true, gravity: 0.05, scalingRatio: 10, slowDown: 1 + Math.log(Math.max(1, nodes)),
    barnesHutOptimize: nodes > 400, barnesHutTheta: 0.8,
  };
}

/** Small networks are laid out at leisure, large ones well enough to be read. */
function rounds(nodes: number, stage: number): number {
  if (stage > 0) return 60;
  return Math.round(Math.min(400, Math.max(120, 300_000 / Math.max(1, nodes))));
}

/** How the library's places become the picture's: first the crowd in the middle is spread, then all is fitted. */
interface Frame { x: number; y: number; far: number; fit: [dx: number, wide: number, dy: number, high: number]; }

/** The middle is spread, and what lies beyond most others is drawn near, the farther the more. */
function spread(nodes: Float32Array, i: number, frame: Frame): [number, number] {
  const x = (nodes[i * PPN] ?? 0) - frame.x;
  const y = (nodes[i * PPN + 1] ?? 0) - frame.y;
  const far = Math.hypot(x, y) / frame.far;
  if (!(far > 0)) return [0, 0];
  const near = (far > 1 ? 1.2 - 0.2 / far : far ** 0.7) / (far * frame.far);
  return [x * near, y * near];
}

function framed(nodes: Float32Array, i: number, frame: Frame): [number, number] {
  const [x, y] = spread(nodes, i, frame);
  const [dx, wide, dy, high] = frame.fit;
  return [(x - dx) * wide, (y - dy) * high];
}

/** The frame that is filled by these nodes: an oblong, as names are wide. */
function frameOf(nodes: Float32Array, count: number): Frame {
  let [x, y] = [0, 0];
  for (let i = 0; i < count; i++) {
    x += (nodes[i * PPN] ?? 0) / count;
    y += (nodes[i * PPN + 1] ?? 0) / count;
  }
  const far = Array.from({ length: count }, (_, i) => Math.hypot((nodes[i * PPN] ?? 0) - x, (nodes[i * PPN + 1] ?? 0) - y));
  const most = far.sort((a, b) => a - b)[Math.floor((count - 1) * 0.95)] ?? 0;
  const frame: Frame = { x, y, far: most > 0 ? most : 1, fit: [0, 1, 0, 1] };
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const [px, py] = spread(nodes, i, frame);
    [left, right, bottom, top] = [Math.min(left, px), Math.max(right, px), Math.min(bottom, py), Math.max(top, py)];
  }
  const scale = (span: number, to: number) => (span > 0 ? (2 * to) / span : 1);
  frame.fit = [(left + right) / 2, scale(right - left, RADIUS * WIDE), (bottom + top) / 2, scale(top - bottom, RADIUS)];
  return frame;
}

export function startLayout(model: Model, seed: number): Layout {
  const all = model.nodes.length;
  const nodes = new Float32Array(all * PPN);
  const planned = model.stages.map((count, stage) => (count > (model.stages[stage - 1] ?? 0) ? rounds(count, stage) : 0));
  const total = planned.reduce((a, b) => a + b, 0);
  let [stage, round, done] = [-1, 0, 0];
  let edges: Float32Array = new Float32Array(0);
  let frame: Frame = { x: 0, y: 0, far: 1, fit: [0, 1, 0, 1] };

  const layout: Layout = { positions: new Float64Array(all * 2).fill(NaN), share: 0, step };

  function next(): boolean {
    stage += 1;
    round = planned[stage] ?? 0;
    const count = model.stages[stage];
    if (count === undefined) return false;
    if (round === 0) return next();
    openStage(model, seed, nodes, model.stages[stage - 1] ?? 0, count);
    edges = edgeMatrix(model, count);
    return true;
  }

  function tell(): void {
    const count = model.stages[stage] ?? all;
    if (stage === 0) frame = frameOf(nodes, count);
    for (let i = 0; i < count; i++) layout.positions.set(framed(nodes, i, frame), 2 * i);
    layout.share = total > 0 ? done / total : 1;
  }

  function step(more: () => boolean): boolean {
    do {
      if (round === 0 && !next()) {
        tell();
        return true;
      }
      const count = model.stages[stage] ?? all;
      iterate(settings(count), nodes.subarray(0, count * PPN), edges);
      round -= 1;
      done += 1;
      // The frame of the first stage holds for all: told before the next one opens.
      if (round === 0 && stage === 0) tell();
    } while (more());
    tell();
    return false;
  }

  return layout;
}
