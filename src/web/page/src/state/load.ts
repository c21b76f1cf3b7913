/**
 * A request as a state: loading, an answer, an error.
 *
 * In: a function that asks, and what it hangs on. Out: its state and a way to try again. Never: an answer to an older
 * question shown as the newest.
 */
import { useCallback, useEffect, useState } from "preact/hooks";
import { ApiError, type Answer } from "../data/http";

export interface Load<T> {
  /** The newest answer; it stays while the next is on its way, so that a page does not flicker. */
  data: T | null;
  error: ApiError | null;
  loading: boolean;
  /** Why the answer is cut, in the server's words. */
  truncated: string | null;
  retry(): void;
}

type State<T> = Omit<Load<T>, "retry">;

/** `ask` runs anew whenever one of `inputs` changes. */
export function useLoad<T>(
  ask: (signal: AbortSignal) => Promise<Answer<T>>,
  inputs: readonly (string | number | boolean | null | undefined)[],
): Load<T> {
  const [state, set] = useState<State<T>>({ data: null, error: null, loading: true, truncated: null });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    set((old) => ({ ...old, error: null, loading: true }));
    ask(abort.signal).then(
      ({ data, truncated }) => {
        if (!abort.signal.aborted) set({ data, error: null, loading: false, truncated });
      },
      (problem: unknown) => {
        if (abort.signal.aborted) return;
        set({ data: null, error: ApiError.of(problem), loading: false, truncated: null });
      },
    );
    return () => abort.abort();
  }, [...inputs, tries]);
  const retry = useCallback(() => setTries((n) => n + 1), []);
  return { ...state, retry };
}
