/**
 * The picture where the browser has no WebGL: drawn once, as it would be saved.
 *
 * In: a model and its layout. Out: an image. Never: a blank frame without a word.
 */
import { useEffect, useState } from "preact/hooks";
import type { NodeDress } from "../../data/network/dress";
import type { Layout } from "../../data/network/layout";
import type { Model } from "../../data/network/model";
import { svg } from "../../data/network/svg";
import { counted } from "../../data/words";
import { Notice } from "../part/notice";
import { sceneOf, wholeView } from "./scene";

interface Props { model: Model; hidden: ReadonlySet<string>; dress: readonly NodeDress[]; layout: Layout; done: boolean; }

export function Still({ model, hidden, dress, layout, done }: Props) {
  const [address, set] = useState("");
  useEffect(() => {
    if (!done) return;
    const view = wholeView(model, layout.positions, dress.map((one) => one.radius));
    const scene = sceneOf(model, hidden, { colour: "class", size: "documents" }, view, null, []);
    const made = URL.createObjectURL(new Blob([svg(scene)], { type: "image/svg+xml" }));
    set(made);
    return () => URL.revokeObjectURL(made);
  }, [model, hidden, layout, done]);
  return (
    <>
      <Notice kind="note"><p>This browser draws no WebGL: the picture stands still. The tables below do all that it could.</p></Notice>
      <div class="net-picture">
        {address && <img src={address} alt={`${counted(model.nodes.length, "node")} and their links; the tables below hold them`} />}
      </div>
    </>
  );
}
