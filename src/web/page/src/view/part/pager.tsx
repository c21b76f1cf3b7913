/**
 * Steps through a longer list.
 *
 * In: total, offset, limit. Out: a new offset. Never: the list.
 */
import { number } from "../../data/words";

interface Props { total: number; offset: number; limit: number; onMove(offset: number): void; what?: string; }

export function Pager({ total, offset, limit, onMove, what = "rows" }: Props) {
  if (total <= limit && offset === 0) return null;
  const end = Math.min(total, offset + limit);
  return (
    <nav class="pager" aria-label={`Pages of ${what}`}>
      <button type="button" disabled={offset === 0} onClick={() => onMove(Math.max(0, offset - limit))}>Back</button>
      <span aria-live="polite">{`${number(Math.min(offset + 1, end))} to ${number(end)} of ${number(total)}`}</span>
      <button type="button" disabled={end >= total} onClick={() => onMove(offset + limit)}>Next</button>
    </nav>
  );
}
