/**
 * The h1 of a view: each view has exactly one, as soon as it can be named.
 *
 * In: its words. Out: an h1, the document's title; the focus, when the reader has just come, or its former place when she
 * has stepped back. Never: focus taken twice.
 */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { comeBack, takeLeft } from "../../state/back";
import { takeFocusDue } from "../../state/route";

interface Props {
  /** For the window's title: plain words. */
  title: string;
  /** What is shown, where it is more than the title. */
  children?: ComponentChildren;
}

export function Heading({ title, children }: Props) {
  const place = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = `${title} · consort`;
  }, [title]);
  useLayoutEffect(() => {
    const left = takeLeft();
    if (!takeFocusDue()) return;
    // Without scrolling: a story scrolls to its passage itself.
    const focus = () => place.current?.focus({ preventScroll: true });
    if (left) comeBack(left, focus);
    else focus();
  }, []);
  return <h1 ref={place} tabIndex={-1}>{children ?? title}</h1>;
}
