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

export interface Lead { subject: string; predicate: Predicate | null; object: string; }

const LINE = /^# Sentences: consort explain ([A-Z]+)(?: ([a-zA-Z]+))??(?: ([A-Z]+))?$/m;

/** The ends of the edge behind each row, in capitals; `null` where a row has no two ends. */
export function leadOf(text: string): Lead | null {
  const [, subject, predicate, object] = LINE.exec(text) ?? [];
  if (!subject || !object || (predicate && !isPredicate(predicate))) return null;
  return { subject, object, predicate: isPredicate(predicate) ? predicate : null };
}

/** An entity's id for a word in capitals: from a column of that name or its `Id`, or from a parameter. */
function endOf(word: string, row: Binding, set: Record<string, string>, prefixes: Prefixes): string | null {
  const name = word.toLowerCase();
  const term = row[`${name}Id`] ?? row[name];
  const target = term?.type === "uri" ? targetOf(term.value, prefixes) : null;
  return target?.kind === "entity" ? target.id : set[name] ?? null;
}

/** The lead of a row, with ids in place of words. */
export function fillLead(lead: Lead, row: Binding, set: Record<string, string>, prefixes: Prefixes): Lead | null {
  const subject = endOf(lead.subject, row, set, prefixes);
  const object = endOf(lead.object, row, set, prefixes);
  return subject && object ? { subject, predicate: lead.predicate, object } : null;
}
