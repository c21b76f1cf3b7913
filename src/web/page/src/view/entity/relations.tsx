/**
 * Whom an entity is linked to: one table a relation and direction.
 *
 * In: the groups of an `EntityPage`. Out: tables, each row leading to its sentences; the rest on demand. Never: a count
 * without the way to what it counts.
 */
import { useState } from "preact/hooks";
import * as api from "../../data/api";
import type { Edge, EntityPage, ObjectRef } from "../../data/types";
import { amountWords, counted, number, predicateWord, statuses } from "../../data/words";
import { useMore } from "../../state/more";
import { to } from "../../state/route";
import { MoreList } from "../part/more-list";
import { EdgeLink, ObjectLink } from "../part/names";
import { DataTable, type Column } from "../part/table";
import { Amounts, Dates, StatusBadge, StatusTally } from "../part/values";

type Relation = EntityPage["relations"][number];

/** How many come at a time, beyond those that stand there. */
const PAGE = 100;

/** The other end, seen from an entity: of a symmetric relation it may be either. */
function otherEnd(edge: Edge, self: string): ObjectRef {
  return edge.subject.id === self ? edge.object : { kind: "entity", ...edge.subject };
}

function nameOf(other: ObjectRef): string {
  return other.kind === "entity" ? other.label : other.title;
}

function tally(edge: Edge): string {
  return statuses.filter((one) => edge.statuses[one] > 0).map((one) => `${edge.statuses[one]} ${one}`).join(", ");
}

function columnsFor(self: string): Column<Edge>[] {
  return [
    {
      key: "name", head: "Name", names: true, text: (edge) => nameOf(otherEnd(edge, self)),
      cell: (edge) => <ObjectLink of={otherEnd(edge, self)} />,
    },
    {
      key: "sentences", head: "Sentences", numeric: true, sort: (edge) => edge.sentences, text: (edge) => String(edge.sentences),
      cell: (edge) => (
        <EdgeLink of={edge}>{counted(edge.sentences, "sentence")}<span class="unseen">{` on ${nameOf(otherEnd(edge, self))}`}</span></EdgeLink>
      ),
    },
    {
      key: "documents", head: "Stories", numeric: true, sort: (edge) => edge.documents,
      text: (edge) => String(edge.documents), cell: (edge) => number(edge.documents),
    },
    {
      key: "first", head: "First", sort: (edge) => edge.first, text: (edge) => edge.first ?? "", cell: (edge) => <Dates first={edge.first} />,
    },
    {
      key: "last", head: "Last", sort: (edge) => edge.last, text: (edge) => edge.last ?? "", cell: (edge) => <Dates first={edge.last} />,
    },
    {
      key: "status", head: "Status", text: tally,
      cell: (edge) => <><StatusBadge of={edge.status} ended={edge.ended} />{tally(edge) !== `${edge.sentences} ${edge.status}` && <span class="hint"> <StatusTally of={edge.statuses} /></span>}</>,
    },
    {
      key: "amounts", head: "Sums", sort: false, text: (edge) => edge.amounts.map(amountWords).join("; "),
      cell: (edge) => <Amounts of={edge.amounts} />,
    },
  ];
}

/** The column of sums only where there are any: most relations have none. */
function columns(self: string, edges: readonly Edge[]): Column<Edge>[] {
  return columnsFor(self).filter((column) => column.key !== "amounts" || edges.some((edge) => edge.amounts.length > 0));
}

interface TableProps { title: string; edges: readonly Edge[]; self: string; file: string; }

function EdgeTable({ title, edges, self, file }: TableProps) {
  return (
    <DataTable
      caption={<span class="unseen">{title}</span>} rows={edges} columns={columns(self, edges)} file={file} page={PAGE}
      rowKey={(edge) => to.edgeOf(edge)}
    />
  );
}

function AllEdges({ relation: { predicate, role }, ...rest }: { relation: Relation } & Omit<TableProps, "edges">) {
  const list = useMore(
    (offset, signal) => api.edges(
      { [role]: rest.self, predicate: [predicate], status: ["any"], sort: "documents", limit: PAGE, offset }, signal,
    ),
    [rest.self, predicate, role],
  );
  return <MoreList of={list} what="relations">{(edges) => <EdgeTable edges={edges} {...rest} />}</MoreList>;
}

function Group({ relation, page }: { relation: Relation; page: EntityPage }) {
  const [all, setAll] = useState(false);
  const { predicate, role, total, edges } = relation;
  const title = `${page.label} ${predicateWord(predicate, role)} (${number(total)})`;
  const about = { title, self: page.id, file: `${page.id}-${predicate}-${role}` };
  return (
    <section class="relation">
      <h3>{`${predicateWord(predicate, role)} `}<span class="tab-count">{number(total)}</span></h3>
      {all ? <AllEdges relation={relation} {...about} /> : <EdgeTable edges={edges} {...about} />}
      {!all && total > edges.length && (
        <p><button type="button" onClick={() => setAll(true)}>{`All ${number(total)}`}</button>
          <span class="hint">{` the ${number(edges.length)} strongest are shown`}</span></p>
      )}
    </section>
  );
}

export function EntityRelations({ of: page }: { of: EntityPage }) {
  return <>{page.relations.map((relation) => <Group key={`${relation.predicate} ${relation.role}`} relation={relation} page={page} />)}</>;
}
