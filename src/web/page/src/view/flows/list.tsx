/**
 * The statements behind a cell or band that stands for more than one edge.
 *
 * In: a donor, a receiver, a country of stories. Out: their edges, each leading to its sentences. Never: amounts added up.
 */
import { useLayoutEffect, useRef } from "preact/hooks";
import * as api from "../../data/api";
import type { Edge } from "../../data/types";
import { amountWords, number, predicateWord } from "../../data/words";
import { useLoad } from "../../state/load";
import { noList, type FlowsChange, type FlowsState } from "../../state/flows";
import { filtersOf } from "../../state/query";
import { to } from "../../state/route";
import { useCorpus } from "../../state/corpus";
import { Link } from "../part/link";
import { Loader } from "../part/loader";
import { EntityLink, ObjectLink } from "../part/names";
import { DataTable, type Column } from "../part/table";
import { Amounts, Dates, StatusBadge } from "../part/values";

const MOST = 200;

const objectName = (edge: Edge) => (edge.object.kind === "story" ? edge.object.title : edge.object.label);

const columns: Column<Edge>[] = [
  { key: "subject", head: "Donor", names: true, cell: (edge) => <EntityLink of={edge.subject} />, text: (edge) => edge.subject.label },
  {
    key: "what", head: "Sentences", text: (edge) => predicateWord(edge.predicate),
    cell: (edge) => (
      <Link to={to.edgeOf(edge)} aria-label={`Sentences: ${edge.subject.label} ${predicateWord(edge.predicate)} ${objectName(edge)}`}>
        {predicateWord(edge.predicate)}
      </Link>
    ),
  },
  { key: "object", head: "Receiver", cell: (edge) => <ObjectLink of={edge.object} />, text: objectName },
  { key: "status", head: "Status", cell: (edge) => <StatusBadge of={edge.status} ended={edge.ended} />, text: (edge) => edge.status },
  { key: "documents", head: "Stories", numeric: true, cell: (edge) => number(edge.documents), text: (edge) => String(edge.documents), sort: (edge) => edge.documents },
  { key: "dates", head: "Dates", cell: (edge) => <Dates first={edge.first} last={edge.last} />, text: (edge) => `${edge.first ?? ""}/${edge.last ?? ""}` },
  { key: "amounts", head: "Amounts, as the texts give them", sort: false, cell: (edge) => <Amounts of={edge.amounts} />, text: (edge) => edge.amounts.map(amountWords).join("; ") },
];

interface Props { state: FlowsState; change: FlowsChange; nameOf(id: string): string; }

export function Statements({ state, change, nameOf }: Props) {
  const { donor, receiver, where } = state;
  const corpus = useCorpus();
  const head = useRef<HTMLHeadingElement>(null);
  const country = corpus?.countries.find((one) => one.id === where)?.label ?? nameOf(where);
  const filters = filtersOf(state);
  const load = useLoad((signal) => api.edges({
    ...filters, predicate: ["funds"], limit: MOST, sort: "documents", subject: donor || undefined, object: receiver || undefined,
    country: where ? [where] : filters.country,
  }, signal), [donor, receiver, where, JSON.stringify(filters)]);
  useLayoutEffect(() => {
    head.current?.focus();
    head.current?.scrollIntoView({ block: "nearest" });
  }, [donor, receiver, where]);
  const title = `What ${donor ? nameOf(donor) : "donors"} ${donor ? "funds" : "fund"}`
    + `${receiver ? `: ${nameOf(receiver)}` : ""}${where ? `, in stories from ${country}` : ""}`;
  return (
    <section class="statements" aria-label={title}>
      <div class="statements-head">
        <h2 ref={head} tabIndex={-1}>{title}</h2>
        <button type="button" onClick={() => change(noList)}>Close the list</button>
      </div>
      <Loader of={load} what="the statements">
        {({ rows, total }) => (
          <DataTable caption={total > rows.length ? `The ${rows.length} with most stories of ${total} statements` : "Statements"}
            rows={rows} columns={columns} file="consort-statements" empty="No statements."
            rowKey={(edge) => `${edge.subject.id} ${edge.predicate} ${edge.object.id}`} />
        )}
      </Loader>
    </section>
  );
}
