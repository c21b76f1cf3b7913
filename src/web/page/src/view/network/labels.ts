/**
 * Names in the picture: none over another, each with an edge of paper around it.
 *
 * In: what sigma wants written. Out: strokes on its canvas. Never: a name over a name.
 */
import type { Colours } from "../../data/colours";
import type { NodeDress } from "../../data/network/dress";
import type { Motion } from "./programs";

/** What sigma hands over: more than this, which is all that is used. */
export interface Written { key?: unknown; label: string | null; x: number; y: number; size: number; forceLabel?: boolean; }
interface Box { left: number; top: number; right: number; bottom: number; }
type Context = CanvasRenderingContext2D;

const SIZE = 13;
const FONT = `${SIZE}px system-ui, "Noto Sans", "Liberation Sans", sans-serif`;
/** Names while the picture moves: to write them takes longer than to draw thousands of nodes. */
const MOVING = 30;
/** From which radius there is room for a sign inside. */
const SIGN = 6;

export class Labels {
  /** Places of nodes whose names are written. */
  shown = new Set<number>();
  private boxes: Box[] = [];
  private asked: { context: Context; at: Written; dress: NodeDress | undefined }[] = [];
  private edge = Infinity;
  private widths = new Map<string, number>();

  constructor(public colours: Colours, private readonly motion: Motion) {}

  /** A new picture begins. */
  start(): void {
    this.boxes = [];
    this.asked = [];
    this.shown = new Set();
  }

  private width(context: Context, text: string): number {
    let width = this.widths.get(text);
    if (width === undefined) {
      context.font = FONT;
      this.widths.set(text, width = context.measureText(text).width);
    }
    return width;
  }

  private extent(context: Context, at: Written): Box {
    const wide = this.width(context, at.label ?? "");
    const right = at.x + at.size + 3;
    const before = at.x - at.size - 3 - wide;
    // At the right edge the name goes to the left of its node.
    const left = right + wide > this.edge && before > 0 ? before : right;
    return { left, top: at.y - SIZE / 2 - 2, right: left + wide, bottom: at.y + SIZE / 2 + 3 };
  }

  private free(box: Box): boolean {
    return this.boxes.every((one) =>
      one.right < box.left || one.left > box.right || one.bottom < box.top || one.top > box.bottom);
  }

  private sign(context: Context, at: Written, dress: NodeDress | undefined): void {
    if (!dress || at.size < SIGN) return;
    context.font = `700 ${Math.min(14, at.size * 1.1)}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = dress.on;
    context.fillText(dress.sign, at.x, at.y + 0.5);
    context.textAlign = "start";
    context.textBaseline = "alphabetic";
  }

  private text(context: Context, at: Written, box: Box): void {
    context.font = FONT;
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = this.colours.paper;
    context.strokeText(at.label ?? "", box.left, at.y + SIZE / 3);
    context.fillStyle = this.colours.ink;
    context.fillText(at.label ?? "", box.left, at.y + SIZE / 3);
  }

  /** Kept until all are known: sigma asks place by place, but the weightiest go first. */
  draw(context: Context, at: Written, dress: NodeDress | undefined): void {
    if (at.label) this.asked.push({ context, at: { ...at }, dress });
  }

  write(): void {
    this.edge = this.asked[0]?.context.canvas.clientWidth ?? this.edge;
    this.asked.sort((a, b) => Number(b.at.forceLabel ?? false) - Number(a.at.forceLabel ?? false) || b.at.size - a.at.size);
    if (this.motion.moving) this.asked.length = Math.min(this.asked.length, MOVING);
    for (const { context, at, dress } of this.asked) this.sign(context, at, dress);
    for (const { context, at } of this.asked) {
      const box = this.extent(context, at);
      if (!this.free(box)) continue;
      this.boxes.push(box);
      this.shown.add(Number(at.key));
      this.text(context, at, box);
    }
    this.asked = [];
  }

  /** For the node under the pointer and the selected one: a frame around node and name. Sigma draws the node over it. */
  box(context: Context, at: Written): void {
    const box = this.extent(context, at);
    const round = Math.max(at.size + 4, SIZE / 2 + 4);
    const [left, right] = [Math.min(at.x - round, box.left - 8), Math.max(at.x + round, box.right + 6)];
    context.beginPath();
    context.roundRect(left, at.y - round, right - left, 2 * round, round);
    context.fillStyle = this.colours.paper;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = this.colours.strong;
    context.stroke();
    this.text(context, at, box);
    this.shown.add(Number(at.key));
  }
}
