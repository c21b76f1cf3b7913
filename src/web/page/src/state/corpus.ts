/**
 * What the graph at hand is: asked once, given to all views.
 *
 * In: the app's answer of /api/corpus. Out: a hook. Never: a request of its own.
 */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Corpus } from "../data/types";

export const CorpusContext = createContext<Corpus | null>(null);

/** `null` until it has come, and where it did not come. */
export function useCorpus(): Corpus | null {
  return useContext(CorpusContext);
}
