/**
 * One item of a queue at a time, with all that can be done to it.
 *
 * In: the desk, and which queue. Out: decisions, by key or button. Never: a key that is meant for the item before.
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { EntityRef, Verdict } from "../../data/types";
import { decide, desk, fromStart, retry, step, takenOf, type Desk } from "../../state/review/desk";
import { claimVerdict, namesIn, neverVerdict, sameVerdict, type Item, type Kind } from "../../state/review/items";
import { useKeys } from "../../state/review/keys";
import { current } from "../../state/review/queue";
import { Loading } from "../part/loader";
import { Empty, Problem } from "../part/notice";
import { Actions, type Action } from "./actions";
import { Card } from "./card";
import { Asked, type Ask } from "./asked";
import { Reason } from "./reason";
import { hasMore } from "./sentence";

export interface BenchProps { state: Desk; keysOn: boolean; onUndo(): void; onHelp(): void; }

/** What is open at an item; at the next one all is closed again. */
interface Opened { key: string; ask: Ask | null; why: string | null; }

function actionsOf(item: Item, does: Record<string, () => void>): Action[] {
  const is = (key: string, label: string, extra: Partial<Action> = {}): Action => ({ key, label, run: does[key] ?? (() => {}), ...extra });
  const more = item.of.evidence !== null && hasMore(item.of.evidence);
  return [
    ...(item.kind === "claims" ? [is("r", "Right", { tone: "good" }), is("w", "Wrong", { tone: "bad" })] : []),
    is("s", "Same as …"), is("n", "No name"),
    is("u", "Undo"), is("k", "Previous"), is("j", "Next"),
    ...(more ? [is("p", "Paragraph")] : []), is("e", "Reason"),
  ];
}

function Sitting({ item, state, keysOn, onUndo, onHelp }: BenchProps & { item: Item }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [opened, open] = useState<Opened>({ key: item.key, ask: null, why: null });
  const [wide, setWide] = useState(false);
  const { ask, why } = opened.key === item.key ? opened : { ask: null, why: null };
  // Who comes back to an item finds its fields closed: an open one would take the focus, and the keys with it.
  useLayoutEffect(() => open({ key: item.key, ask: null, why: null }), [item.key]);
  const show = (part: Partial<Opened>) => open({ key: item.key, ask, why, ...part });
  const back = () => heading.current?.focus();

  const take = (verdict: Verdict) => {
    const reason = why?.trim();
    decide(item, reason ? { ...verdict, why: reason } : verdict);
    open({ key: item.key, ask: null, why: null });
    // What had the focus may be gone with the choice.
    if (ask) back();
  };
  const judge = (verdict: "right" | "wrong") => {
    if (item.kind === "claims") take(claimVerdict(verdict, item.of.edge));
    else desk.change({ said: "A name is neither right nor wrong: s says whom it names too, n that it is no name, j leaves it." });
  };
  const never = () => {
    const names = namesIn(item);
    const [only] = names;
    if (item.kind === "names" && only && names.length === 1) take(neverVerdict(only));
    else show({ ask: { of: "never" } });
  };
  const same = () => show({ ask: item.kind === "names" ? { of: "same", entity: item.of.entity, like: item.of.like } : { of: "which" } });
  const does: Record<string, () => void> = {
    r: () => judge("right"), w: () => judge("wrong"), s: same, n: never, u: onUndo, undo: onUndo, "?": onHelp,
    j: () => step(item.kind, 1), ArrowRight: () => step(item.kind, 1),
    k: () => step(item.kind, -1), ArrowLeft: () => step(item.kind, -1),
    p: () => setWide(!wide), e: () => show({ why: why ?? "" }),
  };
  useKeys(keysOn, (key) => {
    // A choice has the keys for itself until it is made or closed.
    if (ask && key !== "?") return false;
    does[key]?.();
    return key in does;
  });
  const close = () => {
    show({ ask: null });
    back();
  };
  const onSame = (stays: EntityRef, other: EntityRef) => take(sameVerdict(stays, other));
  return (
    <>
      <Card of={item} taken={takenOf(state, item)} wide={wide} heading={heading} />
      {why !== null && <Reason key={item.key} value={why} onChange={(text) => show({ why: text })} onDone={back} />}
      {ask
        ? <Asked key={`${item.key} ${ask.of}`} ask={ask} item={item} keysOn={keysOn} onNever={(one) => take(neverVerdict(one))} onSame={onSame} onAsk={(next) => show({ ask: next })} onClose={close} />
        : <Actions of={actionsOf(item, does)} pressed={wide ? "p" : null} />}
    </>
  );
}

function End({ kind, state, onUndo, keysOn, onHelp }: BenchProps & { kind: Kind }) {
  const queue = state.queues[kind];
  const left = queue.items.filter((item) => !takenOf(state, item)).length;
  useKeys(keysOn, (key) => {
    const does: Record<string, () => void> = { u: onUndo, undo: onUndo, "?": onHelp, k: () => step(kind, -1), ArrowLeft: () => step(kind, -1) };
    does[key]?.();
    return key in does;
  });
  if (queue.error) return <Problem of={queue.error} retry={() => retry(kind)} />;
  if (!queue.started || !queue.whole) return <Loading what="the queue" />;
  return (
    <>
      <Empty>{left > 0 ? `No more; ${left} passed over.` : "Nothing more waits here."}</Empty>
      <p class="ways">
        {left > 0 && <button type="button" onClick={() => fromStart(kind)}>Show what was passed over</button>}
        <button type="button" aria-keyshortcuts="u" onClick={onUndo}>Undo <kbd>u</kbd></button>
      </p>
    </>
  );
}

export function Bench({ kind, ...props }: BenchProps & { kind: Kind }) {
  const item = current(props.state.queues[kind]);
  // While the graph is built anew the queue is about to change under the hand.
  if (props.state.built === "now") return <Loading what="the new graph" />;
  return item ? <Sitting item={item} {...props} /> : <End kind={kind} {...props} />;
}

