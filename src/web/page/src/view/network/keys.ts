/**
 * The picture by keyboard.
 *
 * In: keys. Out: moves of the cursor and the camera, and what else can be done to a node. Never: a key that works where
 * the picture has no focus.
 */
import type { MutableRef } from "preact/hooks";
import type { Model, Pair } from "../../data/network/model";
import type { Pin, Sight } from "../../state/network";
import { nearestTowards } from "./geometry";
import type { Picture } from "./picture";

/** What can be done; all of it changes the address. */
export interface Acts {
  node(id: string): void;
  line(pair: Pair): void;
  close(): void;
  expand(id: string): void;
  hide(id: string): void;
  pin(id: string): void;
  moved(pin: Pin): void;
  sight(sight: Sight | null): void;
}

interface Ask {
  model: Model;
  hidden: ReadonlySet<string>;
  cursor: number | null;
  setCursor(id: string): void;
  picture: MutableRef<Picture | null>;
  acts: Acts;
  selected: string;
}

const arrows: Partial<Record<string, [number, number]>> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
};

/** Where the keyboard starts: at the selected node, or else the weightiest that is shown. */
function firstNode({ model, hidden, selected }: Ask): number | null {
  const at = model.place.get(selected);
  if (at !== undefined && !hidden.has(selected)) return at;
  let best: number | null = null;
  model.nodes.forEach((node, i) => {
    if (!hidden.has(node.id) && (best === null || node.documents > (model.nodes[best]?.documents ?? 0))) best = i;
  });
  return best;
}

function moveCursor(ask: Ask, dx: number, dy: number): void {
  const picture = ask.picture.current;
  const from = ask.cursor === null ? null : picture?.where(ask.cursor);
  if (!picture) return;
  const to = from
    ? nearestTowards(from, dx, dy, ask.model.nodes.length, (i) => (i === ask.cursor ? null : picture.where(i)))
    : firstNode(ask);
  if (to === null) return;
  ask.setCursor(ask.model.nodes[to]?.id ?? "");
  picture.reveal(to);
}

function cameraKey(picture: Picture | null, key: string): boolean {
  if (key === "+" || key === "=") picture?.zoom(1.4);
  else if (key === "-") picture?.zoom(1 / 1.4);
  else if (key === "0") picture?.whole();
  else return false;
  return true;
}

function nodeKey({ acts, cursor, model }: Ask, key: string): boolean {
  const id = cursor === null ? undefined : model.nodes[cursor]?.id;
  if (!id) return false;
  const act = { Enter: acts.node, e: acts.expand, h: acts.hide, p: acts.pin }[key];
  act?.(id);
  return act !== undefined;
}

export function usePress(ask: Ask): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    if (arrow && event.shiftKey) ask.picture.current?.pan(arrow[0], arrow[1]);
    else if (arrow) moveCursor(ask, arrow[0], arrow[1]);
    else if (event.key === "Escape") {
      ask.setCursor("");
      ask.acts.close();
    } else if (!cameraKey(ask.picture.current, event.key) && !nodeKey(ask, event.key)) return;
    event.preventDefault();
  };
}
