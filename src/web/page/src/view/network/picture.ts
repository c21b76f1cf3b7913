/**
 * The picture itself: sigma, its camera, what is near the pointer.
 *
 * In: a model, positions, looks, what is marked. Out: what the reader does with it, as calls. Never: a request, an
 * address, a word of text.
 */
import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeDoubleArrowProgram, EdgeRectangleProgram, NodePointProgram } from "sigma/rendering";
import type { Colours } from "../../data/colours";
import { short, thickness, type NodeDress } from "../../data/network/dress";
import { RADIUS, WIDE } from "../../data/network/layout";
import type { Model, Pair } from "../../data/network/model";
import { apart, roundedSight, WHOLE, type Pin, type Sight } from "../../state/network";
import { lineAt, type Point } from "./geometry";
import { Labels } from "./labels";
import { Light, type Marks } from "./light";
import { points, thinLines } from "./programs";

export interface Handlers {
  node(id: string): void;
  twice(id: string): void;
  line(pair: Pair): void;
  nothing(): void;
  moved(pin: Pin): void;
  sight(sight: Sight | null): void;
}

/** Beyond, lines are one pixel wide and have no arrows: the tables and cards tell the direction. */
const FEW_LINES = 1500;
/** Milliseconds within which two clicks are one double click. */
const TWICE = 250;

