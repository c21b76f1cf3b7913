/**
 * IRIs of the graph: short names, and what they lead to on this page.
 *
 * In: IRIs, and the prefixes of /api/vocabulary. Out: short names, targets. Never: an address of the page (`to` has them).
 */
import type { Predicate } from "./types";
import { isPredicate } from "./words";

export type Prefixes = Record<string, string>;

/** What stands behind an IRI of the graph. */
export type Target =
  | { kind: "entity"; id: string }
  | { kind: "story"; id: string; at?: [number, number] }
  | { kind: "edge"; subject: string; predicate: Predicate; object: { kind: "entity" | "story"; id: string } }
  /** A thing that has no view: the server gives its data at this path. */
  | { kind: "data"; path: string };

/** The prefix whose namespace the IRI lies in, and the rest; the longest namespace wins. */
function split(iri: string, prefixes: Prefixes): [string, string] | null {
  let best: [string, string] | null = null;
  let length = 0;
  for (const [prefix, space] of Object.entries(prefixes)) {
    if (space.length > length && iri.startsWith(space)) {
      best = [prefix, iri.slice(space.length)];
      length = space.length;
    }
  }
  return best;
}

const PLAIN = /^(?!-)(?:[\p{L}\p{N}_-]|\.(?!$))+$/u;

/** `id:unodc` for the IRI it stands for; `<…>` where no short name can be written. */
export function shorten(iri: string, prefixes: Prefixes): string {
  const found = split(iri, prefixes);
  return found && PLAIN.test(found[1]) ? `${found[0]}:${found[1]}` : `<${iri}>`;
}

/** The IRI of `id:unodc` or `<https://…>`; `null` for anything else. */
export function expand(name: string, prefixes: Prefixes): string | null {
  if (name.startsWith("<") && name.endsWith(">")) return name.slice(1, -1);
  const colon = name.indexOf(":");
  const space = colon < 0 ? undefined : prefixes[name.slice(0, colon)];
  return space === undefined ? null : space + name.slice(colon + 1);
}

/** What is below the base of the graph's own IRIs: `id/unodc`. */
function below(iri: string, prefixes: Prefixes): string | null {
  const base = prefixes.id?.replace(/id\/$/, "");
  return base && iri.startsWith(base) ? iri.slice(base.length) : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `[subject, predicate, object or _, story, place]` of a claim or its evidence: a dot inside a part is written `%2E`. */
function claimParts(path: string): Target | null {
  const [subject, predicate, object, story, place] = path.split(".").map(decoded);
  const span = /^(\d+)-(\d+)$/.exec(place ?? "");
  if (story && span) return { kind: "story", id: story, at: [Number(span[1]), Number(span[2])] };
  if (!subject || !isPredicate(predicate) || !object) return null;
  if (object !== "_") return { kind: "edge", subject, predicate, object: { kind: "entity", id: object } };
  return story ? { kind: "edge", subject, predicate, object: { kind: "story", id: story } } : null;
}

/** What an IRI leads to; `null` where it is none of the graph's own. */
export function targetOf(iri: string, prefixes: Prefixes): Target | null {
  const path = below(iri, prefixes);
  if (path === null) return null;
  const [, kind, rest] = /^([a-z]+)\/([^#]+)/.exec(path) ?? [];
  if (!kind || !rest) return null;
  const span = /#char=(\d+),(\d+)$/.exec(path);
  switch (kind) {
    case "id": return { kind: "entity", id: decoded(rest) };
    case "doc": {
      const at: { at?: [number, number] } = span ? { at: [Number(span[1]), Number(span[2])] } : {};
      return { kind: "story", id: decoded(rest), ...at };
    }
    case "event": return { kind: "story", id: decoded(rest) };
    case "claim": case "ev": return claimParts(rest);
    default: return { kind: "data", path: `/${kind}/${rest}` };
  }
}
