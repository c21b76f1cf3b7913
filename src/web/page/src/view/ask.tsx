/**
 * Ask: stored questions, any query in SPARQL, and everything as files.
 *
 * In: the parsed route. Out: the view; what was asked is in the address. Never: a request to another host.
 */
import { useEffect, useState } from "preact/hooks";
import * as api from "../data/api";
import type { Vocabulary } from "../data/types";
import { goAsk, readAsk, type AskState, type Way } from "../state/ask";
import { useLoad } from "../state/load";
import type { AskRoute } from "../state/route";
import { Heading } from "./part/heading";
import { Loader } from "./part/loader";
import { Problem } from "./part/notice";
import { Tabs } from "./part/tabs";
import type { Showing } from "./ask/answer";
import { Exports } from "./ask/exports";
import { OwnQuery, START } from "./ask/own";
import { Questions } from "./ask/questions";
import "../style/ask.css";

const noPrefixes = {};

interface WayProps { state: AskState; vocabulary: Vocabulary | null; showing: Showing; }

function StoredWay({ state, vocabulary, showing }: WayProps) {
  const load = useLoad(api.queries, []);
  return (
    <Loader of={load} what="the questions">
      {(queries) => <Questions queries={queries} prefixes={vocabulary?.prefixes ?? noPrefixes} state={state} {...showing} />}
    </Loader>
  );
}

export default function AskView({ route }: { route: AskRoute }) {
  const state = readAsk(route.query);
  const load = useLoad(api.vocabulary, []);
  // It stays while one looks at a stored question.
  const [draft, write] = useState(state.sparql ?? START);
  const [last, remember] = useState<AskState>(state);
  useEffect(() => {
    if (state.sparql !== null) write(state.sparql);
    if (state.way === "questions") remember(state);
  }, [route.query.toString()]);

  const showing: Showing = { show: state.show, of: state.of, onShow: (change) => goAsk({ ...state, ...change }, "replace") };
  const ways: WayProps = { state, vocabulary: load.data, showing };
  const own = () => (
    <OwnQuery
      draft={draft} onDraft={write} run={state.sparql} vocabulary={load.data}
      prefixes={load.data?.prefixes ?? noPrefixes} {...showing}
    />
  );
  const open = (way: Way) => goAsk(way === "questions" ? { ...last, way, sparql: null } : { way });
  return (
    <>
      <Heading title="Ask" />
      {load.error && <Problem of={load.error} retry={load.retry} />}
      <Tabs label="Ways to ask" open={state.way} onOpen={open} tabs={[
        { key: "questions", label: "Questions", content: () => <StoredWay {...ways} /> },
        { key: "sparql", label: "SPARQL", content: own },
        { key: "downloads", label: "Downloads", content: () => <Exports /> },
      ]} />
    </>
  );
}
