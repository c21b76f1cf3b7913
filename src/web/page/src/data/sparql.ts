/**
 * Answers of SPARQL queries.
 *
 * In: a query, or the name of a stored one. Out: a table, yes or no, or a graph as Turtle. Never: an update.
 */
import { part, send, truncatedOf, withParameters, type Answer } from "./http";

export interface Term { type: "uri" | "literal" | "bnode" | "triple"; value: string; datatype?: string; "xml:lang"?: string; }
export type Binding = Partial<Record<string, Term>>;
export type SparqlAnswer =
  | { kind: "table"; variables: string[]; rows: Binding[] }
  | { kind: "boolean"; value: boolean }
  | { kind: "graph"; turtle: string };

/** Answers of SELECT and ASK come as JSON; of CONSTRUCT and DESCRIBE, for which there is no such form, as Turtle. */
const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";

interface ResultsJson { head: { vars?: string[] }; results?: { bindings: Binding[] }; boolean?: boolean; }

async function read(response: Response): Promise<Answer<SparqlAnswer>> {
  const truncated = truncatedOf(response);
  if (response.headers.get("content-type")?.startsWith("text/turtle")) {
    return { data: { kind: "graph", turtle: await response.text() }, truncated };
  }
  const json = (await response.json()) as ResultsJson;
  if (json.boolean !== undefined) return { data: { kind: "boolean", value: json.boolean }, truncated };
  return { data: { kind: "table", variables: json.head.vars ?? [], rows: json.results?.bindings ?? [] }, truncated };
}

/** POST /sparql */
export async function sparql(query: string, signal?: AbortSignal): Promise<Answer<SparqlAnswer>> {
  const headers = { accept: ACCEPT, "content-type": "application/sparql-query" };
  return read(await send("/sparql", { method: "POST", signal, headers, body: query }));
}

/** GET /api/query/{name}?set-NAME=VALUE */
export async function storedQuery(
  name: string, set: Record<string, string>, signal?: AbortSignal,
): Promise<Answer<SparqlAnswer>> {
  const fields = Object.fromEntries(Object.entries(set).map(([key, value]) => [`set-${key}`, value]));
  return read(await send(withParameters(`/api/query/${part(name)}`, fields), { signal, headers: { accept: ACCEPT } }));
}
