/**
 * Names in the picture: none over another, each with an edge of paper around it.
 *
 * In: what sigma wants written. Out: strokes on its canvas. Never: a name over a name, unless it is asked for.
 */
import type { Colours } from "../../data/colours";
import type { NodeDress } from "../../data/network/dress";

/** What sigma hands over: more than this, which is all that is used. */
export interface Written { key?: unknown; label: string | null; x: number; y: number; size: number; forceLabel?: boolean; }
interface Box { left: number; top: number; right: number; bottom: number; }
type Context = CanvasRenderingContext2D;

const SIZE = 13;
const FONT = `${SIZE}px system-ui, "Noto Sans", "Liberation Sans", sans-serif`;
/** From which radius there is room for a sign inside. */
const SIGN = 6;

export class Labels {
  /** Places of nodes whose names are written. */
  shown = new Set<number>();
  private boxes: Box[] = [];
  private widths = new Map<string, number>();

  constructor(public colours: Colours) {}

  /** A new picture begins. */
  start(): void {
    this.boxes = [];
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
    const left = at.x + at.size + 3;
    return { left, top: at.y - SIZE / 2 - 2, right: left + this.width(context, at.label ?? ""), bottom: at.y + SIZE / 2 + 3 };
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

  draw(context: Context, at: Written, dress: NodeDress | undefined): void {
    if (!at.label) return;
    this.sign(context, at, dress);
    const box = this.extent(context, at);
    if (!at.forceLabel && !this.free(box)) return;
    this.boxes.push(box);
    this.shown.add(Number(at.key));
    this.text(context, at, box);
  }

  /** For the node under the pointer and the selected one: a frame around node and name. Sigma draws the node over it. */
  box(context: Context, at: Written): void {
    const box = this.extent(context, at);
    const round = Math.max(at.size + 4, SIZE / 2 + 4);
    context.beginPath();
    context.roundRect(at.x - round, at.y - round, box.right - at.x + round + 6, 2 * round, round);
    context.fillStyle = this.colours.paper;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = this.colours.strong;
    context.stroke();
    this.text(context, at, box);
    this.shown.add(Number(at.key));
  }
}
