/**
 * What the view Ask keeps in its address: the question that was asked, with all that is set. What is only being
 * written is not in it, so that an address always shows the answer of what it says.
 *
 * In: the query of an address. Out: what is asked, and how its answer is shown. Never: a question half written.
 */
import { go, to } from "./route";

export const shows = ["table", "chart", "network"] as const;
export type Show = (typeof shows)[number];
export type Way = "questions" | "sparql" | "downloads";

export interface AskState {
  way: Way;
  /** Name of the stored question. */
  question: string | null;
  set: Record<string, string>;
  /** A query of one's own; `null` if none was run. */
  sparql: string | null;
  show: Show;
  /** The column that a chart draws; the first that counts if none is named. */
  of: string | null;
}

const SET = "set-";

export function readAsk(query: URLSearchParams): AskState {
  const sparql = query.get("sparql");
  const set: Record<string, string> = {};
  for (const [key, value] of query) if (key.startsWith(SET)) set[key.slice(SET.length)] = value;
  return {
    way: sparql !== null ? "sparql" : query.has("downloads") ? "downloads" : "questions",
    question: query.get("query"),
    set,
    sparql: sparql || null,
    show: shows.find((one) => one === query.get("show")) ?? "table",
    of: query.get("of"),
  };
}

export function askAddress(state: Partial<AskState>): string {
  const query = new URLSearchParams();
  if (state.way === "downloads") query.set("downloads", "1");
  else if (state.way === "sparql" || typeof state.sparql === "string") query.set("sparql", state.sparql ?? "");
  else if (state.question) {
    query.set("query", state.question);
    for (const [name, value] of Object.entries(state.set ?? {})) if (value) query.append(SET + name, value);
  }
  if (state.show && state.show !== "table") query.set("show", state.show);
  if (state.of) query.set("of", state.of);
  return to.ask(query);
}

export const goAsk = (state: Partial<AskState>, how: "push" | "replace" = "push"): void => go(askAddress(state), how);
