/**
 * The whole graph, and its networks, as files.
 *
 * In: /api/formats, filters in the address. Out: plain links to downloads. Never: a file made by the page itself.
 */
import { useId } from "preact/hooks";
import * as api from "../../data/api";
import type { ExportFormat, Filters } from "../../data/types";
import { useLoad } from "../../state/load";
import { choice, filterFields, useQuery, type Fields } from "../../state/query";
import { FilterForm } from "../part/filters";
import { Loader } from "../part/loader";

const kinds = ["claims", "cooccur"] as const;
interface Asked extends Filters { links: api.Of; }
const fields: Fields<Asked> = { ...filterFields, links: choice(kinds, "claims") };
const words: Record<api.Of, string> = { claims: "what is stated", cooccur: "who is named together" };

function List({ of: formats, address }: { of: readonly ExportFormat[]; address: (format: ExportFormat) => string }) {
  return (
    <ul class="downloads">
      {formats.map((one) => (
        <li key={one.name}>
          <a class="button" href={address(one)} download={one.file}>{one.file}</a>{" "}
          {one.says} <span class="hint">{one.media}</span>
        </li>
      ))}
    </ul>
  );
}

export function Exports() {
  const id = useId();
  const load = useLoad(api.formats, []);
  const [{ links, ...filters }, change] = useQuery(fields);
  return (
    <Loader of={load} what="the formats">
      {(formats) => (
        <>
          <h2>The whole graph</h2>
          <List of={formats.filter((one) => !one.network)} address={(one) => api.exportAddress(one.name)} />
          <h2>Networks</h2>
          <p class="field">
            <label for={id}>Links are</label>
            <select id={id} value={links} onChange={(event) => change({ links: kinds.find((one) => one === event.currentTarget.value) ?? "claims" })}>
              {kinds.map((one) => <option key={one} value={one}>{words[one]}</option>)}
            </select>
          </p>
          <FilterForm value={filters} onChange={change} />
          <List of={formats.filter((one) => one.network)} address={(one) => api.exportAddress(one.name, filters, links)} />
        </>
      )}
    </Loader>
  );
}
