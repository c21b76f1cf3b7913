/**
 * The picture in the page: pointer, keyboard, words for who does not see it.
 *
 * In: a model, the state of the address, what is marked. Out: changes of the state. Never: the only way to do a thing;
 * the tables below have them all.
 */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Colours } from "../../data/colours";
import type { NodeDress } from "../../data/network/dress";
import type { Layout } from "../../data/network/layout";
import type { Model } from "../../data/network/model";
import type { PathAnswer } from "../../data/types";
import { counted, number } from "../../data/words";
import type { NetworkState } from "../../state/network";
import { usePress, type Acts } from "./keys";
import { marksOf } from "./marks";
import { canDraw, Picture } from "./picture";
import { Still } from "./still";
import { useLayout } from "./use-layout";

/** What is on the screen now, for who saves it or pins in it. */
export interface Stage { picture: Picture | null; layout: Layout; }

interface Props {
  model: Model;
  state: NetworkState;
  hidden: ReadonlySet<string>;
  dress: readonly NodeDress[];
  colours: Colours;
  path: PathAnswer | null;
  acts: Acts;
  stage: RefObject<Stage>;
}

const HELP = "Arrow keys go from node to node, Enter opens the card of a node, E expands, P pins, H hides it. "
  + "Shift and arrow keys move the picture, plus and minus zoom, 0 shows all, Escape closes the card. "
  + "The tables below the picture hold the same, with the same buttons.";

/** "UNODC, Organisation, 12 documents, 4 links". */
function nodeWords(model: Model, i: number | null): string {
  const node = i === null ? undefined : model.nodes[i];
  if (!node) return "";
  return `${node.label}, ${node.class}, ${counted(node.documents, "story", "stories")}, ${counted(node.degree, "link")}.`;
}

export function Canvas(props: Props) {
  const { model, state, hidden, dress, colours, path, acts, stage } = props;
  const place = useRef<HTMLDivElement>(null);
  const picture = useRef<Picture | null>(null);
  // The picture lives longer than a render: it calls whatever is newest.
  const newest = useRef(props);
  newest.current = props;
  const [drawn] = useState(canDraw);
  const [at, setCursor] = useState("");
  const [keyed, setKeyed] = useState(false);
  // The keyboard stands on a node only while it is in the picture.
  const cursor = keyed ? model.place.get(at) ?? null : null;
  const step = ({ positions }: Layout) => picture.current?.place(positions, newest.current.state.pin);
  const progress = useLayout(model, state.seed, step);
  stage.current = { picture: picture.current, layout: progress.layout };

  useLayoutEffect(() => {
    if (!place.current || !drawn) return;
    const now = () => newest.current.acts;
    const made = new Picture(place.current, colours, {
      node: (id) => now().node(id), twice: (id) => now().expand(id), line: (pair) => now().line(pair),
      nothing: () => now().close(), moved: (pin) => now().moved(pin), sight: (sight) => now().sight(sight),
    });
    picture.current = made;
    return () => {
      picture.current = null;
      made.kill();
    };
  }, [drawn]);
  useLayoutEffect(() => {
    const { positions } = progress.layout;
    picture.current?.show(model, hidden, dress, positions);
    step(progress.layout);
  }, [model, hidden, drawn, progress.layout]);
  useEffect(() => picture.current?.place(progress.layout.positions, state.pin), [state.pin]);
  useEffect(() => picture.current?.wear(dress, colours), [dress, colours]);
  useEffect(() => picture.current?.look(state.sight), [state.sight]);
  useEffect(() => setCursor((before) => state.node || before), [state.node]);
  useEffect(
    () => picture.current?.mark(marksOf(model, state, path, cursor)),
    [model, state.node, state.link, state.path, path, cursor],
  );
  const press = usePress({ model, hidden, cursor, setCursor, picture, acts, selected: state.node });
  return (
    <div class="net-frame">
      {drawn ? (
        <div
          class="net-picture" ref={place} tabIndex={0} role="application" aria-roledescription="network picture"
          aria-label={`${counted(model.nodes.length, "node")}, ${counted(model.links.length, "link")}`}
          aria-describedby="net-help" onKeyDown={press}
          onFocus={(event) => setKeyed(event.currentTarget.matches(":focus-visible"))} onBlur={() => setKeyed(false)} data-done={progress.done || undefined}
        />
      ) : <Still model={model} hidden={hidden} dress={dress} layout={progress.layout} done={progress.done} />}
      <p id="net-help" class="unseen">{HELP}</p>
      <p class="net-state" role="status">
        {nodeWords(model, cursor)}
        {!progress.done && `Laying out: ${number(progress.share * 100)} %.`}
      </p>
    </div>
  );
}
