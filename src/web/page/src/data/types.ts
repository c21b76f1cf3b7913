/**
 * What the JSON API answers: one type a value, as `src/web/api/` writes it (described in OpenAPI at `/api/openapi.json`).
 *
 * Offsets count Unicode code points. Dates are ISO 8601: a day, a month or a year. What is not known is `null`.
 */

export type EntityClass = "Organisation" | "Country" | "Programme" | "Donor" | "Instrument" | "Region";
export type Predicate =
  | "funds" | "implements" | "partnersWith" | "organizes" | "participatesIn" | "supports" | "partOf";
export type Status = "asserted" | "planned" | "hedged" | "negated" | "rejected";
export type Origin = "listed" | "template" | "provisional";

/** An entity where it is only named. */
export interface EntityRef {
  id: string;
  label: string;
  class: EntityClass;
  /** Made from a text alone: no vocabulary lists it. */
  provisional: boolean;
}

/** A story where it is only named. */
export interface StoryRef {
  id: string;
  title: string;
  date: string | null;
  date_end: string | null;
  /** Publisher, site or file. */
  source: string;
  url: string | null;
}

/** The object of an edge: an entity, or the activity that a story reports. */
export type ObjectRef = ({ kind: "entity" } & EntityRef) | ({ kind: "story" } & StoryRef);

/** A page of a longer list. */
export interface Rows<T> { total: number; rows: T[]; }

/** An error, as RFC 9457 has it (`application/problem+json`). */
export interface ProblemDetails { title: string; status: number; detail: string; }

// GET /api/corpus
export interface Corpus {
  version: string;
  /** Name of the snapshot; another one means that the graph was built anew. */
  snapshot: string | null;
  /** False with `--without-texts`: no sentence, no text, no quotation is given. */
  texts: boolean;
  /** True with `--review`. */
  review: boolean;
  stories: number;
  undated: number;
  first: string | null;
  last: string | null;
  mentions: number;
  claims: number;
  /** Sorted as the classes are listed above. */
  classes: { class: EntityClass; entities: number }[];
  predicates: { predicate: Predicate; symmetric: boolean; claims: number; statuses: StatusCounts }[];
  months: { month: string; stories: number }[];
  /** Countries of datelines, most stories first. */
  countries: (EntityRef & { stories: number })[];
  sources: { source: string; stories: number }[];
}

export interface StatusCounts { asserted: number; planned: number; hedged: number; negated: number; rejected: number; }

// GET /api/search?q=&class=&limit=     (class may be repeated; limit 10 by default, at most 100)
export interface SearchHit extends EntityRef {
  /** The name that fitted: the label, an alias or an abbreviation. */
  matched: string;
  /** How it fitted. */
  how: "exact" | "start" | "words" | "typo";
  abbreviation: string | null;
  kind: string | null;
  country: EntityRef | null;
  mentions: number;
  documents: number;
  first: string | null;
  last: string | null;
}
export interface SearchAnswer { query: string; hits: SearchHit[]; }

// GET /api/entity/{id}
export interface EntityPage extends EntityRef {
  origin: Origin;
  kind: string | null;
  abbreviations: string[];
  names: string[];
  labels: Record<string, string>;
  /** Names as the texts write them, most frequent first. */
  surfaces: { text: string; count: number }[];
  identifiers: { scheme: string; value: string; url: string | null }[];
  same_as: string[];
  see_also: string[];
  country: EntityRef | null;
  parent: EntityRef | null;
  part_of: EntityRef[];
  units: EntityRef[];
  replaced_by: EntityRef | null;
  replaces: EntityRef[];
  mentions: number;
  documents: number;
  first: string | null;
  last: string | null;
  /** One group a predicate and direction that has edges: with the ten strongest; the rest from /api/edges. */
  relations: { predicate: Predicate; role: "subject" | "object"; total: number; edges: Edge[] }[];
  /** The twenty bodies most often named with it. */
  together: Tie[];
  timeline: MonthCounts[];
  /** Newest first, at most twenty; the rest from /api/stories?entity=. */
  stories: StoryRef[];
  /** Stored questions that fit it. */
  questions: Question[];
}
export interface MonthCounts { month: string; documents: number; mentions: number; statements: number; }
export interface Question {
  /** In words, with its name filled in: "Who funds Container Control Programme?" */
  text: string;
  /** Name of the stored query, and the parameters to set. */
  query: string;
  set: Record<string, string>;
}

