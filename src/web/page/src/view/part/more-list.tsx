/**
 * A list that comes in pages: what has come, and a button for more.
 *
 * In: a `More`. Out: the rows as the view shows them, problems in place, how many there are. Never: an end that is none.
 */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Rows } from "../../data/types";
import { number } from "../../data/words";
import type { More } from "../../state/more";
import { Problem, Truncated } from "./notice";

interface Props<A extends Rows<unknown>> {
  of: More<A>;
  /** What the rows are: "stories". */
  what: string;
  /** Each row is an element with `data-item`. */
  children: (rows: readonly A["rows"][number][]) => ComponentChildren;
}

/** After "more", the keyboard goes on at the first row that is new, not behind the last. */
function useFirstNew(rows: number) {
  const place = useRef<HTMLDivElement>(null);
  const from = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (from.current === null || rows <= from.current) return;
    const row = place.current?.querySelectorAll("[data-item]")[from.current];
    row?.querySelector<HTMLElement>("a, button")?.focus();
    from.current = null;
  }, [rows]);
  return { place, from };
}

export function MoreList<A extends Rows<unknown>>({ of: list, what, children }: Props<A>) {
  const { rows, total, loading, error, truncated, more } = list;
  const { place, from } = useFirstNew(rows.length);
  const press = () => {
    if (loading) return;
    from.current = rows.length;
    more();
  };
  return (
    <div class="more-list" ref={place}>
      {truncated !== null && <Truncated says={truncated} />}
      {rows.length > 0 && children(rows)}
      {error && <Problem of={error} retry={more} />}
      {loading && rows.length === 0 && <p class="loading" role="status">{`Loading ${what} …`}</p>}
      {!error && rows.length > 0 && rows.length < total && (
        <p class="more">
          <button type="button" aria-disabled={loading} onClick={press}>{loading ? `Loading ${what} …` : `More ${what}`}</button>
          <span class="hint" role="status">{` ${number(rows.length)} of ${number(total)} shown`}</span>
        </p>
      )}
    </div>
  );
}
