/**
 * The network: who is linked to whom, as a picture and as tables.
 *
 * In: the parsed route. Out: the view. Never: a request to another host.
 */
import { useMemo, useRef } from "preact/hooks";
import { dressNodes } from "../data/network/dress";
import { pairKey, type Model } from "../data/network/model";
import { useColours } from "../state/colours";
import { useNames } from "../state/names";
import { toggled, type Change, type NetworkState } from "../state/network";
import type { NetworkRoute } from "../state/route";
import { Legend, PutAway, Tally, Tools } from "./network/around";
import { Canvas, type Stage } from "./network/canvas";
import { NodeCard, type FocusDue } from "./network/card";
import { Controls } from "./network/controls";
import type { Acts } from "./network/keys";
import { LineCard } from "./network/line-card";
import { PathFinder } from "./network/path";
import { Tables } from "./network/tables";
import { useNetwork, useNetworkState, usePath } from "./network/use-network";
import { Heading } from "./part/heading";
import { Loader } from "./part/loader";
import { Empty } from "./part/notice";
import "../style/network.css";

interface ActsAsk { state: NetworkState; change: Change; model: Model; stage: { current: Stage | null }; due: FocusDue; }

function actsOf({ state, change, model, stage, due }: ActsAsk): Acts {
  /** Where a node is now: where it was pinned, or where the layout has it. */
  const place = (id: string) => {
    const i = model.place.get(id);
    const positions = stage.current?.layout.positions;
    return i === undefined || !positions ? null : { id, x: positions[2 * i] || 0, y: positions[2 * i + 1] || 0 };
  };
  const others = (id: string) => state.pin.filter((pin) => pin.id !== id);
  return {
    node: (id) => {
      due.current = true;
      change({ node: id, link: [] });
    },
    line: ({ a, b }) => {
      due.current = true;
      change({ node: "", link: [model.nodes[a]?.id ?? "", model.nodes[b]?.id ?? ""] });
    },
    close: () => {
      if (!state.node && state.link.length === 0) return;
      change({ node: "", link: [] });
      document.querySelector<HTMLElement>(".net-picture")?.focus({ preventScroll: true });
    },
    expand: (id) => change({ expand: toggled(state.expand, id) }),
    hide: (id) => change({ hide: toggled(state.hide, id) }),
    pin: (id) => {
      const pin = place(id);
      const pinned = others(id).length < state.pin.length;
      if (pinned || pin) change({ pin: pinned || !pin ? others(id) : [...state.pin, pin] });
    },
    moved: (pin) => change({ pin: [...others(pin.id), pin] }),
    sight: (sight) => change({ sight }, "replace"),
  };
}

function labelIn(model: Model, id: string): string | undefined {
  return model.nodes[model.place.get(id) ?? -1]?.label;
}

interface ShownProps { model: Model; state: NetworkState; change: Change; }

function Shown({ model, state, change }: ShownProps) {
  const colours = useColours();
  const path = usePath(state);
  const stage = useRef<Stage>(null);
  const due = useRef(false);
  const nameOf = useNames([...state.hide, ...state.expand, ...state.pin.map((pin) => pin.id), ...state.path, state.node], (id) => labelIn(model, id));
  const hidden = useMemo(() => new Set(state.hide), [state.hide]);
  const dress = useMemo(
    () => dressNodes(model, { colour: state.colour, size: state.size }, colours),
    [model, state.colour, state.size, colours],
  );
  const acts = useMemo(() => actsOf({ state, change, model, stage, due }), [state, change, model]);
  const [a, b] = state.link;
  const card = state.node !== "" || state.link.length === 2;
  return (
    <>
      <PathFinder model={model} state={state} change={change} load={path} nameOf={nameOf} />
      <Tally model={model} />
      {model.nodes.length === 0 ? <Empty>No links with these filters.</Empty> : (
        <div class="net-stage" data-card={card || undefined}>
          <div>
            <Canvas
              model={model} state={state} hidden={hidden} dress={dress} colours={colours} path={path.data} acts={acts} stage={stage}
            />
            <Legend model={model} state={state} />
            <Tools model={model} state={state} hidden={hidden} path={path.data} stage={stage} change={change} />
            <PutAway state={state} change={change} nameOf={nameOf} />
          </div>
          {state.node !== "" && <NodeCard model={model} state={state} acts={acts} change={change} due={due} name={nameOf(state.node)} />}
          {state.node === "" && a && b && (
            <LineCard model={model} pair={model.pairByKey.get(pairKey(a, b))} due={due} onClose={acts.close} />
          )}
        </div>
      )}
      <Tables model={model} state={state} acts={acts} change={change} />
    </>
  );
}

export default function NetworkView(_: { route: NetworkRoute }) {
  const [state, change] = useNetworkState();
  const load = useNetwork(state);
  const nameOf = useNames(load.data ? [state.around] : [], (id) => load.data ? labelIn(load.data, id) : undefined);
  return (
    <>
      <Heading title="Network" />
      <Controls state={state} change={change} aroundName={state.around ? nameOf(state.around) : ""} />
      <Loader of={load} what="the network">
        {(model) => <Shown model={model} state={state} change={change} />}
      </Loader>
    </>
  );
}
