/**
 * A state that outlives the view that shows it: who follows a name to its page comes back to the item she left.
 *
 * In: changes. Out: the state, and word of each change. Never: a state changed in place.
 */
import { useEffect, useState } from "preact/hooks";

export interface Store<S extends object> {
  now(): S;
  change(part: Partial<S> | ((now: S) => Partial<S>)): void;
  listen(listener: () => void): () => void;
}

export function createStore<S extends object>(start: S): Store<S> {
  let state = start;
  const listeners = new Set<() => void>();
  return {
    now: () => state,
    change: (part) => {
      state = { ...state, ...(typeof part === "function" ? part(state) : part) };
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export function useStore<S extends object>(store: Store<S>): S {
  const [state, set] = useState(store.now);
  useEffect(() => {
    // It may have changed before this effect ran.
    set(store.now());
    return store.listen(() => set(store.now()));
  }, [store]);
  return state;
}
