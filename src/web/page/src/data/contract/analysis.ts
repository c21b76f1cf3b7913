/**
 * What the JSON API makes of the graph: networks, ties, flows, queries, exports, reviews.
 *
 * Filters are those of `graph.ts`. What is not known is `null`.
 */
import type { Edge, EntityRef, Evidence, MonthCounts, ObjectRef, Amount, Predicate, Rows, Status, Tie } from "./graph";

// GET /api/network?<filters>&of=claims|cooccur&around=ID&depth=1&limit=     (limit: links, strongest first, 2000 by default, at most 20000)
export interface Network {
  of: "claims" | "cooccur";
  directed: boolean;
  nodes: NetworkNode[];
  links: NetworkLink[];
  /** How many there are before the limit. */
  total_nodes: number;
  total_links: number;
}
export interface NetworkNode extends EntityRef {
  country: string | null;
  documents: number;
  degree: number;
  /** Sum of the weights of its links. */
  strength: number;
  pagerank: number;
  betweenness: number;
  /** Number of its community, 0 the largest. */
  community: number;
}
export interface NetworkLink {
  /** Places in `nodes`. */
  source: number;
  target: number;
  /** Null for co-occurrence. */
  predicate: Predicate | null;
  status: Status | null;
  /** Documents. */
  weight: number;
  /** Association strength; null for claims. */
  association: number | null;
  first: string | null;
  last: string | null;
}

// GET /api/path?a=&b=&<filters>&of=claims|cooccur
export interface PathAnswer {
  /** Null where none leads from one to the other. */
  steps: { from: EntityRef; to: EntityRef; predicate: Predicate | null; forward: boolean; weight: number }[] | null;
}

// GET /api/cooccur?<filters>&entity=&window=sentence|document&by=association|count|npmi|likelihood&limit=&offset=
export type CooccurAnswer = Rows<Tie & { a: EntityRef }>;

// GET /api/timeline?<filters>&entity=&a=&b=
export interface TimelineAnswer { months: MonthCounts[]; }

// GET /api/flows?<filters>&by=receiver|country&limit=      (funds; by country: of the datelines of the stories that state it)
export interface Flows {
  /** Donors, pooled funds between, receivers; in columns 0, 1, 2. */
  nodes: (ObjectRef & { column: 0 | 1 | 2 } | { kind: "rest"; label: string; column: 0 | 1 | 2 })[];
  links: { source: number; target: number; documents: number; amounts: Amount[] }[];
  /** Rows donors, columns receivers or countries; cells count stories. */
  matrix: { rows: EntityRef[]; columns: EntityRef[]; cells: number[][] };
}

// GET /api/matrix?<filters>&of=cooccur|PREDICATE&top=24     (heat map: who with whom)
export interface Matrix { rows: EntityRef[]; columns: EntityRef[]; cells: number[][]; }

// GET /api/queries
export interface StoredQuery {
  name: string;
  question: string;
  text: string;
  /** Parameters in order; `takes` says with what a field is filled. */
  parameters: { name: string; says: string; takes: "entity" | "text"; values: string[] }[];
}
// GET /api/query/{name}?set-NAME=VALUE&…    SPARQL results, as /sparql gives them (Accept: application/sparql-results+json)
// POST /sparql                              any query

// GET /api/vocabulary: for completion in the editor
export interface Vocabulary {
  prefixes: Record<string, string>;
  classes: { iri: string; label: string; count: number; predicates: string[] }[];
  predicates: { iri: string; label: string; comment: string; count: number }[];
}

// GET /api/export/{format}?<filters>&of=claims|cooccur     a download; formats from /api/formats
export interface ExportFormat { name: string; media: string; file: string; says: string; network: boolean; }

// POST /api/extract: text/plain, or application/json {"text": …, "title": …, "date": …}; gives the extraction record

// --- only with --review -----------------------------------------------------------------------------------------
// GET /api/review?kind=claims|names&limit=&offset=
export interface ReviewItem {
  /** Changes with what it asks. */
  key: string;
  kind: "claim" | "name";
  /** Why it comes early: how many tables and edges hang on it. */
  weight: number;
  why: string;
  edge: Edge | null;
  name: (EntityRef & { mentions: number; like: EntityRef[] }) | null;
  evidence: Evidence | null;
}
export interface ReviewAnswer { total: number; decided: number; who: string; rows: ReviewItem[]; }
// POST /api/review  {"verdict": "right"|"wrong"|"same"|"never", "subject","predicate","object" | "entities":[…] | "text","entity", "why"}
export interface Decided { id: number; verdict: string; about: string; }
// DELETE /api/review/{id}: takes it back
// GET /api/decisions
export interface DecisionsAnswer { file: string; rows: (Decided & { who: string; why: string; date: string; idle: boolean })[]; }
