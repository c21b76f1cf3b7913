/**
 * Right or wrong, at an edge; only with --review.
 *
 * In: an edge. Out: a decision in the file, and its way back. Never: the edge changed: that comes with the next graph.
 */
import { useState } from "preact/hooks";
import * as api from "../../data/api";
import { ApiError } from "../../data/http";
import type { Decided, Edge } from "../../data/types";
import { dateWords } from "../../data/words";
import { useCorpus } from "../../state/corpus";
import { useLoad } from "../../state/load";
import { decidedElsewhere } from "../../state/review/elsewhere";
import { claimVerdict, verdictWord } from "../../state/review/items";
import { to } from "../../state/route";
import { Link } from "./link";
import { Problem } from "./notice";

/** Whether a decision is on this edge; of a symmetric one the file has the smaller id first. */
function isOn({ subject, predicate, object }: Edge, { verdict, about, document }: Decided): boolean {
  if (verdict !== "right" && verdict !== "wrong") return false;
  if (object.kind === "story") return about === `${subject.id} ${predicate} @story` && document === object.id;
  const [a, b] = [subject.id, object.id];
  return document === null && (about === `${a} ${predicate} ${b}` || (predicate === "partnersWith" && about === `${b} ${predicate} ${a}`));
}

function Buttons({ of: edge }: { of: Edge }) {
  const load = useLoad(api.decisions, []);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const taken = load.data?.rows.filter((row) => isOn(edge, row)).at(-1);
  const run = async (task: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await task();
      decidedElsewhere();
    } catch (problem) {
      setError(ApiError.of(problem));
    }
    setBusy(false);
    load.retry();
  };
  // Another verdict takes the place of the one before.
  const judge = (verdict: "right" | "wrong") => run(async () => {
    await api.decide(claimVerdict(verdict, edge));
    if (taken) await api.takeBack(taken.id);
  });
  return (
    <div class="ways edge-verdict" role="group" aria-label="Review of this claim">
      {(["right", "wrong"] as const).map((verdict) => (
        <button key={verdict} type="button" aria-pressed={taken?.verdict === verdict} aria-disabled={busy} onClick={() => taken?.verdict !== verdict && judge(verdict)}>
          {taken?.verdict === verdict && <span aria-hidden="true">✓ </span>}{verdictWord[verdict]}
        </button>
      ))}
      {taken && <button type="button" aria-disabled={busy} onClick={() => run(() => api.takeBack(taken.id))}>Take back</button>}
      <span role="status" class="hint">
        {taken
          ? `${verdictWord[taken.verdict]}, says ${taken.who}, ${dateWords(taken.date)}. It counts once the graph is built anew, in `
          : "Does this claim hold? More of them in "}
        <Link to={to.review()}>Review</Link>.
      </span>
      {error && <Problem of={error} />}
    </div>
  );
}

export function EdgeVerdict({ of: edge }: { of: Edge }) {
  return useCorpus()?.review ? <Buttons key={to.edgeOf(edge)} of={edge} /> : null;
}
