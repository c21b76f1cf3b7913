/**
 * Sentences, page after page, all or those of one status.
 *
 * In: a `More` of evidence, and which status is wanted. Out: the sentences and counts a status. Never: "none of this
 * status" before all pages have been looked through.
 */
import { useEffect } from "preact/hooks";
import type { Evidence, EvidenceAnswer, Status, StatusCounts } from "../../data/types";
import { counted, number, statuses, statusMeans } from "../../data/words";
import type { More } from "../../state/more";
import { CopyButton } from "./copy";
import { EvidenceItem } from "./evidence";
import { MoreList } from "./more-list";
import { Empty } from "./notice";

export type Wanted = Status | "all";

interface MenuProps { total: number; counts: StatusCounts; wanted: Wanted; onWant(wanted: Wanted): void; }

/** One radio a status that occurs; with one status alone there is nothing to choose. */
export function StatusMenu({ total, counts, wanted, onWant }: MenuProps) {
  const there = statuses.filter((status) => counts[status] > 0);
  if (there.length < 2 && wanted === "all") return null;
  const choices: { value: Wanted; says: string; count: number }[] = [
    { value: "all", says: "all", count: total },
    ...there.map((status) => ({ value: status, says: `${status}: ${statusMeans(status)}`, count: counts[status] })),
  ];
  return (
    <fieldset class="checks status-menu">
      <legend>What the texts say of it</legend>
      {choices.map(({ value, says, count }) => (
        <label key={value}>
          <input type="radio" name="status" value={value} checked={value === wanted} onChange={() => onWant(value)} />
          {` ${says} `}<span class="tab-count">{number(count)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Enough to fill a screen; more comes on demand. */
const ENOUGH = 20;

interface Props { of: More<EvidenceAnswer>; wanted?: Wanted; }

export function EvidenceList({ of: list, wanted = "all" }: Props) {
  const rows = wanted === "all" ? list.rows : list.rows.filter((row) => row.status === wanted);
  const left = list.rows.length < list.total;
  const { loading, error, more } = list;
  useEffect(() => {
    // The server gives all statuses together: pages are fetched until enough of the wanted one have come.
    if (wanted !== "all" && left && !loading && !error && rows.length < ENOUGH) more();
  }, [wanted, left, loading, error, rows.length, more]);
  return (
    <>
      <Quotations of={rows} />
      <MoreList of={list} what="sentences">
        {() => rows.map((row, i) => <EvidenceItem key={`${row.story.id} ${row.start} ${row.status} ${i}`} of={row} />)}
      </MoreList>
      {!loading && !error && !left && rows.length === 0 && (
        <Empty>{list.total === 0 ? "No sentence stands behind this." : `No sentence is ${wanted}.`}</Empty>
      )}
    </>
  );
}

function Quotations({ of: rows }: { of: readonly Evidence[] }) {
  const quotations = rows.flatMap((row) => row.quotation ?? []);
  if (quotations.length < 2) return null;
  return (
    <p>
      <CopyButton text={() => quotations.join("\n\n")}>
        {`Copy ${counted(quotations.length, "quotation")}`}
      </CopyButton>
    </p>
  );
}
