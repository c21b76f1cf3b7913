/**
 * The whole graph, and its networks, as files.
 *
 * In: /api/formats, filters in the address. Out: plain links to downloads. Never: a file made by the page itself.
 */
import * as api from "../../data/api";
import type { ExportFormat, Filters } from "../../data/types";
import { useLoad } from "../../state/load";
import { choice, filterFields, useQuery, type Fields } from "../../state/query";
import { Download } from "../part/download";
import { FilterForm } from "../part/filters";
import { Loader } from "../part/loader";
import { Select } from "../part/select";

const kinds = ["claims", "cooccur"] as const;
interface Asked extends Filters { links: api.Of; }
const fields: Fields<Asked> = { ...filterFields, links: choice(kinds, "claims") };
const words: Record<api.Of, string> = { claims: "what is stated", cooccur: "who is named together" };

function List({ of: formats, address }: { of: readonly ExportFormat[]; address: (format: ExportFormat) => string }) {
  return (
    <ul class="downloads">
      {formats.map((one) => (
        <li key={one.name}>
          <Download href={address(one)} file={one.file}>{one.file}</Download>{" "}
          <span>{one.says}</span>
        </li>
      ))}
    </ul>
  );
}

export function Exports() {
  const load = useLoad(api.formats, []);
  const [{ links, ...filters }, change] = useQuery(fields);
  return (
    <Loader of={load} what="the formats">
      {(formats) => (
        <>
          <h2>The whole graph</h2>
          <List of={formats.filter((one) => !one.network)} address={(one) => api.exportAddress(one.name)} />
          <h2>Networks</h2>
          <Select label="Links are" value={links} options={kinds.map((one) => ({ value: one, words: words[one] }))}
            onChange={(next) => change({ links: next })} />
          <FilterForm value={filters} onChange={change} />
          <List of={formats.filter((one) => one.network)} address={(one) => api.exportAddress(one.name, filters, links)} />
        </>
      )}
    </Loader>
  );
}
