/**
 * What the network view asks the server, and its state in the address.
 *
 * In: the address. Out: the model, the path. Never: an answer to other filters than those shown.
 */
import { useRef } from "preact/hooks";
import * as api from "../../data/api";
import { buildModel, type Model } from "../../data/network/model";
import type { PathAnswer } from "../../data/types";
import { useLoad, type Load } from "../../state/load";
import { networkFields, type Change, type NetworkState } from "../../state/network";
import { filtersOf, useQuery } from "../../state/query";

/** Around a node that is expanded: its strongest links. */
const EXPANDED = 500;

/** A field that says the same is the same: else a move of the camera would draw all anew. */
function useSteady(state: NetworkState): NetworkState {
  const kept = useRef(state);
  const before = kept.current;
  const fresh = { ...state };
  let same = true;
  for (const key of Object.keys(fresh) as (keyof NetworkState)[]) {
    if (JSON.stringify(fresh[key]) === JSON.stringify(before[key])) Object.assign(fresh, { [key]: before[key] });
    else same = false;
  }
  if (!same) kept.current = fresh;
  return kept.current;
}

export function useNetworkState(): [NetworkState, Change] {
  const [state, change] = useQuery(networkFields);
  return [useSteady(state), change];
}

async function ask(state: NetworkState, signal: AbortSignal) {
  const { of, around, depth, limit } = state;
  const filters = { ...filtersOf(state), of };
  const asked = [
    api.network({ ...filters, limit, ...(around ? { around, depth } : {}) }, signal),
    ...state.expand.map((id) => api.network({ ...filters, around: id, depth: 1, limit: EXPANDED }, signal)),
  ];
  const [first, ...more] = await Promise.all(asked);
  if (!first) throw new Error("no network was asked for");
  const truncated = [first, ...more].find((answer) => answer.truncated)?.truncated ?? null;
  return { data: buildModel(first.data, more.map((answer) => answer.data)), truncated };
}

export function useNetwork(state: NetworkState): Load<Model> {
  const key = JSON.stringify([filtersOf(state), state.of, state.around, state.depth, state.limit, state.expand]);
  return useLoad((signal) => ask(state, signal), [key]);
}

export function usePath(state: NetworkState): Load<PathAnswer | null> {
  const [a, b] = state.path;
  return useLoad<PathAnswer | null>(
    (signal) => (a && b
      ? api.path({ ...filtersOf(state), a, b, of: state.of }, signal)
      : Promise.resolve({ data: null, truncated: null })),
    [a, b, state.of, JSON.stringify(filtersOf(state))],
  );
}
