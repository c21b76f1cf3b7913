/**
 * All decisions of the file, newest first, each with a way back.
 *
 * In: /api/decisions. Out: a table. Never: a decision changed: it is taken back, and taken anew.
 */
import { useRef, useState } from "preact/hooks";
import * as api from "../../data/api";
import { ApiError } from "../../data/http";
import type { Decided } from "../../data/types";
import { dateWords, isPredicate } from "../../data/words";
import { useLoad } from "../../state/load";
import { takeBack } from "../../state/review/desk";
import { verdictWord } from "../../state/review/items";
import { useKeys } from "../../state/review/keys";
import { to } from "../../state/route";
import { Link } from "../part/link";
import { Loader } from "../part/loader";
import { Problem } from "../part/notice";
import { DataTable, type Column } from "../part/table";
import type { BenchProps } from "./bench";

/** Where the sentences of what was decided stand; `null` for decisions on names. */
function addressOf({ about, document }: Decided): string | null {
  const [subject, predicate, object] = about.split(" ");
  if (!subject || !object || !isPredicate(predicate)) return null;
  if (object !== "@story") return to.edge(subject, predicate, { kind: "entity", id: object });
  return document ? to.edge(subject, predicate, { kind: "story", id: document }) : null;
}

function About({ of: row }: { of: Decided }) {
  const address = addressOf(row);
  return (
    <>
      {address ? <Link to={address}>{row.about}</Link> : row.about}
      {row.document && <span class="hint"> in {row.document}</span>}
    </>
  );
}

function columnsOf(onBack: (row: Decided) => void): Column<Decided>[] {
  return [
    { key: "verdict", head: "Verdict", cell: (row) => verdictWord[row.verdict], text: (row) => verdictWord[row.verdict] },
    { key: "about", head: "About", cell: (row) => <About of={row} />, text: (row) => row.about, names: true },
    {
      key: "back", head: "Undo", sort: false, text: () => "",
      cell: (row) => <button type="button" aria-label={`Take back: ${verdictWord[row.verdict]}, ${row.about}`} onClick={() => onBack(row)}>Take back</button>,
    },
    { key: "why", head: "Reason", cell: (row) => row.why, text: (row) => row.why },
    { key: "who", head: "Who", cell: (row) => row.who, text: (row) => row.who },
    { key: "date", head: "Date", cell: (row) => <time dateTime={row.date}>{dateWords(row.date)}</time>, text: (row) => row.date },
  ];
}

export function Decisions({ state, keysOn, onUndo, onHelp }: BenchProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const load = useLoad(api.decisions, [state.decided, state.pending === 0]);
  useKeys(keysOn, (key) => {
    if (key === "u" || key === "undo") onUndo();
    else if (key === "?") onHelp();
    else return false;
    return true;
  });
  const back = (row: Decided) => {
    setError(null);
    // The button goes with its row.
    heading.current?.focus();
    takeBack(row.id).then(load.retry, (problem: unknown) => setError(ApiError.of(problem)));
  };
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>Decisions in the file</h2>
      {error && <Problem of={error} />}
      <Loader of={load} what="the decisions">
        {({ rows, file }) => (
          <DataTable caption={`${file}, newest first`} rows={[...rows].reverse()} columns={columnsOf(back)} rowKey={(row, i) => `${row.id} ${i}`} empty="None yet." />
        )}
      </Loader>
    </>
  );
}
