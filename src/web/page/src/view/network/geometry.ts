/**
 * What is near what on the screen.
 *
 * In: points in pixels. Out: distances, the nearest. Never: the picture itself.
 */
export interface Point { x: number; y: number; }

/** The square of the distance of a point from a line between two. */
export function toSegment(p: Point, a: Point, b: Point): number {
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
