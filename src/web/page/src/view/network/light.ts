/**
 * Who stands in the light: what is marked, and what is around the pointer.
 *
 * In: marks, the node under the pointer. Out: looks for sigma. Never: all of a large network drawn anew for a pointer
 * that passes by.
 */
import type { Colours } from "../../data/colours";
import type { NodeDress } from "../../data/network/dress";
import type { Model } from "../../data/network/model";

/** What stands out; all else steps back where `nodes` is given. */
export interface Marks {
  nodes: ReadonlySet<number> | null;
  pairs: ReadonlySet<string>;
  /** Marked most: the selected ones. */
  chosen: ReadonlySet<number>;
}

/** So many names are written whether there is room or not. */
const NAMES = 25;

export class Light {
  model: Model | null = null;
  dress: readonly NodeDress[] = [];
  marks: Marks = { nodes: null, pairs: new Set(), chosen: new Set() };
  /** How much smaller than planned nodes are drawn. */
  fit = 1;
  /** In a large network the pointer lights up what is around it, but the others stay as they are. */
  large = false;
  private node: number | null = null;
  private near: ReadonlySet<number> | null = null;

  constructor(public colours: Colours) {}

  get hovered(): number | null {
    return this.node;
  }

  hover(node: number | null): void {
    this.node = node;
    this.near = node === null ? null : new Set([node, ...this.around(node).flatMap((pair) => [pair.a, pair.b])]);
  }

  around(node: number | null) {
    return node === null ? [] : this.model?.around[node] ?? [];
  }

  /** Nobody steps back where this is nothing. */
  private get lit(): ReadonlySet<number> | null {
    return this.near && !this.large ? this.near : this.marks.nodes;
  }

  nodeLook(i: number) {
    const dress = this.dress[i];
    const { lit, near, marks } = this;
    const chosen = marks.chosen.has(i);
    const back = lit !== null && !lit.has(i) && !chosen && !near?.has(i);
    const named = near ?? lit;
    return {
      size: (dress?.radius ?? 3) * this.fit,
      color: back ? this.colours.faint : dress?.colour ?? this.colours.other,
      highlighted: chosen,
      forceLabel: chosen || (named !== null && named.size <= NAMES && named.has(i)),
      zIndex: back ? 0 : chosen ? 2 : 1,
      ...(back ? { label: null } : {}),
    };
  }

  lineLook(key: string) {
    const pair = this.model?.pairByKey.get(key);
    const touched = this.node !== null && (pair?.a === this.node || pair?.b === this.node);
    const strong = touched || this.marks.pairs.has(key);
    const back = !strong && this.lit !== null;
    return {
      color: strong ? this.colours.strong : back ? this.colours.faint : this.large ? this.colours.thin : this.colours.line,
      zIndex: strong ? 2 : back ? 0 : 1,
    };
  }
}
