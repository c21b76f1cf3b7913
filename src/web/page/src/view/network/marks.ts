/**
 * What stands out in the picture.
 *
 * In: a model and what is selected. Out: nodes and lines to mark. Never: what the pointer is over; the picture knows that.
 */
import { pairKey, type Model } from "../../data/network/model";
import type { PathAnswer } from "../../data/types";
import type { NetworkState } from "../../state/network";
import type { Marks } from "./light";

function places(model: Model, ids: readonly string[]): number[] {
  return ids.flatMap((id) => model.place.get(id) ?? []);
}

/** The ids along a path, ends included. */
export function pathIds(path: PathAnswer | null): string[] {
  const steps = path?.steps ?? [];
  const first = steps[0];
  return first ? [first.from.id, ...steps.map((step) => step.to.id)] : [];
}

function around(model: Model, id: string): number[] {
  const node = model.place.get(id);
  if (node === undefined) return [];
  return [node, ...(model.around[node] ?? []).flatMap((pair) => [pair.a, pair.b])];
}

/** A path outshines a node, a node a line. `cursor` is where the keyboard is. */
export function marksOf(model: Model, state: NetworkState, path: PathAnswer | null, cursor: number | null): Marks {
  const [a, b] = state.link;
  const along = pathIds(path);
  const pairs = new Set(along.slice(1).map((id, i) => pairKey(along[i] ?? "", id)));
  if (a && b) pairs.add(pairKey(a, b));
  const chosen = new Set(places(model, [state.node, ...state.path]));
  if (cursor !== null) chosen.add(cursor);
  if (along.length > 0) return { nodes: new Set(places(model, along)), pairs, chosen };
  if (state.node) {
    const node = model.place.get(state.node);
    for (const pair of node === undefined ? [] : model.around[node] ?? []) pairs.add(pair.key);
    const near = around(model, state.node);
    return { nodes: near.length > 0 ? new Set(near) : null, pairs, chosen };
  }
  const ends = places(model, state.link);
  return { nodes: ends.length === 2 ? new Set(ends) : null, pairs, chosen };
}
