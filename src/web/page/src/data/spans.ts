/**
 * Texts cut where marks begin and end.
 *
 * In: a text, and spans in code points, as the API counts. Out: pieces, each with the spans that cover it. Never: half a
 * character: JavaScript counts a letter beyond the basic plane as two.
 */

export interface Span { start: number; end: number; }
export interface Piece<S> extends Span { spans: readonly S[]; }

/** Cuts out of a text by code points. */
export type Cutter = (start: number, end: number) => string;

export function cutter(text: string): Cutter {
  // Most texts have no such letter: then both ways of counting are one, and nothing has to be copied.
  if (!/[\ud800-\udbff]/.test(text)) return (start, end) => text.slice(start, end);
  const points = Array.from(text);
  return (start, end) => points.slice(start, end).join("");
}

/** How many code points a text has. */
export function pointsOf(text: string): number {
  let surrogates = 0;
  for (const letter of text) if (letter.length > 1) surrogates += 1;
  return text.length - surrogates;
}

/** Whether two spans share a letter. */
export function meet(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/**
 * The range in pieces, each as long as the same spans cover it; the longer of two spans comes first. Spans that leave
 * the range are cut, empty ones left out.
 */
export function pieces<S extends Span>(range: Span, spans: readonly S[]): Piece<S>[] {
  const inside = spans
    .filter((span) => span.start < span.end && meet(span, range))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const edges = new Set([range.start, range.end]);
  for (const { start, end } of inside) {
    if (start > range.start) edges.add(start);
    if (end < range.end) edges.add(end);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const found: Piece<S>[] = [];
  let open: S[] = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [start, end] = [cuts[i] ?? 0, cuts[i + 1] ?? 0];
    open = open.filter((span) => span.end > start);
    for (let one = inside[next]; one && one.start <= start; one = inside[++next]) open.push(one);
    found.push({ start, end, spans: [...open] });
  }
  return found;
}
