/**
 * A queue of items, and where the reader is in it.
 *
 * In: a queue. Out: another one. Never: an item twice; a request.
 */
import type { ApiError } from "../../data/http";
import type { Item } from "./items";

export interface Queue {
  items: readonly Item[];
  /** Place of the item that is shown; past the last one where none is. */
  at: number;
  /** How many wait, on the server and here. */
  waiting: number;
  /** Whether all that waits has come. */
  whole: boolean;
  /** Whether a first answer has come. */
  started: boolean;
  loading: boolean;
  error: ApiError | null;
}

export const emptyQueue: Queue = {
  items: [], at: 0, waiting: 0, whole: false, started: false, loading: false, error: null,
};

type Test = (item: Item) => boolean;

export function current({ items, at }: Queue): Item | null {
  return items[at] ?? null;
}

export function withItems(queue: Queue, more: readonly Item[]): Queue {
  const known = new Set(queue.items.map((item) => item.key));
  return { ...queue, items: [...queue.items, ...more.filter((item) => !known.has(item.key))] };
}

/** One step; past the last item is the end of the queue. */
export function moved(queue: Queue, by: 1 | -1): Queue {
  return { ...queue, at: Math.min(queue.items.length, Math.max(0, queue.at + by)) };
}

/** The next item that is open; what was passed over stays behind. */
export function advanced(queue: Queue, isOpen: Test): Queue {
  const next = queue.items.findIndex((item, i) => i > queue.at && isOpen(item));
  return { ...queue, at: next < 0 ? queue.items.length : next };
}

/** Shows an item, which may have left the queue when the graph was built anew. */
export function shown(queue: Queue, item: Item): Queue {
  const at = queue.items.findIndex((one) => one.key === item.key);
  if (at >= 0) return { ...queue, at };
  return { ...queue, items: [...queue.items.slice(0, queue.at), item, ...queue.items.slice(queue.at)] };
}

/**
 * Puts an item next in turn. Not in place of the one that is shown: the key that is about to be pressed is meant for
 * that one.
 */
export function broughtBack(queue: Queue, item: Item): Queue {
  const now = current(queue);
  if (now?.key === item.key) return queue;
  const rest = queue.items.filter((one) => one.key !== item.key);
  const at = now ? rest.indexOf(now) : rest.length;
  const next = now ? at + 1 : at;
  return { ...queue, at, items: [...rest.slice(0, next), item, ...rest.slice(next)] };
}

/** How many open items are in sight, the shown one among them. */
export function ahead({ items, at }: Queue, isOpen: Test): number {
  return items.slice(at).filter(isOpen).length;
}
