/**
 * Who stands in the same sentences as an entity, and how much more often than chance would have it.
 *
 * In: the ties of an `EntityPage`. Out: a table, each row leading to its sentences. Never: a tie shown as a relation.
 */
import type { EntityPage, Tie } from "../../data/types";
import { counted, measure } from "../../data/words";
import { to } from "../../state/route";
import { Link } from "../part/link";
import { countColumn } from "../part/month-chart";
import { EntityLink } from "../part/names";
import { DataTable, type Column } from "../part/table";
import { Dates } from "../part/values";

function columnsOf(self: string): Column<Tie>[] {
  return [
    { key: "name", head: "Name", names: true, text: (tie) => tie.b.label, cell: (tie) => <EntityLink of={tie.b} /> },
    {
      key: "count", head: "Together", numeric: true, sort: (tie) => tie.count, text: (tie) => String(tie.count),
      cell: (tie) => <Link to={to.together(self, tie.b.id)}>{counted(tie.count, "sentence")}</Link>,
    },
    countColumn("documents", "Stories", (tie) => tie.documents),
    {
      key: "association", head: "Association", numeric: true, sort: (tie) => tie.association,
      text: (tie) => String(tie.association), cell: (tie) => `${measure(tie.association)} ×`,
    },
    {
      key: "q", head: "By chance", numeric: true, sort: (tie) => -tie.q_value, text: (tie) => String(tie.q_value),
      cell: (tie) => (tie.q_value < 0.001 ? "< 0.1 %" : `${measure(tie.q_value * 100, 2)} %`),
    },
    { key: "first", head: "First", sort: (tie) => tie.first, text: (tie) => tie.first ?? "", cell: (tie) => <Dates first={tie.first} /> },
    { key: "last", head: "Last", sort: (tie) => tie.last, text: (tie) => tie.last ?? "", cell: (tie) => <Dates first={tie.last} /> },
  ];
}

export function EntityTies({ of: page }: { of: EntityPage }) {
  return (
    <>
      <p class="hint">
        Association: how many times as often as chance would have it; below 1, more rarely. By chance: how many of a hundred
        ties that stand out as much do so by chance alone.
      </p>
      <DataTable
        caption={<span class="unseen">{`Named with ${page.label}`}</span>} rows={page.together} columns={columnsOf(page.id)} rowKey={(tie) => tie.b.id}
        file={`${page.id}-together`} empty="It shares no sentence with another name."
      />
    </>
  );
}
