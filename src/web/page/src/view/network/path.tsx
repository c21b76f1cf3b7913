/**
 * The path between two: asked for by name, told in words; the picture marks it.
 *
 * In: both ends in the address. Out: steps, each with its sentences. Never: "no path" while none is known yet.
 */
import type { PathAnswer } from "../../data/types";
import type { Model } from "../../data/network/model";
import { counted, predicateWord } from "../../data/words";
import type { Load } from "../../state/load";
import type { Change, NetworkState } from "../../state/network";
import { to } from "../../state/route";
import { Link } from "../part/link";
import { Loader } from "../part/loader";
import { EntityLink } from "../part/names";
import { NameField } from "../part/name-field";
import { Empty } from "../part/notice";
import { pathIds } from "./marks";

type Steps = NonNullable<PathAnswer["steps"]>;

/** The verb of a step, leading to its sentences: from the right side where it is walked backwards. */
function StepWords({ of: step }: { of: Steps[number] }) {
  const { from, to: end, predicate, forward } = step;
  if (!predicate) return <Link to={to.together(from.id, end.id)}>is named with</Link>;
  const [subject, object] = forward ? [from, end] : [end, from];
  return (
    <Link to={to.edge(subject.id, predicate, { kind: "entity", id: object.id })}>
      {predicateWord(predicate, forward ? "subject" : "object")}
    </Link>
  );
}

function Found({ steps }: { steps: Steps }) {
  return (
    <ol>
      {steps.map((step, i) => (
        <li key={i}>
          <EntityLink of={step.from} /> <StepWords of={step} /> <EntityLink of={step.to} />
          {` (${counted(step.weight, "story", "stories")})`}
        </li>
      ))}
    </ol>
  );
}

interface Props { model: Model; state: NetworkState; change: Change; load: Load<PathAnswer | null>; nameOf: (id: string) => string; }

/** What stands on the path but not in the picture is brought in with what is around it. */
function Missing({ model, state, change, answer }: Pick<Props, "model" | "state" | "change"> & { answer: PathAnswer }) {
  const missing = pathIds(answer).filter((id) => !model.place.has(id));
  if (missing.length === 0) return null;
  return (
    <p>
      {`${counted(missing.length, "name")} on it ${missing.length === 1 ? "is" : "are"} not in the picture. `}
      <button type="button" onClick={() => change({ expand: [...state.expand, ...missing] })}>Bring in</button>
    </p>
  );
}

export function PathFinder({ model, state, change, load, nameOf }: Props) {
  const [a = "", b = ""] = state.path;
  return (
    <details class="filters" open={a !== "" || undefined}>
      <summary>Path between two</summary>
      <form onSubmit={(event) => event.preventDefault()}>
        <div class="net-row">
          <NameField label="From" chosen={a && nameOf(a)} onChoose={(one) => change({ path: b ? [one.id, b] : [one.id] })}
            onClear={() => change({ path: [] })} />
          <NameField label="To" chosen={b && nameOf(b)} onChoose={(one) => change({ path: [a, one.id] })}
            onClear={() => change({ path: a ? [a] : [] })} />
          {a && <button type="button" onClick={() => change({ path: [] })}>Clear the path</button>}
        </div>
        {a && !b && <p class="hint">Choose where it ends: here, or with “Path to here” on a card.</p>}
        {a && b && (
          <div role="status">
            <Loader of={load} what="the path">
              {(answer) => answer && (answer.steps
                ? <><Found steps={answer.steps} /><Missing model={model} state={state} change={change} answer={answer} /></>
                : <Empty>No path leads from one to the other with these filters.</Empty>)}
            </Loader>
          </div>
        )}
      </form>
    </details>
  );
}
