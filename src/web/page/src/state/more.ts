/**
 * A long list that comes in pages, each on demand, one after another.
 *
 * In: a function that asks for a page, and what it hangs on. Out: the rows so far, how many there are, a way to have
 * more. Never: a row twice, or the pages of an older question.
 */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ApiError, type Answer } from "../data/http";
import type { Rows } from "../data/types";

export interface More<A extends Rows<unknown>> {
  /** The answer to the first page: what it says beside its rows. */
  first: A | null;
  rows: readonly A["rows"][number][];
  total: number;
  loading: boolean;
  error: ApiError | null;
  truncated: string | null;
  /** The next page, or the one that failed. */
  more(): void;
}

type State<A extends Rows<unknown>> = Omit<More<A>, "more">;

const nothing = { first: null, rows: [], total: 0, loading: true, error: null, truncated: null };

/** `ask` is given how many rows are there already. All is forgotten whenever one of `inputs` changes. */
export function useMore<A extends Rows<unknown>>(
  ask: (offset: number, signal: AbortSignal) => Promise<Answer<A>>,
  inputs: readonly (string | number | boolean | null | undefined)[],
): More<A> {
  const [state, set] = useState<State<A>>(nothing);
  const running = useRef<AbortController | null>(null);

  const load = useCallback((offset: number) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    set((old) => ({ ...(offset === 0 ? nothing : old), loading: true, error: null }));
    ask(offset, abort.signal).then(
      ({ data, truncated }) => {
        if (abort.signal.aborted) return;
        set((old) => ({
          first: old.first ?? data,
          rows: [...old.rows, ...data.rows],
          // A page without rows ends the list, whatever the total says: else one would ask for ever.
          total: data.rows.length > 0 ? data.total : old.rows.length,
          loading: false, error: null, truncated: truncated ?? old.truncated,
        }));
      },
      (problem: unknown) => {
        if (!abort.signal.aborted) set((old) => ({ ...old, loading: false, error: ApiError.of(problem) }));
      },
    );
  }, inputs);

  useEffect(() => {
    load(0);
    return () => running.current?.abort();
  }, [load]);

  const more = useCallback(() => load(state.rows.length), [load, state.rows.length]);
  return { ...state, more };
}
