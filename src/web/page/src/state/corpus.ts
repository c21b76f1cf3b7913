/**
 * What the graph at hand is: asked once, given to all views.
 *
 * In: the app's answer of /api/corpus. Out: a hook; word that the graph was built anew. Never: a request of its own.
 */
import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Corpus } from "../data/types";

export const CorpusContext = createContext<Corpus | null>(null);

/** `null` until it has come, and where it did not come. */
export function useCorpus(): Corpus | null {
  return useContext(CorpusContext);
}

const listeners = new Set<() => void>();
let built = 0;

/** Says that the server has built the graph anew. */
export function graphBuilt(): void {
  built += 1;
  for (const listener of listeners) listener();
}

/** How often the graph was built anew since the page was loaded: what is asked once is asked again then. */
export function useBuilt(): number {
  const [count, set] = useState(built);
  useEffect(() => {
    const listener = () => set(built);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return count;
}
