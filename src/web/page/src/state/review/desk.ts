/**
 * The reviewer's desk: two queues, the decisions taken, the way back.
 *
 * In: verdicts. Out: a state for the view at once; requests one after another behind it. Never: a decision that was not
 * saved and not said to be.
 */
import * as api from "../../data/api";
import { ApiError } from "../../data/http";
import type { Verdict } from "../../data/types";
import { graphBuilt } from "../corpus";
import { itemWords, itemsOf, settles, verdictWord, type Item, type Kind } from "./items";
import { advanced, ahead, broughtBack, current, emptyQueue, moved, shown, withItems, type Queue } from "./queue";
import { createStore, type Store } from "./store";

/** A decision of this sitting. The id is set when the server has written it: the way back, behind it in turn, needs it. */
export interface Taken { readonly item: Item; readonly verdict: Verdict; id: string | null; }
export interface Failure { key: string; says: string; }
export interface Desk {
  ledger: { who: string; file: string; rebuilds: boolean } | null;
  /** Decisions in the file, those on their way among them. */
  decided: number;
  queues: Record<Kind, Queue>;
  /** Oldest first. */
  taken: readonly Taken[];
  failures: readonly Failure[];
  /** For readers of screens: what was done last. */
  said: string;
  /** Requests on their way. */
  pending: number;
  built: "not" | "now" | { warnings: readonly string[] } | ApiError;
}

const PAGE = 20;
/** So many more than are wanted, in case that the order has changed a little. */
const OVERLAP = 5;
const FEW = 10;

const start: Desk = {
  ledger: null, decided: 0, queues: { claims: emptyQueue, names: emptyQueue },
  taken: [], failures: [], said: "", pending: 0, built: "not",
};

export const desk: Store<Desk> = createStore(start);

export function takenOf({ taken }: Desk, item: Item): Taken | undefined {
  return taken.find((one) => one.item.key === item.key);
}

function change(kind: Kind, make: (queue: Queue) => Queue): void {
  desk.change((now) => ({ queues: { ...now.queues, [kind]: make(now.queues[kind]) } }));
}

const isOpen = (item: Item): boolean => !takenOf(desk.now(), item);

// --- requests ----------------------------------------------------------------------------------------------------

let last: Promise<void> = Promise.resolve();

/** One after another, so that the file has the decisions in their order, and a way back waits for its decision. */
function inTurn(task: () => Promise<void>): Promise<void> {
  desk.change((now) => ({ pending: now.pending + 1 }));
  last = last.then(task).finally(() => desk.change((now) => ({ pending: now.pending - 1 })));
  return last;
}

/** Which loading of all queues this is: an answer to an older one is dropped. */
let sheet = 0;

/** The next page of a queue; whether it had an item that was not there yet. */
async function load(kind: Kind): Promise<boolean> {
  const { queues, taken } = desk.now();
  const mine = sheet;
  const listed = queues[kind].items.filter((item) => {
    const done = taken.find((one) => one.item.key === item.key);
    return !done || !settles(item, done.verdict);
  }).length;
  const offset = Math.max(0, listed - OVERLAP);
  change(kind, (queue) => ({ ...queue, loading: true, error: null }));
  try {
    const { data } = await api.review({ kind, limit: PAGE + OVERLAP, offset });
    if (mine !== sheet) return false;
    const { who, file, rebuilds } = data;
    const first = !desk.now().ledger;
    desk.change((now) => ({ ledger: { who, file, rebuilds }, decided: first ? data.decided : now.decided }));
    const before = desk.now().queues[kind].items.length;
    change(kind, (queue) => withPage(queue, itemsOf(data), data.total, offset));
    return desk.now().queues[kind].items.length > before;
  } catch (problem) {
    if (mine === sheet) change(kind, (queue) => ({ ...queue, loading: false, error: ApiError.of(problem) }));
    return false;
  }
}

function withPage(queue: Queue, rows: Item[], total: number, offset: number): Queue {
  const next = {
    ...withItems(queue, rows), started: true, loading: false,
    whole: rows.length === 0 || offset + rows.length >= total,
  };
  // From here on it is counted here: an answer may be older than the decisions on their way.
  return queue.started ? next : { ...advanced({ ...next, at: -1 }, isOpen), waiting: total };
}

/** Loads ahead, so that the next item is there at once. */
export function fill(kind: Kind): void {
  const queue = desk.now().queues[kind];
  if (queue.loading || queue.error || queue.whole || ahead(queue, isOpen) >= FEW) return;
  // A page without anything new is older than the decisions on their way: after the next of them it is asked again.
  void load(kind).then((more) => more && fill(kind));
}

export function retry(kind: Kind): void {
  change(kind, (queue) => ({ ...queue, error: null }));
  fill(kind);
}

