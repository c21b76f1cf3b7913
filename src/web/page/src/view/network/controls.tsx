/**
 * What the network is made of and how it looks.
 *
 * In: the state of the address. Out: changes of it. Never: a choice that the address does not keep.
 */
import { counted, number } from "../../data/words";
import { colours, sizes, type Change, type NetworkState } from "../../state/network";
import { DateSlider } from "../part/date-slider";
import { FilterForm } from "../part/filters";
import { NameField } from "../part/name-field";
import { Select } from "../part/select";

const colourWords = { class: "kind", community: "community" } as const;
const sizeWords = {
  documents: "stories", degree: "links", pagerank: "importance (PageRank)", betweenness: "standing between (betweenness)",
} as const;
export const limits = [200, 500, 1000, 2000, 5000, 10_000, 20_000] as const;

const ofOptions = [{ value: "claims", words: "what is stated" }, { value: "cooccur", words: "names that stand together" }] as const;
const colourOptions = colours.map((value) => ({ value, words: colourWords[value] }));
const sizeOptions = sizes.map((value) => ({ value, words: sizeWords[value] }));
const depthOptions = [1, 2, 3].map((value) => ({ value, words: counted(value, "step") }));

export function Sizes({ of: state }: { of: NetworkState }) {
  return <>{`Size: ${sizeWords[state.size]}`}</>;
}

interface Props { state: NetworkState; change: Change; aroundName: string; }

/** Another network: what is open in the old one may not be there. */
const elsewhere = { expand: [], hide: [], pin: [], node: "", link: [], path: [], sight: null };

export function Controls({ state, change, aroundName }: Props) {
  const claims = state.of === "claims";
  const limitOptions = limits.map((value) => ({ value: value as number, words: number(value) }));
  return (
    <section class="net-controls" aria-label="What is shown">
      <div class="net-row">
        <Select label="Links are" value={state.of} options={ofOptions} onChange={(of) => change({ of, link: [], path: [] })} />
        <NameField
          label="Only around" chosen={aroundName}
          onChoose={(one) => change({ ...elsewhere, around: one.id, node: one.id })}
          onClear={() => change({ ...elsewhere, around: "", depth: 1 })}
        />
        {state.around && <Select label="Within" value={state.depth} options={depthOptions} onChange={(depth) => change({ depth })} />}
        <Select label="Links at most" value={state.limit} options={limitOptions} onChange={(limit) => change({ limit })} />
        <Select label="Colour" value={state.colour} options={colourOptions} onChange={(colour) => change({ colour })} />
        <Select label="Size" value={state.size} options={sizeOptions} onChange={(size) => change({ size })} />
        {claims && (
          <label>
            <input
              type="checkbox" checked={state.status === undefined}
              onChange={(event) => change({ status: event.currentTarget.checked ? undefined : ["any"] })}
            /> Asserted only
          </label>
        )}
      </div>
      <div class="net-row">
        <DateSlider value={state} onChange={(dates) => change(dates, "replace")} />
      </div>
      <FilterForm
        value={state} onChange={(filters) => change(filters)}
        fields={claims ? ["class", "predicate", "status", "country", "min"] : ["class", "country", "min"]}
      />
    </section>
  );
}
