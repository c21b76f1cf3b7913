/**
 * Flows: donor, fund, programme; donors by receiver and country; and who with whom as a matrix.
 *
 * In: the parsed route. Out: the view. Never: a request to another host.
 */
import { predicateWord } from "../data/words";
import { flowsFields, noList, relations, type FlowsChange, type FlowsState } from "../state/flows";
import { useQuery } from "../state/query";
import type { FlowsRoute } from "../state/route";
import "../style/flows.css";
import { Statements } from "./flows/list";
import { DonorMap, Flow, Pairs } from "./flows/tabs";
import { DateSlider } from "./part/date-slider";
import { FilterForm } from "./part/filters";
import { Heading } from "./part/heading";
import { Select } from "./part/select";
import { Tabs } from "./part/tabs";
import { useNames } from "../state/names";

const limitOptions = [10, 20, 40, 80].map((value) => ({ value, words: String(value) }));
const topOptions = [12, 24, 40, 60].map((value) => ({ value, words: String(value) }));
const relationOptions = relations.map((value) => ({ value, words: value === "cooccur" ? "is named with" : predicateWord(value) }));

function Controls({ state, change }: { state: FlowsState; change: FlowsChange }) {
  const pairs = state.show === "pairs";
  return (
    <section class="flow-controls" aria-label="What is shown">
      <div class="fields">
        {pairs && <Select label="Who … whom" value={state.of} options={relationOptions} onChange={(of) => change({ of })} />}
        {pairs
          ? <Select label="Names at most" value={state.top} options={topOptions} onChange={(top) => change({ top })} />
          : <Select label="A column at most" value={state.limit} options={limitOptions} onChange={(limit) => change({ limit })} />}
        <DateSlider value={state} onChange={(dates) => change(dates, "replace")} />
      </div>
      <FilterForm value={state} onChange={(filters) => change(filters)} fields={["class", "status", "country", "min"]} />
    </section>
  );
}

export default function FlowsView(_: { route: FlowsRoute }) {
  const [state, change] = useQuery(flowsFields);
  const { donor, receiver, where } = state;
  const nameOf = useNames([donor, receiver, where]);
  const open = donor !== "" || receiver !== "" || where !== "";
  return (
    <>
      <Heading title="Flows" />
      <Controls state={state} change={change} />
      <Tabs
        label="Pictures" open={state.show} onOpen={(show) => change({ show, ...noList })}
        tabs={[
          { key: "flow", label: "Donor to programme", content: () => <Flow state={state} /> },
          { key: "receivers", label: "Donor by receiver", content: () => <DonorMap state={state} by="receiver" /> },
          { key: "countries", label: "Donor by country", content: () => <DonorMap state={state} by="country" /> },
          { key: "pairs", label: "Who with whom", content: () => <Pairs state={state} /> },
        ]}
      />
      {open && <Statements state={state} change={change} nameOf={nameOf} />}
    </>
  );
}
