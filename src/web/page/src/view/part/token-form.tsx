/**
 * Asks for the token of the server, where it has one.
 *
 * In: whether the last one was refused. Out: the token, to `data/token.ts`. Never: the token in an address.
 */
import { useLayoutEffect, useRef } from "preact/hooks";
import { setToken } from "../../data/token";
import { Heading } from "./heading";

export function TokenForm({ wrong }: { wrong: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), [wrong]);
  const submit = (event: Event) => {
    event.preventDefault();
    const token = field.current?.value.trim();
    if (token) setToken(token);
  };
  return (
    <>
      <Heading title="This server asks for its token" />
      <p id="token-says">
        Who started it gave one with <code>--token</code>. It is kept until this tab is closed, and sent to this server only.
      </p>
      <form class="token-form" method="post" onSubmit={submit}>
        <label for="token">Token</label>
        <input
          ref={field} id="token" type="password" required pattern="[!-~]+" title="Letters, digits and signs without spaces"
          autocomplete="current-password"
          aria-describedby={wrong ? "token-wrong token-says" : "token-says"} aria-invalid={wrong || undefined}
        />
        <button type="submit">Go on</button>
        {wrong && <p id="token-wrong" role="alert">The server did not take this token.</p>}
      </form>
    </>
  );
}
