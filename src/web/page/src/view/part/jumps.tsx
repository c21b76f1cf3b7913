/**
 * Sections of a long page, with a list at its head that leads to each.
 *
 * In: sections with titles. Out: the list, and the sections one after another. Never: a step in the history: one stays on
 * the page.
 */
import type { ComponentChildren } from "preact";
import { number } from "../../data/words";

export interface Jump { id: string; title: string; count?: number; content: () => ComponentChildren; }

/** Moves view and focus to an element; what is not focusable is made so for this once. */
export function jumpTo(id: string): void {
  const place = document.getElementById(id);
  if (!place) return;
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}

/** A link that jumps. */
export function JumpLink({ id, children }: { id: string; children: ComponentChildren }) {
  const jump = (event: Event) => {
    event.preventDefault();
    jumpTo(id);
  };
  return <a href={`#${id}`} onClick={jump}>{children}</a>;
}

export function Jumps({ of: sections }: { of: readonly Jump[] }) {
  return (
    <>
      {sections.length > 2 && (
        <nav class="jumps" aria-label="On this page">
          <ul>
            {sections.map(({ id, title, count }) => (
              <li key={id}>
                <JumpLink id={id}>{title}</JumpLink>{count !== undefined && <span class="tab-count"> {number(count)}</span>}
              </li>
            ))}
          </ul>
        </nav>
      )}
      {sections.map(({ id, title, content }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id} tabIndex={-1}>{title}</h2>
          {content()}
        </section>
      ))}
    </>
  );
}
