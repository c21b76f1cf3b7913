/**
 * What a table of answers can be shown as: which columns name things, which count, which columns belong together.
 *
 * In: variables, rows, prefixes. Out: columns. Never: a row left out.
 */
import type { Binding, Term } from "./sparql";
import { targetOf, type Prefixes, type Target } from "./terms";

export interface Shaped {
  variable: string;
  /** The variable that holds the IRI of what this column names, if another does: `donorId` beside `donor`. */
  link: string | null;
  /** All its cells are numbers. */
  numeric: boolean;
  /** Its cells are, or name, what can be an end of an edge: entities, and activities. */
  end: boolean;
}

/** Columns that name what another column holds as an IRI, beside those called `xId`. */
const namedBy: Record<string, string> = { document: "title", event: "activity" };

const NUMBER = /#(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger)$/;

function isNumber(term: Term): boolean {
  return term.type === "literal" && NUMBER.test(term.datatype ?? "") && Number.isFinite(Number(term.value));
}

/** Whether a column has cells and all of them fit. */
function all(rows: readonly Binding[], variable: string, fits: (term: Term) => boolean): boolean {
  let some = false;
  for (const row of rows) {
    const term = row[variable];
    if (!term) continue;
    if (!fits(term)) return false;
    some = true;
  }
  return some;
}

function nameOf(variable: string, variables: readonly string[]): string | null {
  const name = variable.endsWith("Id") ? variable.slice(0, -2) : namedBy[variable];
  return name && variables.includes(name) ? name : null;
}

/** A story is no end of an edge, the activity that it reports is; both lead to the story. */
function isEnd(iri: string, prefixes: Prefixes): boolean {
  const kind = targetOf(iri, prefixes)?.kind;
  return kind === "entity" || (kind === "story" && iri.startsWith(prefixes.event ?? "\0"));
}

/** The columns to show: one that only holds the IRI of what another names is that other's link. */
export function shape(variables: readonly string[], rows: readonly Binding[], prefixes: Prefixes): Shaped[] {
  const leads = (term: Term): Target | null => (term.type === "uri" ? targetOf(term.value, prefixes) : null);
  const links = new Map<string, string>();
  for (const variable of variables) {
    const name = nameOf(variable, variables);
    if (name && all(rows, variable, (term) => leads(term) !== null) && all(rows, name, (term) => term.type === "literal")) {
      links.set(name, variable);
    }
  }
  const hidden = new Set(links.values());
  return variables.filter((one) => !hidden.has(one)).map((variable) => {
    const link = links.get(variable) ?? null;
    return {
      variable, link,
      numeric: all(rows, variable, isNumber),
      end: all(rows, link ?? variable, (term) => term.type === "uri" && isEnd(term.value, prefixes)),
    };
  });
}

/** A number to sort and to draw by; `null` where there is none. */
export function numberOf(term: Term | undefined): number | null {
  return term && isNumber(term) ? Number(term.value) : null;
}

/** Whether no two rows have the same in these columns. */
function tellApart(names: readonly Shaped[], rows: readonly Binding[]): boolean {
  const seen = new Set(rows.map((row) => JSON.stringify(names.map((one) => row[one.variable]?.value))));
  return seen.size === rows.length;
}

export interface Chart { names: Shaped[]; numbers: Shaped[]; }

/** The columns of a chart: what is counted, and what names it; a second name where one does not tell the rows apart. */
export function chartColumns(columns: readonly Shaped[], rows: readonly Binding[]): Chart | null {
  const numbers = columns.filter((one) => one.numeric);
  const words = columns.filter((one) => !one.numeric);
  const first = words.slice(0, 1);
  if (first.length === 0 || numbers.length === 0) return null;
  return { names: tellApart(first, rows) ? first : words.slice(0, 2), numbers };
}

/** The columns of a network: the first two that name its ends, and the first that counts. */
export function networkColumns(columns: readonly Shaped[]): { from: Shaped; to: Shaped; weight: Shaped | null } | null {
  const [from, to] = columns.filter((one) => one.end);
  return from && to ? { from, to, weight: columns.find((one) => one.numeric) ?? null } : null;
}
