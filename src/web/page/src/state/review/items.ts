/**
 * What waits for a decision, in words, and the decisions that can be taken on it.
 *
 * In: claims and names of /api/review. Out: items under one roof, verdicts to send. Never: a request.
 */
import type { Edge, EntityRef, Evidence, ReviewAnswer, ReviewClaim, ReviewName, Verdict } from "../../data/types";
import { predicateWord } from "../../data/words";

export type Kind = "claims" | "names";
export type Item = { kind: "claims"; key: string; of: ReviewClaim } | { kind: "names"; key: string; of: ReviewName };

export function itemsOf({ claims, names }: ReviewAnswer): Item[] {
  return [
    ...claims.map((of): Item => ({ kind: "claims", key: of.claim, of })),
    ...names.map((of): Item => ({ kind: "names", key: of.entity.id, of })),
  ];
}

export function edgeWords({ subject, predicate, object }: Edge): string {
  const whom = object.kind === "entity" ? object.label : `the activity in “${object.title || object.id}”`;
  return `${subject.label} ${predicateWord(predicate)} ${whom}`;
}

export function itemWords(item: Item): string {
  return item.kind === "claims" ? edgeWords(item.of.edge) : item.of.entity.label;
}

/** A name as the sentence writes it. */
export interface Named { text: string; entity: EntityRef; }

function namedIn(evidence: Evidence | null): Named[] {
  const found = new Map<string, Named>();
  for (const { text, entity } of evidence?.entries ?? []) {
    // A line may end within a name; decisions are compared word by word.
    const words = text.trim().split(/\s+/).join(" ");
    const key = `${entity.id} ${words}`;
    if (words && !found.has(key)) found.set(key, { text: words, entity });
  }
  return [...found.values()];
}

/** The names about which a decision can be taken; of a claim, its own ends come first. */
export function namesIn(item: Item): Named[] {
  const all = namedIn(item.of.evidence);
  if (item.kind === "names") {
    const { entity } = item.of;
    const own = all.filter((one) => one.entity.id === entity.id);
    return own.length > 0 ? own : [{ text: entity.label, entity }];
  }
  const { subject, object } = item.of.edge;
  const isEnd = (one: Named) => one.entity.id === subject.id || one.entity.id === object.id;
  return [...all.filter(isEnd), ...all.filter((one) => !isEnd(one))];
}

/** The same without the spellings: each entity once. */
export function entitiesIn(item: Item): Named[] {
  const all = namesIn(item);
  return all.filter((one, i) => all.findIndex((other) => other.entity.id === one.entity.id) === i);
}

// --- verdicts ----------------------------------------------------------------------------------------------------

export function claimVerdict(verdict: "right" | "wrong", { subject, predicate, object }: Edge): Verdict {
  const claim = { verdict, subject: subject.id, predicate };
  return object.kind === "entity" ? { ...claim, object: object.id } : { ...claim, story: object.id };
}

/** `stays` takes in `other`. A name in no vocabulary cannot take in another one: then it is taken in itself. */
export function sameVerdict(stays: EntityRef, other: EntityRef): Verdict {
  const turned = stays.provisional && !other.provisional;
  return { verdict: "same", entities: turned ? [other.id, stays.id] : [stays.id, other.id] };
}

export function neverVerdict({ text, entity }: Named): Verdict {
  return { verdict: "never", text, entity: entity.id };
}

/** Whether the server lists the item no more, once this is in its file. */
export function settles(item: Item, { verdict }: Verdict): boolean {
  const onNames = verdict === "same" || verdict === "never";
  return onNames === (item.kind === "names");
}

export const verdictWord: Record<Verdict["verdict"], string> = {
  right: "Right", wrong: "Wrong", same: "Same as", never: "No name",
};
