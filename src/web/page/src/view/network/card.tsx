/**
 * The card of a node: what it is, what can be done with it, whom it is linked to.
 *
 * In: a model and the id of a node. Out: changes. Never: the only way to a page; the name is a link.
 */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { otherEnd, type Model } from "../../data/network/model";
import { communityName } from "../../data/network/dress";
import { counted, measure, number } from "../../data/words";
import { useCorpus } from "../../state/corpus";
import type { Change, NetworkState } from "../../state/network";
import { EntityLink } from "../part/names";
import type { Acts } from "./keys";

/** The card takes the focus when the reader opened it, not when an address did. */
export interface FocusDue { current: boolean; }

interface FrameProps { title: ComponentChildren; name: string; due: FocusDue; onClose(): void; children: ComponentChildren; }

export function CardFrame({ title, name, due, onClose, children }: FrameProps) {
  const head = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (due.current) head.current?.focus({ preventScroll: true });
    due.current = false;
  });
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <aside class="net-card" aria-label={name} onKeyDown={press}>
      <div class="net-card-head">
        <h2 ref={head} tabIndex={-1}>{title}</h2>
        <button type="button" aria-label="Close the card" onClick={onClose}>×</button>
      </div>
      {children}
    </aside>
  );
}

const NEIGHBOURS = 12;

function Neighbours({ model, node, acts }: { model: Model; node: number; acts: Acts }) {
  const pairs = [...(model.around[node] ?? [])].sort((a, b) => b.weight - a.weight);
  return (
    <>
      <h3>Linked to {number(pairs.length)}</h3>
      <ul>
        {pairs.slice(0, NEIGHBOURS).map((pair) => {
          const other = model.nodes[otherEnd(pair, node)];
          return other && (
            <li key={pair.key}>
              <EntityLink of={other} />{" "}
              <button type="button" class="chip" aria-label={`Sentences with ${other.label}: ${counted(pair.weight, "story", "stories")}`}
                onClick={() => acts.line(pair)}>{counted(pair.weight, "story", "stories")}</button>
            </li>
          );
        })}
      </ul>
      {pairs.length > NEIGHBOURS && <p class="hint">The links table has the rest.</p>}
    </>
  );
}

function Facts({ model, node }: { model: Model; node: number }) {
  const one = model.nodes[node];
  const corpus = useCorpus();
  if (!one) return null;
  const country = corpus?.countries.find((other) => other.id === one.country)?.label ?? one.country;
  return (
    <dl class="net-facts">
      <dt>Kind</dt><dd>{one.class}{one.provisional && ", in no vocabulary"}</dd>
      {country && <><dt>Country</dt><dd>{country}</dd></>}
      <dt>Stories</dt><dd>{number(one.documents)}</dd>
      <dt>Links</dt><dd>{number(one.degree)}</dd>
      <dt>PageRank</dt><dd>{measure(one.pagerank)}</dd>
      <dt>Betweenness</dt><dd>{measure(one.betweenness)}</dd>
      <dt>Community</dt><dd>{communityName(one.community)}</dd>
    </dl>
  );
}

interface Props { model: Model; state: NetworkState; acts: Acts; change: Change; due: FocusDue; name: string; }

function PathButton({ state, change }: Pick<Props, "state" | "change">) {
  const [start, end] = state.path;
  if (!start || end || start === state.node) {
    return <button type="button" onClick={() => change({ path: [state.node] })}>Path from here</button>;
  }
  return <button type="button" onClick={() => change({ path: [start, state.node] })}>Path to here</button>;
}

export function NodeCard({ model, state, acts, change, due, name }: Props) {
  const node = model.place.get(state.node);
  const one = node === undefined ? undefined : model.nodes[node];
  if (!one || node === undefined) {
    return (
      <CardFrame title={name} name="Node" due={due} onClose={acts.close}>
        <p>It has no link that these filters let through.</p>
      </CardFrame>
    );
  }
  const pinned = state.pin.some((pin) => pin.id === one.id);
  const expanded = state.expand.includes(one.id);
  const hidden = state.hide.includes(one.id);
  return (
    <CardFrame title={<EntityLink of={one} />} name={one.label} due={due} onClose={acts.close}>
      <div class="net-buttons">
        <button type="button" aria-pressed={expanded} onClick={() => acts.expand(one.id)}>Expand</button>
        <button type="button" aria-pressed={pinned} onClick={() => acts.pin(one.id)}>Pin</button>
        <button type="button" aria-pressed={hidden} onClick={() => acts.hide(one.id)}>Hide</button>
        <PathButton state={state} change={change} />
      </div>
      <Facts model={model} node={node} />
      <Neighbours model={model} node={node} acts={acts} />
    </CardFrame>
  );
}