/** Both queues anew; what was taken in this sitting can still be taken back. */
export function reload(): void {
  sheet += 1;
  desk.change({ ledger: null, queues: { claims: emptyQueue, names: emptyQueue } });
  fill("claims");
  fill("names");
}

// --- decisions ---------------------------------------------------------------------------------------------------

function count(item: Item, verdict: Verdict, by: 1 | -1): void {
  desk.change((now) => ({ decided: now.decided + by }));
  if (settles(item, verdict)) change(item.kind, (queue) => ({ ...queue, waiting: Math.max(0, queue.waiting - by) }));
}

function without(one: Taken): void {
  desk.change((now) => ({ taken: now.taken.filter((other) => other !== one) }));
  count(one.item, one.verdict, -1);
}

function failed(item: Item, what: string, problem: unknown): void {
  const { title, detail } = ApiError.of(problem);
  const says = `${what} “${itemWords(item)}”: ${detail || title}`;
  desk.change((now) => ({ failures: [...now.failures.filter((one) => one.key !== item.key), { key: item.key, says }] }));
}

export function dismiss(): void {
  desk.change({ failures: [] });
}

async function save(one: Taken): Promise<void> {
  try {
    const { data } = await api.decide(one.verdict);
    one.id = data.id;
    fill(one.item.kind);
  } catch (problem) {
    // Taken back meanwhile: then there is nothing to bring back.
    if (!desk.now().taken.includes(one)) return;
    without(one);
    change(one.item.kind, (queue) => broughtBack(queue, one.item));
    failed(one.item, `Not saved, and next in turn: ${verdictWord[one.verdict.verdict].toLowerCase()},`, problem);
  }
}

async function erase(one: Taken): Promise<void> {
  if (one.id === null) return;
  try {
    await api.takeBack(one.id);
  } catch (problem) {
    if (ApiError.of(problem).notFound) return;
    desk.change((now) => ({ taken: [...now.taken, one] }));
    count(one.item, one.verdict, 1);
    failed(one.item, "Not taken back:", problem);
  }
}

function next(item: Item): string {
  const now = current(desk.now().queues[item.kind]);
  return now ? `Next: ${itemWords(now)}.` : "Nothing more waits here.";
}

/** Takes a decision and shows the next item. One that was taken before on the same item gives way. */
export function decide(item: Item, verdict: Verdict): void {
  const before = takenOf(desk.now(), item);
  if (before) {
    without(before);
    void inTurn(() => erase(before));
  }
  const one: Taken = { item, verdict, id: null };
  desk.change((now) => ({
    taken: [...now.taken, one], failures: now.failures.filter((other) => other.key !== item.key),
  }));
  count(item, verdict, 1);
  change(item.kind, (queue) => advanced(queue, isOpen));
  desk.change({ said: `${verdictWord[verdict.verdict]}: ${itemWords(item)}. ${next(item)}` });
  void inTurn(() => save(one));
  fill(item.kind);
}

function undo(one: Taken): void {
  without(one);
  change(one.item.kind, (queue) => shown(queue, one.item));
  desk.change({ said: `Taken back: ${verdictWord[one.verdict.verdict].toLowerCase()}, ${itemWords(one.item)}.` });
  void inTurn(() => erase(one));
}

/** Takes the last decision of this sitting back and shows its item; gives the queue that it is in. */
export function undoLast(): Kind | null {
  const one = desk.now().taken.at(-1);
  if (!one) {
    desk.change({ said: "Nothing to take back in this sitting. The list of decisions has all of them." });
    return null;
  }
  undo(one);
  return one.item.kind;
}

/** Takes any decision of the file back. */
export async function takeBack(id: string): Promise<void> {
  const one = desk.now().taken.find((other) => other.id === id);
  if (one) {
    undo(one);
    await last;
    return;
  }
  await api.takeBack(id);
  desk.change((now) => ({ decided: Math.max(0, now.decided - 1) }));
  reload();
}

export function step(kind: Kind, by: 1 | -1): void {
  change(kind, (queue) => moved(queue, by));
  const now = current(desk.now().queues[kind]);
  desk.change({ said: now ? `${itemWords(now)}.` : "Nothing more waits here." });
  fill(kind);
}

/** Back to the first item that was passed over. */
export function fromStart(kind: Kind): void {
  change(kind, (queue) => advanced({ ...queue, at: -1 }, isOpen));
  fill(kind);
}

/** Builds the graph anew when all decisions are written. */
export function rebuild(): void {
  if (desk.now().built === "now") return;
  desk.change({ built: "now", said: "The graph is being built anew." });
  void inTurn(async () => {
    try {
      const { data } = await api.rebuild();
      const warned = data.warnings.length > 0 ? ` Warnings: ${data.warnings.length}.` : "";
      desk.change({ built: { warnings: data.warnings }, said: `The graph is built anew.${warned}` });
    } catch (problem) {
      desk.change({ built: ApiError.of(problem), said: "" });
    }
    graphBuilt();
    reload();
  });
}
