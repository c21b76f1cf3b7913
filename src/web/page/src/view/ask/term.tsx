/**
 * A term of an answer: a name that leads on, a number, a text.
 *
 * In: a term, prefixes, labels. Out: words, linked where they lead to something. Never: a link with another scheme than
 * http or https.
 */
import type { ComponentChildren } from "preact";
import type { Term } from "../../data/sparql";
import { shorten, targetOf, type Prefixes, type Target } from "../../data/terms";
import { isPredicate, measure, number, predicateWord } from "../../data/words";
import type { Labels } from "../../state/labels";
import { DATE } from "../../state/query";
import { to } from "../../state/route";
import { Link } from "../part/link";
import { EntityLink } from "../part/names";

export interface Known { prefixes: Prefixes; labels: Labels; }

function edgeWords(target: Extract<Target, { kind: "edge" }>): string {
  const object = target.object.kind === "story" ? "the activity" : target.object.id;
  return `${target.subject} ${predicateWord(target.predicate)} ${object}`;
}

/** A predicate of the graph as a verb; other IRIs by their short name. */
function iriWords(iri: string, prefixes: Prefixes): string {
  const short = shorten(iri, prefixes);
  const local = short.startsWith("consort:") ? short.slice(8) : undefined;
  if (isPredicate(local)) return predicateWord(local);
  return short.startsWith("<") ? iri : short;
}

function decimal(term: Term): string {
  const value = Number(term.value);
  return Number.isInteger(value) ? number(value) : measure(value, 4);
}

/** A term as plain words: for sorting, for charts, for readers. */
export function termWords(term: Term | undefined, { prefixes, labels }: Known, numeric = false): string {
  if (!term) return "";
  if (term.type !== "uri") return numeric ? decimal(term) : term.type === "triple" ? JSON.stringify(term.value) : term.value;
  const label = labels.get(term.value);
  if (label) return label.text;
  const target = targetOf(term.value, prefixes);
  return target?.kind === "edge" ? edgeWords(target) : iriWords(term.value, prefixes);
}

interface LeadProps { iri: string; known: Known; children: ComponentChildren; }

/** Words that lead to what an IRI stands for. */
function Lead({ iri, known, children }: LeadProps) {
  const target = targetOf(iri, known.prefixes);
  const of = known.labels.get(iri)?.class;
  switch (target?.kind) {
    case "entity":
      return of
        ? <EntityLink of={{ id: target.id, label: "", class: of, provisional: false }}>{children}</EntityLink>
        : <Link to={to.entity(target.id)}>{children}</Link>;
    case "story": return <Link to={to.story(target.id, target.at)}>{children}</Link>;
    case "edge": return <Link to={to.edge(target.subject, target.predicate, target.object)}>{children}</Link>;
    case "data": return <a href={target.path}>{children}</a>;
    default: return <>{children}</>;
  }
}

interface Props {
  of: Term | undefined;
  known: Known;
  /** The IRI of what this term names, where another column has it. */
  link?: Term | undefined;
  numeric?: boolean;
}

/** A date stays in one line; a sentence has a line of some length. */
function literalClass(words: string): string {
  if (DATE.test(words)) return "day";
  return words.length > 60 ? "literal long" : "literal";
}

export function TermCell({ of: term, link, known, numeric = false }: Props) {
  if (!term) return <span class="none" title="not known">–</span>;
  const words = termWords(term, known, numeric);
  if (link?.type === "uri") return <Lead iri={link.value} known={known}>{words}</Lead>;
  if (term.type !== "uri") return <span class={literalClass(words)}>{words}</span>;
  if (targetOf(term.value, known.prefixes)) return <Lead iri={term.value} known={known}>{words}</Lead>;
  // What is in no namespace of the graph leads out, and only when it is clicked.
  const out = words === term.value && /^https?:\/\//.test(term.value);
  return out ? <a href={term.value} rel="noreferrer noopener" target="_blank">{words}</a> : <span title={term.value}>{words}</span>;
}
