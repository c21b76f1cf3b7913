/**
 * The layout at work: in slices, so that the page answers meanwhile.
 *
 * In: a model and a seed. Out: positions as they come, and how far it is. Never: other positions for a slower machine.
 */
import { useEffect, useMemo, useState } from "preact/hooks";
import { startLayout, type Layout } from "../../data/network/layout";
import type { Model } from "../../data/network/model";

const SLICE = 24;
/** Milliseconds between two pictures of a layout at work: to draw thousands of nodes anew takes longer than a step. */
const between = (nodes: number) => Math.max(100, nodes / 5);
/** Small networks are laid out before the first picture. */
const AT_ONCE = 150;

function during(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() < end;
}

export interface Progress { layout: Layout; done: boolean; share: number; }

/** `onStep` is called whenever positions have changed; whoever wants no motion gets the last ones only. */
export function useLayout(model: Model, seed: number, onStep: (layout: Layout) => void): Progress {
  const start = useMemo(() => {
    const layout = startLayout(model, seed);
    return { layout, done: layout.step(during(AT_ONCE)) };
  }, [model, seed]);
  const [share, setShare] = useState(0);
  const [finished, setFinished] = useState<Layout | null>(null);
  useEffect(() => {
    const { layout, done } = start;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let [timer, drawn] = [0, 0];
    const finish = () => {
      setFinished(layout);
      onStep(layout);
    };
    const go = () => {
      if (layout.step(during(SLICE))) return finish();
      setShare(Math.floor(layout.share * 10) / 10);
      if (!still && performance.now() - drawn > between(model.nodes.length)) {
        onStep(layout);
        drawn = performance.now();
      }
      // No animation frame: where drawing is slow, or the window is hidden, the layout is not held up by it.
      timer = window.setTimeout(go);
    };
    if (done) finish();
    else timer = window.setTimeout(go);
    return () => clearTimeout(timer);
  }, [start]);
  return { layout: start.layout, done: finished === start.layout, share };
}
