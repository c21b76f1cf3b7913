/**
 * The pictures of the flows view, each with its table.
 *
 * In: the state of the address. Out: pictures whose parts lead to sentences. Never: two pictures asked for at once.
 */
import { useMemo } from "preact/hooks";
import * as api from "../../data/api";
import { sankey, type Band } from "../../data/flows/sankey";
import type { Filters } from "../../data/types";
import { amountWords, number, predicateWord } from "../../data/words";
import { noList, flowsFields, type FlowsState } from "../../state/flows";
import { useLoad } from "../../state/load";
import { filtersOf, writeQuery } from "../../state/query";
import { to } from "../../state/route";
import { Link } from "../part/link";
import { Loader } from "../part/loader";
import { Empty } from "../part/notice";
import { DataTable, type Column } from "../part/table";
import { Amounts } from "../part/values";
import { HeatMap, type Cell } from "./heat";
import { FlowName, nodeName } from "./names";
import { bandWords, FlowPicture } from "./picture";

/** The address of this view with a list open. */
function listAddress(state: FlowsState, list: Partial<typeof noList>): string {
  return to.flows(writeQuery(flowsFields, { ...state, ...noList, ...list }));
}

/** The sentences of a band; where an end stands for many, the list of them. */
function bandAddress(state: FlowsState, { source, target }: Band): string {
  const [from, end] = [source.node, target.node];
  if (from.kind === "entity" && end.kind !== "rest") return to.edge(from.id, "funds", end);
  return listAddress(state, {
    donor: from.kind === "entity" ? from.id : "", receiver: end.kind === "entity" ? end.id : "",
  });
}

const bandColumns = (state: FlowsState): Column<Band>[] => [
  { key: "from", head: "From", names: true, cell: ({ source }) => <FlowName of={source.node} />, text: ({ source }) => nodeName(source.node) },
  { key: "to", head: "To", cell: ({ target }) => <FlowName of={target.node} />, text: ({ target }) => nodeName(target.node) },
  {
    key: "documents", head: "Stories", numeric: true, sort: ({ link }) => link.documents, text: ({ link }) => String(link.documents),
    cell: (band) => <Link to={bandAddress(state, band)} aria-label={bandWords(band)}>{number(band.link.documents)}</Link>,
  },
  {
    key: "amounts", head: "Amounts, as the texts give them", sort: false, cell: ({ link }) => <Amounts of={link.amounts} />,
    text: ({ link }) => link.amounts.map(amountWords).join("; "),
  },
];

interface Props { state: FlowsState; }

function useFlows(filters: Filters, by: "receiver" | "country", limit: number) {
  return useLoad((signal) => api.flows({ ...filters, by, limit }, signal), [JSON.stringify(filters), by, limit]);
}

export function Flow({ state }: Props) {
  const load = useFlows(filtersOf(state), "receiver", state.limit);
  const flows = load.data;
  const bands = useMemo(() => (flows ? sankey(flows).bands : []), [flows]);
  const columns = useMemo(() => bandColumns(state), [state]);
  return (
    <Loader of={load} what="the flows">
      {(data) => (data.links.length === 0 ? <Empty>No donor is said to fund anything with these filters.</Empty> : (
        <>
          <p>Who funds what, through which fund. A band is as wide as the number of stories that say so: money is not added up.</p>
          <FlowPicture of={data} address={(band) => bandAddress(state, band)} />
          <DataTable caption="The same as a table" rows={bands} columns={columns} file="consort-flows" page={50}
            rowKey={(band) => `${band.link.source} ${band.link.target}`} sort={{ key: "documents", down: true }} />
        </>
      ))}
    </Loader>
  );
}

export function DonorMap({ state, by }: Props & { by: "receiver" | "country" }) {
  const load = useFlows(filtersOf(state), by, state.limit);
  const country = by === "country";
  const address = ({ row, column }: Cell) => (country
    ? listAddress(state, { donor: row.id, where: column.id })
    : to.edge(row.id, "funds", { kind: "entity", id: column.id }));
  return (
    <Loader of={load} what="the table">
      {({ matrix }) => (
        <HeatMap
          of={matrix} address={address} rowWord="Donor" columnWord={country ? "Country of the stories" : "Receiver"} verb={country ? "as a donor in stories from" : "funds"}
          caption={country ? "Donors by country of the stories" : "Donors by receiver"} file={`consort-donors-by-${by}`}
        />
      )}
    </Loader>
  );
}

export function Pairs({ state }: Props) {
  const { of, top } = state;
  const filters = filtersOf(state);
  const load = useLoad((signal) => api.matrix({ ...filters, of, top }, signal), [JSON.stringify(filters), of, top]);
  const cooccur = of === "cooccur";
  const verb = cooccur ? "is named with" : predicateWord(of);
  const address = ({ row, column }: Cell) => (cooccur
    ? to.together(row.id, column.id)
    : to.edge(row.id, of, { kind: "entity", id: column.id }));
  return (
    <Loader of={load} what="the table">
      {(matrix) => (
        <HeatMap of={matrix} address={address} rowWord={cooccur ? "Name" : "Who"} columnWord={cooccur ? "Name" : "Whom"} verb={verb}
          caption={cooccur ? "Who is named with whom" : `Who ${verb} whom`} file={`consort-${of}`} symmetric={cooccur || of === "partnersWith"} />
      )}
    </Loader>
  );
}
