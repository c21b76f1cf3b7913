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

function post(query: string, accept: string, signal?: AbortSignal): Promise<Response> {
  const headers = { accept, "content-type": "application/sparql-query" };
  return send("/sparql", { method: "POST", signal, headers, body: query });
}

/** GET /api/query/{name}?set-NAME=VALUE */
function get(name: string, set: Record<string, string>, accept: string, signal?: AbortSignal): Promise<Response> {
  const fields = Object.fromEntries(Object.entries(set).map(([key, value]) => [`set-${key}`, value]));
  return send(withParameters(`/api/query/${part(name)}`, fields), { signal, headers: { accept } });
}

/** POST /sparql */
export async function sparql(query: string, signal?: AbortSignal): Promise<Answer<SparqlAnswer>> {
  return read(await post(query, ACCEPT, signal));
}

export async function storedQuery(
  name: string, set: Record<string, string>, signal?: AbortSignal,
): Promise<Answer<SparqlAnswer>> {
  return read(await get(name, set, ACCEPT, signal));
}

/** What is asked: a stored question with its parameters, or any query. */
export type Asked =
  | { kind: "stored"; name: string; set: Record<string, string> }
  | { kind: "own"; text: string };

export function answer(asked: Asked, signal?: AbortSignal): Promise<Answer<SparqlAnswer>> {
  return asked.kind === "own" ? sparql(asked.text, signal) : storedQuery(asked.name, asked.set, signal);
}

/** The answer as a file, in the form that `media` says. */
export async function answerFile(asked: Asked, media: string): Promise<Answer<Blob>> {
  const response = await (asked.kind === "own" ? post(asked.text, media) : get(asked.name, asked.set, media));
  return { data: await response.blob(), truncated: truncatedOf(response) };
}
