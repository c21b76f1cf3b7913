/**
 * What stands around the picture: its legend, its buttons, what was put away.
 *
 * In: a model and the state. Out: words and changes. Never: a colour without its word.
 */
import type { RefObject } from "preact";
import type { Model } from "../../data/network/model";
import type { PathAnswer } from "../../data/types";
import { classes, counted, number } from "../../data/words";
import type { Change, NetworkState } from "../../state/network";
import { ClassMark } from "../part/names";
import { CopyButton } from "../part/copy";
import type { Stage } from "./canvas";
import { Sizes } from "./controls";
import { SaveButtons } from "./save";
import { legendOf } from "./scene";

export function Legend({ model, state }: { model: Model; state: NetworkState }) {
  return (
    <ul class="legend" aria-label="Legend">
      {state.colour === "class"
        ? classes.filter((name) => model.nodes.some((node) => node.class === name)).map((name) => <li key={name}><ClassMark of={name} word /></li>)
        : legendOf(model, state).map(({ key, words }) => <li key={key}><span class="swatch" data-community={key}>{words}</span></li>)}
      <li><Sizes of={state} /></li>
    </ul>
  );
}

/** How much is seen of how much there is. */
export function Tally({ model }: { model: Model }) {
  const cut = model.links.length < model.total_links;
  return (
    <p class="net-tally" aria-live="polite">
      {`${counted(model.nodes.length, "node")}, ${counted(model.links.length, "link")}.`}
      {cut && ` These are the strongest of ${number(model.total_links)} links between ${number(model.total_nodes)} nodes: filters or “Links at most” show others.`}
    </p>
  );
}

interface ToolsProps {
  model: Model;
  state: NetworkState;
  hidden: ReadonlySet<string>;
  path: PathAnswer | null;
  stage: RefObject<Stage>;
  change: Change;
}

export function Tools(props: ToolsProps) {
  const { state, stage, change } = props;
  const picture = () => stage.current?.picture;
  return (
    <div class="net-tools" role="group" aria-label="The picture">
      <button type="button" aria-label="Zoom in" onClick={() => picture()?.zoom(1.4)}>+</button>
      <button type="button" aria-label="Zoom out" onClick={() => picture()?.zoom(1 / 1.4)}>−</button>
      <button type="button" onClick={() => picture()?.whole()}>Show all</button>
      <button type="button" onClick={() => change({ seed: state.seed + 1 })}>Other layout</button>
      <SaveButtons {...props} />
      <CopyButton text={() => location.href}>Copy the address of this view</CopyButton>
    </div>
  );
}

interface AwayProps { state: NetworkState; change: Change; nameOf(id: string): string; }

function Chips({ word, ids, nameOf, drop, clear }: {
  word: string; ids: readonly string[]; nameOf(id: string): string; drop(id: string): void; clear(): void;
}) {
  if (ids.length === 0) return null;
  return (
    <p class="put-away">
      {`${word}: `}
      {ids.map((id) => (
        <button key={id} type="button" class="chip" aria-label={`${word}, undo: ${nameOf(id)}`} onClick={() => drop(id)}>
          {nameOf(id)} <span aria-hidden="true">×</span>
        </button>
      ))}
      {ids.length > 1 && <button type="button" class="chip" onClick={clear}>Undo all</button>}
    </p>
  );
}

/** Hidden, pinned and expanded nodes, each with a way back. */
export function PutAway({ state, change, nameOf }: AwayProps) {
  const without = (list: readonly string[], id: string) => list.filter((one) => one !== id);
  return (
    <>
      <Chips word="Hidden" ids={state.hide} nameOf={nameOf} drop={(id) => change({ hide: without(state.hide, id) })} clear={() => change({ hide: [] })} />
      <Chips word="Pinned" ids={state.pin.map((pin) => pin.id)} nameOf={nameOf}
        drop={(id) => change({ pin: state.pin.filter((pin) => pin.id !== id) })} clear={() => change({ pin: [] })} />
      <Chips word="Expanded" ids={state.expand} nameOf={nameOf} drop={(id) => change({ expand: without(state.expand, id) })} clear={() => change({ expand: [] })} />
    </>
  );
}
