/**
 * Labels for the IRIs of an answer that has none.
 *
 * In: IRIs of the graph. Out: labels and classes, as they come. Never: a table that waits for them.
 */
import { useEffect, useState } from "preact/hooks";
import { sparql } from "../data/sparql";
import type { Prefixes } from "../data/terms";
import type { EntityClass } from "../data/types";
import { classes } from "../data/words";

export interface Label { text: string; class: EntityClass | null; }
export type Labels = ReadonlyMap<string, Label>;

/** Asked for at once; more stay with their short names, so that a huge answer costs no more than a few questions. */
const PORTION = 200;
const MOST = 1000;

const known = new Map<string, Label>();

function question(iris: readonly string[], prefixes: Prefixes): string {
  const space = prefixes.consort ?? "https://w3id.org/consort/ns#";
  return `SELECT ?it (SAMPLE(?name) AS ?label) (SAMPLE(?of) AS ?class) WHERE {
  VALUES ?it { ${iris.map((iri) => `<${iri}>`).join(" ")} }
  { ?it <http://www.w3.org/2000/01/rdf-schema#label> ?name } UNION { ?it <http://purl.org/dc/terms/title> ?name }
  OPTIONAL { VALUES ?of { ${classes.map((one) => `<${space}${one}>`).join(" ")} } ?it a ?of }
} GROUP BY ?it`;
}

async function fetchLabels(iris: readonly string[], prefixes: Prefixes, signal: AbortSignal): Promise<void> {
  const { data } = await sparql(question(iris, prefixes), signal);
  if (data.kind !== "table") return;
  for (const { it, label, class: of } of data.rows) {
    if (!it || !label) continue;
    known.set(it.value, { text: label.value, class: classes.find((one) => of?.value.endsWith(`#${one}`)) ?? null });
  }
}

/** An IRI that a query can hold: others would break it, and have no label here. */
const SAFE = /^[^<>"{}|^`\\\s]+$/;

export function useLabels(iris: readonly string[], prefixes: Prefixes): Labels {
  const [labels, set] = useState<Labels>(known);
  const wanted = [...new Set(iris)].filter((iri) => !known.has(iri) && SAFE.test(iri)).slice(0, MOST);
  const key = wanted.join(" ");
  useEffect(() => {
    if (!key) return;
    const abort = new AbortController();
    const rest = key.split(" ");
    const next = async () => {
      while (rest.length > 0) await fetchLabels(rest.splice(0, PORTION), prefixes, abort.signal);
    };
    // Without labels the table still has ids: a failure here is none of the answer's.
    next().catch(() => undefined).finally(() => {
      if (!abort.signal.aborted) set(new Map(known));
    });
    return () => abort.abort();
  }, [key]);
  return labels;
}
