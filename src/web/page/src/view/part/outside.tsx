/**
 * A link to another host, which the reader follows herself.
 *
 * In: an address that a text or a vocabulary gave. Out: a link, or the bare words. Never: an address that runs something
 * (`javascript:`), or one that tells the other host where the reader came from.
 */
import type { ComponentChildren } from "preact";

export function Outside({ href, children }: { href: string | null; children?: ComponentChildren }) {
  const words = children ?? href;
  if (!href || !/^https?:\/\//i.test(href)) return <>{words}</>;
  return <a class="outside" href={href} rel="noreferrer noopener external">{words}</a>;
}
