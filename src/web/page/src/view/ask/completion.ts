/**
 * What the editor offers while a query is being written: variables, keywords, classes, predicates of the class at hand,
 * and ids by any name of the entity.
 *
 * In: /api/vocabulary, the query, /api/search. Out: completions. Never: one inside of a text or a comment.
 */
import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import * as api from "../../data/api";
import { placeOf, type Place } from "../../data/query-text";
import { expand, shorten, type Prefixes } from "../../data/terms";
import type { SearchHit, Vocabulary } from "../../data/types";
import { counted } from "../../data/words";

const WORD = /[?$]?[\w-]*(?::[\w.-]*)?$/;
const VALID = /^[?$]?[\w-]*(?::[\w.-]*)?$/;

const heads = ["SELECT", "SELECT DISTINCT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "WHERE", "GROUP BY", "HAVING", "ORDER BY", "DESC", "ASC", "LIMIT", "OFFSET", "COUNT", "AS", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"];
const patterns = ["FILTER", "OPTIONAL", "UNION", "MINUS", "VALUES", "BIND", "FILTER NOT EXISTS", "FILTER EXISTS", "GRAPH", "SELECT"];
const expressions = ["STR", "LANG", "DATATYPE", "REGEX", "CONTAINS", "STRSTARTS", "LCASE", "UCASE", "STRLEN", "YEAR", "MONTH", "BOUND", "IF", "COALESCE", "IN", "NOT IN", "COUNT", "DISTINCT", "SUM", "MIN", "MAX", "AVG", "AS", "xsd:date", "xsd:integer"];

const words = (list: readonly string[], boost = 0): Completion[] => list.map((label) => ({ label, type: "keyword", boost }));

/** Sections stand in the order of `rank`. */
const section = (name: string, rank: number) => ({ name, rank });

const A: Completion = { label: "a", type: "keyword", detail: "is of the class" };

/** The vocabulary, with short names in place of IRIs. */
function book({ prefixes, classes, predicates }: Vocabulary) {
  const says = new Map(predicates.map((one) => [one.iri, one]));
  const ofClass = new Map(classes.map((one) => [one.iri, new Set(one.predicates.map((name) => expand(name, prefixes) ?? name))]));
  const most = Math.max(1, ...predicates.map((one) => one.count));
  const predicate = (iri: string, own: string | null): Completion => {
    const { comment, count = 0 } = says.get(iri) ?? {};
    return {
      label: shorten(iri, prefixes), type: "property", detail: counted(count, "use"), ...(comment ? { info: comment } : {}),
      boost: Math.round((count / most) * 20), section: own ? section(`Of ${own}`, 0) : section("Others", 1),
    };
  };
  return {
    prefixes,
    classes: classes.map((one): Completion => ({
      label: shorten(one.iri, prefixes), type: "class", detail: counted(one.count, "thing"), boost: one.iri.startsWith(prefixes.consort ?? "\0") ? 20 : 0,
    })),
    /** Those of the class at hand first, then the others. */
    predicates: (written: readonly string[]): Completion[] => {
      const own = new Set(written.flatMap((name) => [...(ofClass.get(expand(name, prefixes) ?? "") ?? [])]));
      return predicates.map(({ iri }) => predicate(iri, own.has(iri) ? written.join(", ") : null));
    },
    names: Object.entries(prefixes).map(([name, iri]): Completion => ({ label: `${name}:`, type: "namespace", detail: iri, boost: -20 })),
  };
}
type Book = ReturnType<typeof book>;

/** What may stand at a place, before what is typed there narrows it. */
function offers(place: Place, { classes, predicates, names }: Book): Completion[] {
  switch (place.part) {
    case "head": return words(heads);
    case "subject": case "done": return [...words(patterns), ...names];
    case "predicate": return [A, ...predicates(place.classes), ...names.map((one) => ({ ...one, section: section("Prefixes", 2) }))];
    case "object": return place.ofType ? classes : names;
    case "value": return names;
    case "expression": return [...words(expressions), ...names];
  }
}

function variables({ variables: found }: Place): Completion[] {
  return found.map((label) => ({ label, type: "variable", boost: -30 }));
}

function hitCompletion(hit: SearchHit, prefixes: Prefixes): Completion {
  const also = hit.matched !== hit.label ? ` (${hit.matched})` : "";
  return {
    label: `${hit.label}${also}`, apply: shorten(`${prefixes.id ?? ""}${hit.id}`, prefixes),
    detail: `${hit.class}, ${counted(hit.documents, "story", "stories")}`, type: "constant",
  };
}

/** Ids by any name: what follows `id:` is asked of the search, which forgives a slip. */
async function ids(context: CompletionContext, from: number, typed: string, prefixes: Prefixes): Promise<CompletionResult | null> {
  const q = typed.replaceAll(/[-_.]/g, " ").trim();
  if (!q) return null;
  const abort = new AbortController();
  context.addEventListener("abort", () => abort.abort());
  try {
    const { data } = await api.search({ q, limit: 12 }, abort.signal);
    return { from, options: data.hits.map((hit) => hitCompletion(hit, prefixes)), filter: false };
  } catch {
    // No list is no harm: the query can be written on.
    return null;
  }
}

/** Completions from the newest vocabulary; before it has come there are keywords and ids. */
export function completions(vocabulary: () => Vocabulary | null): CompletionSource {
  let known: { of: Vocabulary; book: Book } | null = null;
  const open = (): Book => {
    const of = vocabulary() ?? { prefixes: {}, classes: [], predicates: [] };
    if (known?.of !== of) known = { of, book: book(of) };
    return known.book;
  };
  return (context) => {
    const text = context.state.doc.toString();
    const written = WORD.exec(text.slice(0, context.pos))?.[0] ?? "";
    const from = context.pos - written.length;
    if (!written && !context.explicit) return null;
    const place = placeOf(text, from, context.pos);
    if (place.quoted) return null;
    const pages = open();
    if (written.startsWith("id:")) return ids(context, from, written.slice(3), pages.prefixes);
    const options = /^[?$]/.test(written) ? variables(place) : [...offers(place, pages), ...variables(place)];
    return options.length > 0 ? { from, options, validFor: VALID } : null;
  };
}
