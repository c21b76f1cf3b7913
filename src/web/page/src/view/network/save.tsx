/**
 * The picture as a file: PNG and SVG of what is seen, GEXF of the whole.
 *
 * In: a model and what is on the screen. Out: files, on white, with a line that says what they show. Never: the server.
 */
import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { onPaper } from "../../data/colours";
import { saveFile } from "../../data/csv";
import { dressNodes } from "../../data/network/dress";
import { gexf } from "../../data/network/gexf";
import type { Model } from "../../data/network/model";
import { svg, svgSize, type Scene } from "../../data/network/svg";
import type { PathAnswer } from "../../data/types";
import { counted, dateWords } from "../../data/words";
import type { NetworkState } from "../../state/network";
import type { Stage } from "./canvas";
import { marksOf } from "./marks";
import { sceneOf, wholeView, type View } from "./scene";

interface Props {
  model: Model;
  state: NetworkState;
  hidden: ReadonlySet<string>;
  path: PathAnswer | null;
  stage: RefObject<Stage>;
}

/** "312 nodes, 804 links; claims; from Mar 2020; …": what a reader of the picture has to know. */
export function filterWords(model: Model, state: NetworkState): string {
  const parts = [
    `${counted(model.nodes.length, "node")}, ${counted(model.links.length, "link")}`,
    model.links.length < model.total_links ? `the strongest of ${counted(model.total_links, "link")}` : "",
    state.of === "claims" ? "what the texts state" : "names that stand together",
    state.of === "claims" ? `status ${(state.status ?? ["asserted"]).join(", ")}` : "",
    (state.class ?? []).join(", "), (state.predicate ?? []).join(", "), (state.country ?? []).join(", "),
    state.from ? `from ${dateWords(state.from)}` : "", state.to ? `to ${dateWords(state.to)}` : "",
    state.min ? `at least ${counted(state.min, "story", "stories")} a link` : "",
    state.hide.length > 0 ? `${state.hide.length} hidden` : "",
  ];
  return parts.filter(Boolean).join("; ");
}

function currentView(stage: Stage, model: Model, state: NetworkState): View {
  const { picture, layout } = stage;
  if (!picture) return wholeView(model, layout.positions, dressNodes(model, state, onPaper).map((one) => one.radius));
  const size = picture.sigma.getDimensions();
  return { ...size, at: (i) => picture.where(i), radius: (i) => picture.radius(i), named: picture.named() };
}

function scene(stage: Stage, { model, state, hidden, path }: Props): Scene {
  const words = [`consort: ${filterWords(model, state)}`, location.href.length < 160 ? location.href : `${location.origin}/network`];
  return sceneOf(model, hidden, state, currentView(stage, model, state), marksOf(model, state, path, null), words);
}

/** The SVG drawn on a canvas, with twice the points for print. */
async function png(of: Scene): Promise<Blob> {
  const { width, height } = svgSize(of);
  const address = URL.createObjectURL(new Blob([svg(of)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    await new Promise((done, failed) => {
      image.onload = done;
      image.onerror = () => failed(new Error("the browser does not draw it"));
      image.src = address;
    });
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * 2, height * 2];
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (made) return made;
    throw new Error("the browser made no picture of it");
  } finally {
    URL.revokeObjectURL(address);
  }
}

function gexfText(stage: Stage, { model, state, hidden }: Props): string {
  const { positions } = stage.layout;
  const pins = new Map(state.pin.map((pin) => [pin.id, pin]));
  const at = (i: number) => {
    const pin = pins.get(model.nodes[i]?.id ?? "");
    return { x: pin?.x ?? (positions[2 * i] || 0), y: pin?.y ?? (positions[2 * i + 1] || 0) };
  };
  return gexf({ model, title: `consort: ${filterWords(model, state)}`, hidden, dress: dressNodes(model, state, onPaper), at });
}

export function SaveButtons(props: Props) {
  const [said, say] = useState("");
  const save = (make: (stage: Stage) => void | Promise<void>) => async () => {
    const stage = props.stage.current;
    if (!stage) return;
    try {
      await make(stage);
      say("");
    } catch (problem) {
      say(`Not saved: ${problem instanceof Error ? problem.message : String(problem)}`);
    }
  };
  return (
    <>
      <button type="button" onClick={save(async (stage) => saveFile("consort-network.png", await png(scene(stage, props))))}>Save PNG</button>
      <button type="button" onClick={save((stage) => saveFile("consort-network.svg", svg(scene(stage, props)), "image/svg+xml"))}>Save SVG</button>
      <button type="button" onClick={save((stage) => saveFile("consort-network.gexf", gexfText(stage, props), "application/gexf+xml"))}>Save GEXF</button>
      <span role="status">{said}</span>
    </>
  );
}
