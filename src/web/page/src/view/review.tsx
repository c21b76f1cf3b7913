/**
 * Review: right, wrong, same as, no name; only with --review.
 *
 * In: the parsed route (`tab` in its query). Out: two queues and the decisions taken. Never: a decision without a way back.
 */
import { useEffect, useState } from "preact/hooks";
import { useCorpus } from "../state/corpus";
import { choice, useQuery, type Fields } from "../state/query";
import { desk, dismiss, fill, reload, undoLast, type Desk } from "../state/review/desk";
import { takeElsewhere } from "../state/review/elsewhere";
import { useKeysOn } from "../state/review/keys";
import { useStore } from "../state/review/store";
import type { ReviewRoute } from "../state/route";
import { Heading } from "./part/heading";
import { Loading } from "./part/loader";
import { Empty, Notice } from "./part/notice";
import { Tabs } from "./part/tabs";
import { About } from "./review/about";
import { Bench } from "./review/bench";
import { Decisions } from "./review/decisions";
import { Help } from "./review/help";
import "../style/review.css";

const tabs = ["claims", "names", "decisions"] as const;
interface ReviewQuery { tab: (typeof tabs)[number]; }
const fields: Fields<ReviewQuery> = { tab: choice(tabs, "claims") };

function Failures({ of: failures }: { of: Desk["failures"] }) {
  if (failures.length === 0) return null;
  return (
    <Notice kind="error">
      {failures.map((one) => <p key={one.key}>{one.says}</p>)}
      <button type="button" onClick={dismiss}>Understood</button>
    </Notice>
  );
}

/** The queues are asked for when the view is first shown, and anew when something was decided elsewhere. */
function useQueues(): Desk {
  const state = useStore(desk);
  useEffect(() => {
    if (takeElsewhere()) reload();
    fill("claims");
    fill("names");
  }, []);
  return state;
}

function Desks() {
  const state = useQueues();
  const [{ tab }, change] = useQuery(fields);
  const [help, setHelp] = useState(false);
  const keys = useKeysOn();
  const undo = () => {
    const kind = undoLast();
    if (kind) change({ tab: kind }, "replace");
  };
  const common = { state, keysOn: keys[0], onUndo: undo, onHelp: () => setHelp(!help) };
  return (
    <>
      <About of={state} />
      <Failures of={state.failures} />
      <Help open={help} onOpen={setHelp} keys={keys} said={state.said} />
      <Tabs
        label="What to look at" open={tab} onOpen={(next) => change({ tab: next }, "replace")}
        tabs={[
          { key: "claims", label: "Claims", count: state.queues.claims.waiting, content: () => <Bench key="claims" kind="claims" {...common} /> },
          { key: "names", label: "New names", count: state.queues.names.waiting, content: () => <Bench key="names" kind="names" {...common} /> },
          { key: "decisions", label: "Decisions taken", count: state.decided, content: () => <Decisions {...common} /> },
        ]}
      />
    </>
  );
}

export default function ReviewView(_: { route: ReviewRoute }) {
  const corpus = useCorpus();
  return (
    <>
      <Heading title="Review" />
      {!corpus && <Loading what="the graph" />}
      {corpus && !corpus.review && <Empty>This server takes no decisions: <code>consort serve --review</code> does.</Empty>}
      {corpus?.review && <Desks />}
    </>
  );
}
