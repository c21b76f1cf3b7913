/**
 * The network as SVG, for print: what is seen, on white, with a legend and a line that says what it is.
 *
 * In: a scene in pixels. Out: one SVG document. Never: a script, a font of its own.
 */
import { element, escaped } from "./xml";

export interface SceneNode {
  x: number; y: number; radius: number;
  colour: string; sign: string; on: string;
  /** Null where the name is not written. */
  label: string | null;
  /** For who points at it. */
  title: string;
}
export interface SceneLine {
  from: { x: number; y: number; radius: number };
  to: { x: number; y: number; radius: number };
  width: number;
  arrows: "none" | "from" | "to" | "both";
  strong: boolean;
  title: string;
}
export interface Scene {
  width: number; height: number;
  lines: SceneLine[];
  nodes: SceneNode[];
  legend: { colour: string; words: string }[];
  /** What the picture shows, and where it was made. */
  words: string[];
}

const INK = "#1f2933";
const LINE = "#9aa5b1";
const STRONG = "#0b4f9e";
const LETTERS = 'system-ui, "Noto Sans", "Liberation Sans", sans-serif';
const ROW = 18;

const n = (value: number) => Number(value.toFixed(1));

/** A line ends at the edge of its nodes, so that its arrow is seen. */
function line({ from, to, width, arrows, strong, title }: SceneLine): string {
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / long, (to.y - from.y) / long];
  const head = 4 + width;
  const atFrom = arrows === "from" || arrows === "both" ? from.radius + head : 0;
  const atTo = arrows === "to" || arrows === "both" ? to.radius + head : 0;
  const stroke = strong ? STRONG : LINE;
  const body = element("line", {
    x1: n(from.x + dx * atFrom), y1: n(from.y + dy * atFrom), x2: n(to.x - dx * atTo), y2: n(to.y - dy * atTo),
    "stroke-width": n(width), stroke,
  });
  const heads = [
    ...(atFrom ? [arrow(from.x + dx * from.radius, from.y + dy * from.radius, dx, dy, head, stroke)] : []),
    ...(atTo ? [arrow(to.x - dx * to.radius, to.y - dy * to.radius, -dx, -dy, head, stroke)] : []),
  ];
  return element("g", {}, element("title", {}, escaped(title)), body, ...heads);
}

/** A triangle with its tip at a point, opening in a direction. */
function arrow(x: number, y: number, dx: number, dy: number, size: number, fill: string): string {
  const [bx, by, half] = [x + dx * size, y + dy * size, size / 2];
  const points = [[x, y], [bx - dy * half, by + dx * half], [bx + dy * half, by - dx * half]];
  return element("polygon", { points: points.map(([px = 0, py = 0]) => `${n(px)},${n(py)}`).join(" "), fill });
}

function node(one: SceneNode): string {
  const circle = element("circle", { cx: n(one.x), cy: n(one.y), r: n(one.radius), fill: one.colour, stroke: "#ffffff", "stroke-width": 0.75 });
  const sign = one.radius < 6 ? [] : [element("text", {
    x: n(one.x), y: n(one.y), fill: one.on, "font-size": n(Math.min(14, one.radius * 1.1)), "font-weight": 700,
    "text-anchor": "middle", "dominant-baseline": "central",
  }, escaped(one.sign))];
  return element("g", {}, element("title", {}, escaped(one.title)), circle, ...sign);
}

/** A name; at the right edge it goes to the left of its node. */
function label(one: SceneNode, edge: number): string {
  if (one.label === null) return "";
  const off = one.radius + 3;
  const left = one.x + off + one.label.length * 7 > edge;
  return element("text", {
    x: n(left ? one.x - off : one.x + off), y: n(one.y + 4.5), "text-anchor": left ? "end" : undefined, fill: INK, stroke: "#ffffff", "stroke-width": 3.5,
    "paint-order": "stroke", "stroke-linejoin": "round",
  }, escaped(one.label));
}

function legend(scene: Scene): string {
  let x = 12;
  let y = scene.height + ROW;
  const parts = scene.legend.map(({ colour, words }) => {
    const wide = 26 + words.length * 7.2;
    if (x + wide > scene.width && x > 12) [x, y] = [12, y + ROW];
    const at = x;
    x += wide;
    return element("circle", { cx: at + 5, cy: y - 4.5, r: 5, fill: colour }) + element("text", { x: at + 14, y, fill: INK }, escaped(words));
  });
  const words = scene.words.map((text) => {
    y += ROW;
    return element("text", { x: 12, y, fill: INK, "font-size": 11 }, escaped(text));
  });
  return element("g", {}, ...parts, ...words);
}

/** Enough for the legend in as many rows as it may need. */
function legendHeight(scene: Scene): number {
  const long = scene.legend.reduce((sum, { words }) => sum + 26 + words.length * 7.2, 0);
  return ROW * (Math.ceil(long / Math.max(200, scene.width - 120)) + scene.words.length + 1);
}

export function svgSize(scene: Scene): { width: number; height: number } {
  return { width: Math.round(scene.width), height: Math.round(scene.height + legendHeight(scene)) };
}

export function svg(scene: Scene): string {
  const { width, height } = svgSize(scene);
  const root = {
    xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`,
    "font-family": LETTERS, "font-size": 13, role: "img",
  };
  const clip = element("clipPath", { id: "frame" }, element("rect", { width: n(scene.width), height: n(scene.height) }));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("svg", root,
    element("title", {}, escaped(scene.words[0] ?? "Network")), clip,
    element("rect", { width, height, fill: "#ffffff" }),
    element("g", { "clip-path": "url(#frame)" },
      element("g", {}, ...scene.lines.map(line)),
      element("g", {}, ...scene.nodes.map(node)),
      element("g", {}, ...scene.nodes.map((one) => label(one, scene.width)))),
    legend(scene))}\n`;
}
