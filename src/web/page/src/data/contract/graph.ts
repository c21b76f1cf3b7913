/**
 * What the JSON API says of the graph itself: corpus, entities, edges, sentences, stories.
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
  /** The story that it is a copy of. */
  copy_of: string | null;
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
/** Two that are named together. */
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
  /** The same, a story and its copies once. */
  origins: number;
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
