/**
 * From a row of a stored question to the sentences behind it: its text says how (`# Sentences: consort explain DONOR
 * funds FUNDED`, with columns and parameters in capitals).
 *
 * In: the text of a stored query; a row. Out: the two ends and the predicate. Never: an address.
 */
import type { Binding } from "./sparql";
import { targetOf, type Prefixes } from "./terms";
import type { Predicate } from "./types";
import { isPredicate } from "./words";

/** An entity, or the activity that a story reports. */
export interface End { kind: "entity" | "story"; id: string; }
export interface Lead { subject: string; predicate: Predicate | null; object: string; }

const LINE = /^# Sentences: consort explain ([A-Z]+)(?: ([a-zA-Z]+))??(?: ([A-Z]+))?$/m;

/** The ends of the edge behind each row, in capitals; `null` where a row has no two ends. */
export function leadOf(text: string): Lead | null {
  const [, subject, predicate, object] = LINE.exec(text) ?? [];
  if (!subject || !object || (predicate && !isPredicate(predicate))) return null;
  return { subject, object, predicate: isPredicate(predicate) ? predicate : null };
}

/** The end of an edge for a word in capitals: from a column of that name or its `Id`, or from a parameter. */
function endOf(word: string, row: Binding, set: Record<string, string>, prefixes: Prefixes): End | null {
  const name = word.toLowerCase();
  const term = row[`${name}Id`] ?? row[name];
  const target = term?.type === "uri" ? targetOf(term.value, prefixes) : null;
  if (target?.kind === "entity" || target?.kind === "story") return { kind: target.kind, id: target.id };
  const given = set[name];
  return given ? { kind: "entity", id: given } : null;
}

/** The two ends of a row; the predicate is the lead's. */
export function endsOf(
  lead: Lead, row: Binding, set: Record<string, string>, prefixes: Prefixes,
): { subject: string; object: End } | null {
  const subject = endOf(lead.subject, row, set, prefixes);
  const object = endOf(lead.object, row, set, prefixes);
  return subject?.kind === "entity" && object ? { subject: subject.id, object } : null;
}
