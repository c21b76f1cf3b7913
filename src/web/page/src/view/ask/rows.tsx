/**
 * An answer of rows as a table.
 *
 * In: a shaped answer. Out: a table whose names lead on, with the way to the sentences of each row. Never: a column lost
 * (those that only hold the IRI of another are its links; the files have them).
 */
import { useMemo } from "preact/hooks";
import { endsOf, type Lead } from "../../data/leads";
import { numberOf, type Shaped } from "../../data/shape";
import type { Binding } from "../../data/sparql";
import { counted } from "../../data/words";
import { to } from "../../state/route";
import { Link } from "../part/link";
import { DataTable, type Column } from "../part/table";
import { TermCell, termWords, type Known } from "./term";

export interface RowsProps {
  rows: readonly Binding[];
  columns: readonly Shaped[];
  known: Known;
  /** How a row leads to its sentences, and what the question was asked with. */
  lead: Lead | null;
  set: Record<string, string>;
}

/** `distinctSentences` as "distinct sentences". */
export function headWords(variable: string): string {
  return variable.replace(/([a-z\d])([A-Z])/g, "$1 $2").replaceAll("_", " ").toLowerCase();
}

function columnOf(shaped: Shaped, known: Known, names: boolean): Column<Binding> {
  const { variable, link, numeric } = shaped;
  return {
    key: variable,
    head: headWords(variable),
    numeric, names,
    cell: (row) => <TermCell of={row[variable]} link={link ? row[link] : undefined} known={known} numeric={numeric} />,
    text: (row) => termWords(row[variable], known),
    sort: (row) => (numeric ? numberOf(row[variable]) : termWords(row[variable], known) || null),
  };
}

function sentenceColumn(lead: Lead, { set, known }: Pick<RowsProps, "set" | "known">): Column<Binding> {
  const ends = (row: Binding) => endsOf(lead, row, set, known.prefixes);
  const address = (row: Binding): string | null => {
    const found = ends(row);
    if (!found) return null;
    const { subject, object } = found;
    if (lead.predicate) return to.edge(subject, lead.predicate, object);
    return object.kind === "entity" ? to.together(subject, object.id) : null;
  };
  return {
    key: " sentences",
    head: "it says so in",
    sort: false,
    text: (row) => address(row) ?? "",
    cell: (row) => {
      const there = address(row);
      const found = ends(row);
      return there && <Link to={there}>sentences<span class="unseen">{` on ${found?.subject} and ${found?.object.id}`}</span></Link>;
    },
  };
}

export function RowsTable({ rows, columns, known, lead, set }: RowsProps) {
  const all = useMemo(() => {
    const first = columns.findIndex((one) => !one.numeric);
    const shown = columns.map((one, i) => columnOf(one, known, i === first));
    return lead ? [...shown, sentenceColumn(lead, { set, known })] : shown;
  }, [columns, known, lead, set]);
  return (
    <DataTable
      caption={counted(rows.length, "row")} rows={rows} columns={all} rowKey={(_, i) => i}
      empty="No rows: the graph holds nothing that fits this question."
    />
  );
}
