/**
 * Small values: status, dates, counts, amounts.
 *
 * In: values of the API. Out: a few words each, that can be read without colour. Never: a link.
 */
import type { Amount, Status, StatusCounts } from "../../data/types";
import { amountWords, counted, dateWords, spanWords, statusMeans, statuses } from "../../data/words";

const signs: Record<Status, string> = { asserted: "✓", planned: "→", hedged: "~", negated: "✕", rejected: "⊘" };

/** A status as sign and word. `ended`: told of as over. */
export function StatusBadge({ of: status, ended = false }: { of: Status; ended?: boolean }) {
  return (
    <span class="status" data-status={status} title={statusMeans(status) + (ended ? "; told of as over" : "")}>
      <span aria-hidden="true">{signs[status]}</span> {status}{ended && ", ended"}
    </span>
  );
}

/** "12 asserted, 2 planned": all statuses that occur. */
export function StatusTally({ of: counts }: { of: StatusCounts }) {
  return (
    <span class="tally">
      {statuses.filter((one) => counts[one] > 0).map((one, i) => (
        <span key={one}>{i > 0 && ", "}{`${counts[one]} ${one}`}</span>
      ))}
    </span>
  );
}

/** One date, or first and last. */
export function Dates({ first, last }: { first: string | null; last?: string | null }) {
  const end = last === undefined ? first : last;
  if (!first || !end || first === end) {
    const one = first ?? end;
    return one ? <time class="date" dateTime={one}>{dateWords(one)}</time> : <span class="date none">no date</span>;
  }
  return <span class="date" title={spanWords(first, end)}>
    <time dateTime={first}>{dateWords(first)}</time> to <time dateTime={end}>{dateWords(end)}</time>
  </span>;
}

/** "1 sentence", "1,204 sentences". */
export function Count({ of: value, one, many }: { of: number; one: string; many?: string }) {
  return <span class="count">{counted(value, one, many)}</span>;
}

export function Amounts({ of: amounts }: { of: readonly Amount[] }) {
  if (amounts.length === 0) return null;
  return <span class="amounts">{amounts.map(amountWords).join("; ")}</span>;
}