export function canDraw(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

export class Picture {
  readonly sigma: Sigma;
  private graph = new UndirectedGraph();
  private readonly light: Light;
  private readonly motion = { moving: false };
  private dragged: { node: number; moved: boolean } | null = null;
  private dropped = false;
  private click = 0;
  private timer = 0;
  /** The sight that the address has. */
  private told = "null";
  private frame = 0;
  private readonly watch: ResizeObserver;
  private readonly labels: Labels;

  constructor(place: HTMLElement, colours: Colours, private readonly tell: Handlers) {
    this.light = new Light(colours);
    this.labels = new Labels(colours, this.motion);
    this.sigma = new Sigma(this.graph, place, {
      allowInvalidContainer: true,
      zIndex: true,
      stagePadding: 24,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      labelRenderedSizeThreshold: 3,
      labelDensity: 3,
      labelGridCellSize: 90,
      doubleClickTimeout: TWICE,
      // Points are drawn in one go; other programs draw each node for itself where there is no graphics card.
      nodeProgramClasses: { circle: points(this.motion) },
      nodeHoverProgramClasses: { circle: NodePointProgram },
      defaultEdgeType: "line",
      edgeProgramClasses: {
        thin: thinLines(this.motion), line: EdgeRectangleProgram, arrow: EdgeArrowProgram, both: EdgeDoubleArrowProgram,
      },
      nodeReducer: (key, data) => ({ ...data, ...this.light.nodeLook(Number(key)) }),
      edgeReducer: (key, data) => ({ ...data, ...this.light.lineLook(key) }),
      defaultDrawNodeLabel: (context, data) => this.labels.draw(context, data, this.light.dress[Number(data["key"])]),
      defaultDrawNodeHover: (context, data) => this.labels.box(context, data),
    });
    this.sigma.on("beforeRender", () => this.labels.start());
    this.sigma.on("afterRender", () => this.labels.write());
    this.listen();
    // Before a click is understood, the pointer must be able to find what it is on.
    place.addEventListener("pointerdown", () => this.settle(), { capture: true });
    this.hide("edgeLabels", true);
    this.watch = new ResizeObserver(() => this.refit(place));
    this.watch.observe(place);
  }

  /** A small picture has small nodes. */
  private refit({ clientWidth, clientHeight }: HTMLElement): void {
    this.light.fit = Math.min(1, Math.max(0.5, Math.sqrt(clientWidth * clientHeight) / 800));
    this.refresh();
  }

  /** The picture stands still: all is drawn. */
  private settle(): void {
    if (!this.motion.moving) return;
    this.motion.moving = false;
    this.sigma.refresh({ partialGraph: {}, skipIndexation: true });
  }

  /** Layers with nothing on them cost time in each frame, too. */
  private hide(layer: string, hidden: boolean): void {
    const canvas = this.sigma.getCanvases()[layer];
    if (canvas) canvas.style.display = hidden ? "none" : "";
  }

  private hideEmpty(): void {
    const empty = this.light.hovered === null && this.light.marks.chosen.size === 0;
    this.hide("hovers", empty);
    this.hide("hoverNodes", empty);
  }

  /** Once a frame, however many ask. */
  private refresh(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.sigma.refresh());
  }

  kill(): void {
    clearTimeout(this.timer);
    clearTimeout(this.click);
    cancelAnimationFrame(this.frame);
    this.watch.disconnect();
    this.sigma.kill();
  }

  // --- what is shown ---------------------------------------------------------------------------------------------

  show(model: Model, hidden: ReadonlySet<string>, dress: readonly NodeDress[], positions: Float64Array): void {
    const thin = model.pairs.length > FEW_LINES;
    Object.assign(this.light, { model, dress, large: thin });
    this.light.hover(null);
    const graph = new UndirectedGraph();
    model.nodes.forEach((node, i) => {
      const [x, y] = [positions[2 * i] ?? NaN, positions[2 * i + 1] ?? NaN];
      if (hidden.has(node.id)) return;
      graph.addNode(i, { x: x || 0, y: y || 0, label: short(node.label) });
    });
    // The strongest come last, so that they lie over the others.
    for (const pair of [...model.pairs].sort((a, b) => a.weight - b.weight)) {
      if (!graph.hasNode(pair.a) || !graph.hasNode(pair.b)) continue;
      const [from, to] = pair.arrows === "a" ? [pair.b, pair.a] : [pair.a, pair.b];
      const type = thin ? "thin" : pair.arrows === "both" ? "both" : pair.arrows === "none" ? "line" : "arrow";
      graph.addEdgeWithKey(pair.key, from, to, { type, size: thickness(pair) });
    }
    this.graph = graph;
    this.sigma.setGraph(graph);
  }

  place(positions: Float64Array, pins: readonly Pin[]): void {
    // Nodes that came later may lie beyond; pins do not count, or the frame would move when a node is dragged.
    const far = positions.reduce((most, one, i) => Math.max(most, Math.abs(i % 2 === 0 ? one / WIDE : one) || 0), RADIUS);
    this.sigma.setCustomBBox({ x: [-far * WIDE, far * WIDE], y: [-far, far] });
    const pinned = new Map(pins.map((pin) => [this.light.model?.place.get(pin.id), pin]));
    this.graph.updateEachNodeAttributes((key, data) => {
      const i = Number(key);
      const pin = pinned.get(i);
      return { ...data, x: pin?.x ?? (positions[2 * i] || 0), y: pin?.y ?? (positions[2 * i + 1] || 0) };
    }, { attributes: ["x", "y"] });
  }

  wear(dress: readonly NodeDress[], colours: Colours): void {
    Object.assign(this.light, { dress, colours });
    this.labels.colours = colours;
    this.refresh();
  }

  mark(marks: Marks): void {
    this.light.marks = marks;
    this.hideEmpty();
    this.refresh();
  }

  // --- the camera ------------------------------------------------------------------------------------------------

  look(sight: Sight | null): void {
    // What it told itself comes back through the address, maybe late: it would undo what was done since.
    if (JSON.stringify(sight) === this.told) return;
    this.told = JSON.stringify(sight);
    const camera = this.sigma.getCamera();
    const to = sight ?? WHOLE;
    if (apart(camera.getState(), to)) camera.setState(to);
  }

  whole(): void {
    this.sigma.getCamera().setState(WHOLE);
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    camera.setState({ ratio: Math.min(4, Math.max(0.02, camera.ratio / factor)) });
  }

  pan(right: number, down: number): void {
    const camera = this.sigma.getCamera();
    camera.setState({ x: camera.x + right * camera.ratio * 0.1, y: camera.y - down * camera.ratio * 0.1 });
  }

  /** Brings a node into sight if it is not. */
  reveal(i: number): void {
    const at = this.where(i);
    const { width, height } = this.sigma.getDimensions();
    const shown = this.sigma.getNodeDisplayData(String(i));
    if (!at || !shown || (at.x > 20 && at.y > 20 && at.x < width - 20 && at.y < height - 20)) return;
    this.sigma.getCamera().setState({ x: shown.x, y: shown.y });
  }

  /** Where a node is seen, in pixels; nothing for a hidden one. */
  where(i: number): Point | null {
    if (!this.graph.hasNode(i)) return null;
    const data = this.graph.getNodeAttributes(i);
    return this.sigma.graphToViewport({ x: Number(data["x"]), y: Number(data["y"]) });
  }

  radius(i: number): number {
    return this.sigma.scaleSize((this.light.dress[i]?.radius ?? 3) * this.light.fit);
  }

  /** Places of the nodes whose names are written now. */
  named(): ReadonlySet<number> {
    return this.labels.shown;
  }

  // --- what the reader does --------------------------------------------------------------------------------------

  private listen(): void {
    const { sigma, tell } = this;
    const id = (key: string) => this.light.model?.nodes[Number(key)]?.id ?? "";
    sigma.on("enterNode", ({ node }) => this.hover(Number(node)));
    sigma.on("leaveNode", () => this.hover(null));
    sigma.on("clickNode", ({ node }) => {
      clearTimeout(this.click);
      // A card moves the picture: it waits until no second click comes, and does not come after a drag.
      if (!this.dropped) this.click = window.setTimeout(() => tell.node(id(node)), TWICE + 10);
    });
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      clearTimeout(this.click);
      preventSigmaDefault();
      tell.twice(id(node));
    });
    sigma.on("clickStage", ({ event }) => {
      const pair = this.light.model && lineAt(this.light.model.pairs, event, (i) => this.where(i));
      if (pair) tell.line(pair);
      else tell.nothing();
    });
    sigma.on("downNode", ({ node }) => {
      this.dragged = { node: Number(node), moved: false };
    });
    sigma.on("moveBody", ({ event }) => this.drag(event));
    const drop = () => this.drop(id);
    sigma.getMouseCaptor().on("mouseup", drop);
    sigma.getTouchCaptor().on("touchup", drop);
    sigma.getCamera().on("updated", ({ x, y, ratio }) => {
      clearTimeout(this.timer);
      const sight = roundedSight({ x, y, ratio });
      this.motion.moving = true;
      this.timer = window.setTimeout(() => {
        this.settle();
        this.tellSight(sight);
      }, 400);
    });
  }

  private tellSight(sight: Sight | null): void {
    this.told = JSON.stringify(sight);
    this.tell.sight(sight);
  }

  private hover(node: number | null): void {
    const { light } = this;
    if (this.dragged || light.hovered === node) return;
    const touched = [...light.around(light.hovered), ...light.around(node)].filter(({ key }) => this.graph.hasEdge(key));
    const ends = [light.hovered, node].filter((one) => one !== null && this.graph.hasNode(one));
    light.hover(node);
    this.hideEmpty();
    if (!light.large) return this.refresh();
    const nodes = new Set([...ends, ...touched.flatMap(({ a, b }) => [a, b])].map(String));
    this.sigma.refresh({
      partialGraph: { nodes: [...nodes], edges: touched.map(({ key }) => key) }, skipIndexation: true, schedule: true,
    });
  }

  private drag(event: { x: number; y: number; preventSigmaDefault(): void }): void {
    if (!this.dragged) return;
    const at = this.sigma.viewportToGraph(event);
    this.dragged.moved = true;
    this.graph.mergeNodeAttributes(this.dragged.node, at);
    event.preventSigmaDefault();
  }

  private drop(id: (key: string) => string): void {
    const { dragged } = this;
    this.dragged = null;
    this.dropped = dragged?.moved ?? false;
    if (!dragged?.moved || !this.graph.hasNode(dragged.node)) return;
    const data = this.graph.getNodeAttributes(dragged.node);
    this.tell.moved({ id: id(String(dragged.node)), x: Number(data["x"]), y: Number(data["y"]) });
  }
}
