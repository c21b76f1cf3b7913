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
// GET /api/review?kind=claims|names&limit=20&offset=     (what is decided in the file already is not listed)
export interface ReviewClaim {
  /** As the file of decisions names it: "deu funds unodc-wco-ccp", "osce organizes @story in DOC". */
  claim: string;
  weight: number;
  /** Why it comes early. */
  why: string;
  edge: Edge;
  /** Its firmest, newest sentence. */
  evidence: Evidence;
}
export interface ReviewName {
  entity: EntityRef;
  documents: number;
  edges: number;
  /** Listed entities with names like it. */
  like: EntityRef[];
  evidence: Evidence | null;
}
export interface ReviewAnswer {
  who: string;
  file: string;
  /** Whether the graph can be built anew from here. */
  rebuilds: boolean;
  /** Decisions in the file. */
  decided: number;
  /** What waits in the list that was asked for; the other list is empty. */
  total: number;
  claims: ReviewClaim[];
  names: ReviewName[];
}
// POST /api/review: a `Verdict` (201); DELETE /api/review/{id}: takes it back; both give the decision
export type Verdict = (
  | { verdict: "right" | "wrong"; subject: string; predicate: Predicate; object: string }
  /** The activity that a story reports. */
  | { verdict: "right" | "wrong"; subject: string; predicate: Predicate; story: string }
  /** The id that stays comes first. */
  | { verdict: "same"; entities: string[] }
  /** These words do not name that entity, or nobody at all. */
  | { verdict: "never"; text: string; entity?: string }
) & { why?: string };
export interface Decided {
  id: string;
  verdict: Verdict["verdict"];
  about: string;
  /** The story where it holds; everywhere if null. */
  document: string | null;
  who: string;
  why: string;
  date: string;
}
// GET /api/decisions
export interface DecisionsAnswer { file: string; rows: Decided[]; }
// POST /api/rebuild: builds the graph anew; /api/corpus has another snapshot then
export interface RebuildAnswer { warnings: string[]; }
