/**
 * What is near what on the screen.
 *
 * In: points in pixels. Out: distances, the nearest. Never: the picture itself.
 */
import type { Pair } from "../../data/network/model";

export interface Point { x: number; y: number; }

/** How near to a line a click has to be, in pixels. */
const NEAR = 6;

/** The square of the distance of a point from a line between two. */
function toSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const long = dx * dx + dy * dy;
  const t = long > 0 ? Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / long)) : 0;
  return (p.x - a.x - t * dx) ** 2 + (p.y - a.y - t * dy) ** 2;
}

/** The nearest point in a direction: what lies aside counts as twice as far as what lies ahead. */
export function nearestTowards(
  from: Point, dx: number, dy: number, count: number, at: (i: number) => Point | null,
): number | null {
  let [best, nearest]: [number, number | null] = [Infinity, null];
  for (let i = 0; i < count; i++) {
    const point = at(i);
    if (!point) continue;
    const ahead = (point.x - from.x) * dx + (point.y - from.y) * dy;
    const aside = Math.abs((point.x - from.x) * dy - (point.y - from.y) * dx);
    if (ahead < 1 || aside > ahead * 2) continue;
    const far = ahead + 2 * aside;
    if (far < best) [best, nearest] = [far, i];
  }
  return nearest;
}

/** The line under a point. Computed for clicks only, so that sigma needs not draw all lines twice. */
export function lineAt(pairs: readonly Pair[], point: Point, where: (i: number) => Point | null): Pair | null {
  let [best, nearest]: [number, Pair | null] = [NEAR ** 2, null];
  const seen = new Map<number, Point | null>();
  const at = (i: number) => {
    if (!seen.has(i)) seen.set(i, where(i));
    return seen.get(i) ?? null;
  };
  for (const pair of pairs) {
    const [a, b] = [at(pair.a), at(pair.b)];
    const distance = a && b ? toSegment(point, a, b) : Infinity;
    if (distance < best) [best, nearest] = [distance, pair];
  }
  return nearest;
}
