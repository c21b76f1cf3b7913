/**
 * Whether the server waits for its token.
 *
 * In: `data/token.ts`. Out: a hook. Never: the token itself.
 */
import { useEffect, useState } from "preact/hooks";
import { onToken, tokenState, type TokenState } from "../data/token";

export function useTokenState(): TokenState {
  const [state, set] = useState(tokenState);
  useEffect(() => {
    // A refusal may have come before this effect ran.
    set(tokenState());
    return onToken(() => set(tokenState()));
  }, []);
  return state;
}
