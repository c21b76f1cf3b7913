/**
 * The JSON API: one function an endpoint, in the order of `types.ts`. SPARQL is in `sparql.ts`.
 *
 * In: typed questions. Out: typed answers, or an `ApiError`. Never: anything that a view decides.
 */
import { forgetAnswers, getFresh, getJson, part, sendJson, withParameters, type Answer } from "./http";
import type {
  CooccurAnswer, Corpus, Decided, DecisionsAnswer, EdgesAnswer, EntityClass, EntityPage, EvidenceAnswer,
  ExportFormat, Filters, Flows, Matrix, Network, PathAnswer, Predicate, RebuildAnswer, ReviewAnswer, SearchAnswer,
  StoredQuery, StoriesAnswer, StoryPage, TimelineAnswer, Verdict, Vocabulary,
} from "./types";

export type Of = "claims" | "cooccur";
export interface Slice { limit?: number; offset?: number; }
type Reply<T> = Promise<Answer<T>>;

export const corpus = (signal?: AbortSignal): Reply<Corpus> => getJson("/api/corpus", {}, signal);

export interface SearchAsk { q: string; class?: EntityClass[]; limit?: number; }
export const search = (ask: SearchAsk, signal?: AbortSignal): Reply<SearchAnswer> =>
  getJson("/api/search", { ...ask }, signal);

export const entity = (id: string, signal?: AbortSignal): Reply<EntityPage> =>
  getJson(`/api/entity/${part(id)}`, {}, signal);

export interface EdgesAsk extends Filters, Slice {
  entity?: string;
  subject?: string;
  object?: string;
  sort?: "documents" | "last" | "first";
}
export const edges = (ask: EdgesAsk, signal?: AbortSignal): Reply<EdgesAnswer> => getJson("/api/edges", { ...ask }, signal);

export interface EvidenceAsk extends Slice {
  subject: string;
  predicate: Predicate;
  object: { kind: "entity" | "story"; id: string };
}
export function evidence(ask: EvidenceAsk, signal?: AbortSignal): Reply<EvidenceAnswer> {
  const { object, ...rest } = ask;
  const story = object.kind === "story" ? 1 : undefined;
  return getJson("/api/evidence", { ...rest, object: object.id, story }, signal);
}

/** Sentences that name both, whatever is stated. */
export const together = (ask: { a: string; b: string } & Slice, signal?: AbortSignal): Reply<EvidenceAnswer> =>
  getJson("/api/evidence", { ...ask }, signal);

export const story = (id: string, signal?: AbortSignal): Reply<StoryPage> => getJson(`/api/story/${part(id)}`, {}, signal);

export interface StoriesAsk extends Slice { entity?: string; country?: string[]; from?: string; to?: string; q?: string; }
export const stories = (ask: StoriesAsk, signal?: AbortSignal): Reply<StoriesAnswer> =>
  getJson("/api/stories", { ...ask }, signal);

export interface NetworkAsk extends Filters { of?: Of; around?: string; depth?: number; limit?: number; }
export const network = (ask: NetworkAsk, signal?: AbortSignal): Reply<Network> => getJson("/api/network", { ...ask }, signal);

export interface PathAsk extends Filters { a: string; b: string; of?: Of; }
export const path = (ask: PathAsk, signal?: AbortSignal): Reply<PathAnswer> => getJson("/api/path", { ...ask }, signal);

export interface CooccurAsk extends Filters, Slice {
  entity?: string;
  window?: "sentence" | "document";
  by?: "association" | "count" | "npmi" | "likelihood";
}
export const cooccur = (ask: CooccurAsk, signal?: AbortSignal): Reply<CooccurAnswer> =>
  getJson("/api/cooccur", { ...ask }, signal);

export interface TimelineAsk extends Filters { entity?: string; a?: string; b?: string; }
export const timeline = (ask: TimelineAsk, signal?: AbortSignal): Reply<TimelineAnswer> =>
  getJson("/api/timeline", { ...ask }, signal);

export interface FlowsAsk extends Filters { by?: "receiver" | "country"; limit?: number; }
export const flows = (ask: FlowsAsk, signal?: AbortSignal): Reply<Flows> => getJson("/api/flows", { ...ask }, signal);

export interface MatrixAsk extends Filters { of?: "cooccur" | Predicate; top?: number; }
export const matrix = (ask: MatrixAsk, signal?: AbortSignal): Reply<Matrix> => getJson("/api/matrix", { ...ask }, signal);

export const queries = (signal?: AbortSignal): Reply<StoredQuery[]> => getJson("/api/queries", {}, signal);

export const vocabulary = (signal?: AbortSignal): Reply<Vocabulary> => getJson("/api/vocabulary", {}, signal);

export const formats = (signal?: AbortSignal): Reply<ExportFormat[]> => getJson("/api/formats", {}, signal);

/** The address of a download, for a plain link. */
export const exportAddress = (format: string, filters: Filters = {}, what?: Of): string =>
  withParameters(`/api/export/${part(format)}`, { ...filters, of: what });

/** The extraction record of a text: its shape is the `extract` command's, which the page only shows. */
export const extract = (ask: { text: string; title?: string; date?: string }, signal?: AbortSignal): Reply<unknown> =>
  sendJson("POST", "/api/extract", ask, signal);

// --- only with --review ------------------------------------------------------------------------------------------

export interface ReviewAsk extends Slice { kind: "claims" | "names"; }
/** Never kept: each decision changes the queue. */
export function review(ask: ReviewAsk, signal?: AbortSignal): Reply<ReviewAnswer> {
  return getFresh("/api/review", { ...ask }, signal);
}

/** The graph, and all answers that are kept of it, stay as they are until it is built anew. */
export const decide = (verdict: Verdict, signal?: AbortSignal): Reply<Decided> =>
  sendJson("POST", "/api/review", verdict, signal);

export const takeBack = (id: string, signal?: AbortSignal): Reply<Decided> =>
  sendJson("DELETE", `/api/review/${part(id)}`, undefined, signal);

export const decisions = (signal?: AbortSignal): Reply<DecisionsAnswer> => getFresh("/api/decisions", {}, signal);

export async function rebuild(signal?: AbortSignal): Reply<RebuildAnswer> {
  // Built or not: after an error nobody knows of which graph the kept answers are.
  return sendJson<RebuildAnswer>("POST", "/api/rebuild", undefined, signal).finally(forgetAnswers);
}
