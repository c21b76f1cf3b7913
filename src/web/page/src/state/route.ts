/**
 * The address bar: which view is shown, of what.
 *
 * In: the browser's address. Out: a `Route`, addresses of routes, ways to move. Never: a view, a request.
 */
import { useEffect, useState } from "preact/hooks";
import type { Edge, ObjectRef, Predicate, Question } from "../data/types";
import { isPredicate } from "../data/words";
import { leave, stepTo } from "./back";

/** The object of an edge in an address: an entity, or the activity that a story reports. */
export interface ObjectId { kind: "entity" | "story"; id: string; }

interface Place { path: string; query: URLSearchParams; }
export type FindRoute = Place & { view: "find" };
export type EntityRoute = Place & { view: "entity"; id: string };
export type EdgeRoute = Place & { view: "edge"; subject: string; predicate: Predicate; object: ObjectId };
export type TogetherRoute = Place & { view: "together"; a: string; b: string };
/** `at`: offsets of the passage one came for. */
export type StoryRoute = Place & { view: "story"; id: string; at: [number, number] | null };
export type NetworkRoute = Place & { view: "network" };
export type FlowsRoute = Place & { view: "flows" };
export type AskRoute = Place & { view: "ask" };
export type ReviewRoute = Place & { view: "review" };
export type MissingRoute = Place & { view: "missing" };
export type Route =
  | FindRoute | EntityRoute | EdgeRoute | TogetherRoute | StoryRoute
  | NetworkRoute | FlowsRoute | AskRoute | ReviewRoute | MissingRoute;

// --- addresses ---------------------------------------------------------------------------------------------------

type Search = URLSearchParams | Record<string, string> | undefined;

/** A path of parts, each escaped, with a query if there is one. */
function address(parts: string[], search?: Search): string {
  const query = new URLSearchParams(search).toString();
  return `/${parts.map(encodeURIComponent).join("/")}${query ? `?${query}` : ""}`;
}

/** Addresses of all views. */
export const to = {
  find: (search?: Search) => address([], search),
  entity: (id: string) => address(["entity", id]),
  edge: (subject: string, predicate: Predicate, object: ObjectId) =>
    address(["edge", subject, predicate, ...(object.kind === "story" ? ["story", object.id] : [object.id])]),
  /** Of an edge, or of anything that has its three ends. */
  edgeOf: (edge: Pick<Edge, "subject" | "predicate"> & { object: Pick<ObjectRef, "kind" | "id"> }) =>
    to.edge(edge.subject.id, edge.predicate, edge.object),
  together: (a: string, b: string) => address(["together", a, b]),
  story: (id: string, at?: [number, number]) => address(["story", id], at && { at: `${at[0]}-${at[1]}` }),
  network: (search?: Search) => address(["network"], search),
  flows: (search?: Search) => address(["flows"], search),
  ask: (search?: Search) => address(["ask"], search),
  /** A stored question with its blanks filled in, under the names that /api/query has for them: `query`, `set-NAME`. */
  question: ({ query, set }: Pick<Question, "query" | "set">) =>
    to.ask(new URLSearchParams([["query", query], ...Object.entries(set).map(([name, value]) => [`set-${name}`, value])])),
  review: (search?: Search) => address(["review"], search),
};

// --- parsing -----------------------------------------------------------------------------------------------------

/** Parts of a path, unescaped; `null` where an escape is broken. */
function parts(path: string): string[] | null {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}

function span(text: string | null): [number, number] | null {
  const found = /^(\d+)-(\d+)$/.exec(text ?? "");
  return found ? [Number(found[1]), Number(found[2])] : null;
}

function edgeRoute(place: Place, rest: string[]): Route | null {
  const [subject, predicate, object, story] = rest;
  if (!subject || !object || !isPredicate(predicate)) return null;
  if (rest.length === 3) return { ...place, view: "edge", subject, predicate, object: { kind: "entity", id: object } };
  if (rest.length === 4 && object === "story" && story) {
    return { ...place, view: "edge", subject, predicate, object: { kind: "story", id: story } };
  }
  return null;
}

function routeOf(place: Place, head: string | undefined, rest: string[]): Route | null {
  const [first, second] = rest;
  if (rest.length === 0) {
    if (head === undefined) return { ...place, view: "find" };
    if (head === "network" || head === "flows" || head === "ask" || head === "review") return { ...place, view: head };
  }
  if (rest.length === 1 && first) {
    if (head === "entity") return { ...place, view: "entity", id: first };
    if (head === "story") return { ...place, view: "story", id: first, at: span(place.query.get("at")) };
  }
  if (head === "together" && rest.length === 2 && first && second) {
    return { ...place, view: "together", a: first, b: second };
  }
  return head === "edge" ? edgeRoute(place, rest) : null;
}

export function parseRoute(path: string, search: string): Route {
  const place = { path, query: new URLSearchParams(search) };
  const [head, ...rest] = parts(path) ?? ["?"];
  return routeOf(place, head, rest) ?? { ...place, view: "missing" };
}

// --- moving ------------------------------------------------------------------------------------------------------

const listeners = new Set<() => void>();
/** Whether the next heading takes the focus: the reader has moved to another view. */
let focusDue = false;

function tell(): void {
  for (const listener of listeners) listener();
}

/** The newest address; read it where a render may be older than the last change. */
export function currentRoute(): Route {
  return parseRoute(location.pathname, location.search);
}

/**
 * Goes to an address of this page. `replace` leaves no step in the history: for filters that are being dragged.
 * Another path moves focus and scrolls up; another query of the same path leaves the reader where she is. A step back
 * finds her where she left.
 */
export function go(address: string, how: "push" | "replace" = "push"): void {
  const from = location.pathname;
  if (how === "push") {
    leave();
    history.pushState(null, "", address);
  }
  else history.replaceState(null, "", address);
  if (location.pathname !== from) {
    focusDue = true;
    scrollTo(0, 0);
  }
  tell();
}

/** Says once, after each move, that the heading has to take the focus. */
export function takeFocusDue(): boolean {
  const due = focusDue;
  focusDue = false;
  return due;
}

/** The route at hand; it changes with the address bar. */
export function useRoute(): Route {
  const [route, set] = useState(currentRoute);
  useEffect(() => {
    let path = location.pathname;
    const moved = () => {
      path = location.pathname;
      set(currentRoute());
    };
    const stepped = ({ state }: PopStateEvent) => {
      if (location.pathname !== path) {
        focusDue = true;
        stepTo(state);
      }
      moved();
    };
    listeners.add(moved);
    addEventListener("popstate", stepped);
    return () => {
      listeners.delete(moved);
      removeEventListener("popstate", stepped);
    };
  }, []);
  return route;
}
