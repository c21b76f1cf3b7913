/**
 * Words for what the API names: classes, predicates, statuses, dates, numbers, money.
 *
 * In: values of `types.ts`. Out: plain English. Never: markup.
 */
import type { Amount, EntityClass, Predicate, Status } from "./types";

export const classes: readonly EntityClass[] = ["Organisation", "Country", "Programme", "Donor", "Instrument", "Region"];
export const predicates: readonly Predicate[] = [
  "funds", "implements", "partnersWith", "organizes", "participatesIn", "supports", "partOf",
];
export const statuses: readonly Status[] = ["asserted", "planned", "hedged", "negated", "rejected"];

const predicateWords: Record<Predicate, { subject: string; object: string }> = {
  funds: { subject: "funds", object: "is funded by" },
  implements: { subject: "implements", object: "is implemented by" },
  partnersWith: { subject: "partners with", object: "partners with" },
  organizes: { subject: "organizes", object: "is organized by" },
  participatesIn: { subject: "takes part in", object: "has as participant" },
  supports: { subject: "supports", object: "is supported by" },
  partOf: { subject: "is part of", object: "has as part" },
};

const statusSays: Record<Status, string> = {
  asserted: "said as a fact",
  planned: "said as planned or promised",
  hedged: "said with a reserve",
  negated: "said not to be so",
  rejected: "marked wrong by a reviewer",
};

export function isPredicate(text: string | undefined): text is Predicate {
  return predicates.some((one) => one === text);
}

/** The predicate as a verb; seen from its object with `role`. */
export function predicateWord(predicate: Predicate, role: "subject" | "object" = "subject"): string {
  return predicateWords[predicate][role];
}

/** What a status means, in a few words. */
export function statusMeans(status: Status): string {
  return statusSays[status];
}

const plurals: Record<EntityClass, string> = {
  Organisation: "organisations", Country: "countries", Programme: "programmes",
  Donor: "donors", Instrument: "instruments", Region: "regions",
};

export function classPlural(name: EntityClass): string {
  return plurals[name];
}

/** "Organisation (un-office)"; a kind that only repeats the class is not said. */
export function kindWords(name: EntityClass, kind: string | null): string {
  return kind && kind.toLowerCase() !== name.toLowerCase() ? `${name} (${kind})` : name;
}

// --- numbers -----------------------------------------------------------------------------------------------------

const grouped = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

export function number(value: number): string {
  return grouped.format(value);
}

/** A measure with as many digits as help. */
export function measure(value: number, digits = 3): string {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)).toLocaleString("en-GB") : "–";
}

/** "1 sentence", "1,204 sentences". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

// --- dates -------------------------------------------------------------------------------------------------------

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "12 Mar 2020", "Mar 2020", "2020"; what is no such date is shown as it is. */
export function dateWords(date: string): string {
  const [year, month, day] = date.split("-");
  const name = month ? months[Number(month) - 1] : undefined;
  if (!year || (month && !name)) return date;
  return [day && String(Number(day)), name, year].filter(Boolean).join(" ");
}

/** "Mar 2020 to 4 May 2021". */
export function spanWords(first: string | null, last: string | null): string {
  if (!first && !last) return "no date";
  if (!first || !last || first === last) return dateWords(first ?? last ?? "");
  return `${dateWords(first)} to ${dateWords(last)}`;
}

// --- money -------------------------------------------------------------------------------------------------------

function sum(value: string): string {
  const [digits, decimals] = value.split(".");
  const number = Number(digits);
  if (!Number.isSafeInteger(number)) return value;
  return decimals && Number(decimals) > 0 ? `${grouped.format(number)}.${decimals}` : grouped.format(number);
}

/** "EUR 2,500,000 to 3,000,000 (joint, pledged)". */
export function amountWords(amount: Amount): string {
  const money = `${amount.currency} ${sum(amount.value)}${amount.max ? ` to ${sum(amount.max)}` : ""}`;
  const notes = [amount.share === "own" ? null : amount.share, amount.stage].filter(Boolean);
  return notes.length > 0 ? `${money} (${notes.join(", ")})` : money;
}
