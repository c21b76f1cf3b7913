/**
 * What becomes of decisions, how many there are, and the graph built anew with them.
 *
 * In: the desk. Out: words, progress, a button. Never: a decision.
 */
import { ApiError } from "../../data/http";
import { counted, number } from "../../data/words";
import { rebuild, type Desk } from "../../state/review/desk";
import { Notice, Problem } from "../part/notice";

function Progress({ of: { decided, queues } }: { of: Desk }) {
  const all = decided + queues.claims.waiting + queues.names.waiting;
  return (
    <div class="review-progress">
      <label for="review-progress">{`${number(decided)} of ${number(all)} decided`}</label>
      <progress id="review-progress" value={decided} max={Math.max(1, all)} />
    </div>
  );
}

function Outcome({ of: built }: { of: Desk["built"] }) {
  if (built === "not") return null;
  if (built === "now") return <p>Building the graph anew; this takes some seconds.</p>;
  if (built instanceof ApiError) return <Problem of={built} retry={rebuild} />;
  if (built.warnings.length === 0) return <Notice kind="note"><p>The graph is built anew and shows what was decided.</p></Notice>;
  return (
    <Notice kind="warning">
      <p>{`The graph is built anew, with ${counted(built.warnings.length, "warning")}:`}</p>
      <ul class="warnings">{built.warnings.map((one, i) => <li key={i}>{one}</li>)}</ul>
    </Notice>
  );
}

/** On a phone the sentence to judge comes first. */
function roomy(): boolean {
  return matchMedia("(min-width: 40rem)").matches;
}

export function About({ of: state }: { of: Desk }) {
  const { ledger, built, pending } = state;
  if (!ledger) return <Outcome of={built} />;
  return (
    <>
      <details class="where" open={roomy()}>
        <summary>Where decisions go</summary>
        <p>
          Each decision is written at once to the file <code>{ledger.file}</code> in the name of {ledger.who}, and the graph
          shows it after it is built anew. A decision has lines of its own and changes no other, so that the files of two
          people merge line by line.
        </p>
      </details>
      <div class="review-bar">
        <Progress of={state} />
        {ledger.rebuilds
          ? <button type="button" aria-disabled={built === "now"} onClick={rebuild}>Build the graph anew</button>
          : <p class="hint">This server was not told what to build the graph from: the next <code>consort build</code> takes the decisions in.</p>}
        <span class="hint pending">{pending > 0 && built !== "now" && `saving ${number(pending)} …`}</span>
      </div>
      <Outcome of={built} />
    </>
  );
}
