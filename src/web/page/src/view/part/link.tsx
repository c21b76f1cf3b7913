/**
 * A link to an address of this page.
 *
 * In: an address of `to`. Out: an `<a>` that moves without loading anew. Never: a click that asked for a new tab.
 * Addresses that the server answers itself (`/sparql`, `/ev/…`, downloads) are plain `<a>`.
 */
import type { JSX } from "preact";
import { go } from "../../state/route";

type Props = Omit<JSX.IntrinsicElements["a"], "href" | "onClick"> & { to: string; replace?: boolean };

function plain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

export function Link({ to, replace, ...rest }: Props) {
  const click = (event: MouseEvent) => {
    if (event.defaultPrevented || !plain(event) || rest.target || rest.download !== undefined) return;
    event.preventDefault();
    go(to, replace ? "replace" : "push");
  };
  return <a {...rest} href={to} onClick={click} />;
}