/** A claim: who does what to whom, with what stands behind it. */
export interface Edge {
  subject: EntityRef;
  predicate: Predicate;
  object: ObjectRef;
  /** The firmest of its evidence. */
  status: Status;
  statuses: StatusCounts;
  /** Whether all texts that state it tell of it as over. */
  ended: boolean;
  sentences: number;
  distinct_sentences: number;
  documents: number;
  sources: number;
  first: string | null;
  last: string | null;
  amounts: Amount[];
}
export interface Amount {
  currency: string;
  value: string;
  max: string | null;
  share: "own" | "joint" | "budget";
  stage: "pledged" | "committed" | "paid" | null;
}

/**
 * Filters that edges, network, cooccur, timeline and flows share. Lists are repeated parameters (`class=Donor&class=Country`).
 * class: both ends; predicate; status (asserted alone by default; `any` for all); country: of the story's dateline;
 * from, to: story dates, inclusive, a day, month or year; min: documents behind a link.
 */
export interface Filters {
  class?: EntityClass[];
  predicate?: Predicate[];
  status?: (Status | "any")[];
  country?: string[];
  from?: string;
  to?: string;
  min?: number;
}

// GET /api/edges?<filters>&entity=&subject=&object=&sort=documents|last|first&limit=&offset=
export type EdgesAnswer = Rows<Edge>;

// GET /api/evidence?subject=&predicate=&object=      (object: an entity id, or a story id with `story=1`)
// GET /api/evidence?a=&b=                            (named together, whatever is stated)
// with limit (50) and offset
export interface EvidenceAnswer {
  /** Null where two names only stand together. */
  edge: Edge | null;
  a: EntityRef;
  b: ObjectRef;
  total: number;
  rows: Evidence[];
}
export interface Evidence {
  /** `ev/…`: its address below the server. */
  address: string | null;
  status: Status | null;
  ended: boolean;
  amount: Amount | null;
  /** Ids of the rules or frames that read it. */
  rules: string[];
  story: StoryRef;
  /** Offsets in the story's text. */
  start: number;
  end: number;
  /** Null with --without-texts. */
  sentence: Passage | null;
  paragraph: Passage | null;
  /** Vocabulary entries whose names stand in the sentence, with how they were found. */
  entries: { entity: EntityRef; text: string; via: string }[];
  decision: { verdict: string; who: string; why: string; date: string } | null;
  /** A quotation with its source, ready to paste. */
  quotation: string | null;
}
/** A piece of a story's text. Offsets of marks are relative to `text`. Marks do not overlap. */
export interface Passage { text: string; marks: Mark[]; }
export interface Mark {
  start: number;
  end: number;
  /** name: an entity; words: what said it (underlined). */
  kind: "name" | "words";
  entity: EntityRef | null;
  /** Whether it is an end of the edge at hand. */
  focus: boolean;
}

// GET /api/story/{id}
export interface StoryPage extends StoryRef {
  places: string[];
  countries: EntityRef[];
  country_inferred: EntityRef | null;
  online: boolean;
  file: string;
  line: number;
  /** Null with --without-texts. */
  text: string | null;
  /** Start, end and kind of each paragraph. */
  paragraphs: { start: number; end: number; kind: string }[];
  mentions: { start: number; end: number; entity: EntityRef; nested: boolean; via: string }[];
  relations: StoryRelation[];
}
export interface StoryRelation {
  subject: EntityRef;
  predicate: Predicate;
  /** Null: the activity that this story reports. */
  object: EntityRef | null;
  status: Status;
  ended: boolean;
  rule: string;
  start: number;
  end: number;
  /** The words that said it. */
  words: [number, number];
  amount: Amount | null;
}

// GET /api/stories?entity=&country=&from=&to=&q=&limit=&offset=      (newest first)
export type StoriesAnswer = Rows<StoryRef>;

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
export interface Tie {
  b: EntityRef;
  /** Windows that name both. */
  count: number;
  documents: number;
  distinct_sentences: number;
  first: string | null;
  last: string | null;
  /** Association strength (observed over expected), NPMI, log-likelihood, false discovery rate. */
  association: number;
  npmi: number;
  log_likelihood: number;
  q_value: number;
}

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
