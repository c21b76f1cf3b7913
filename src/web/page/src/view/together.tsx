/**
 * Two names in one sentence, whatever is stated of them.
 *
 * In: the parsed route. Out: what is stated between the two, when they are named together, every such sentence. Never: a
 * relation that no sentence states.
 */
import * as api from "../data/api";
import type { Answer } from "../data/http";
import type { Edge, EvidenceAnswer, MonthCounts } from "../data/types";
import { counted } from "../data/words";
import { useLoad } from "../state/load";
import { useMore, type More } from "../state/more";
import { to, type TogetherRoute } from "../state/route";
import { CopyButton } from "./part/copy";
import { EvidenceList } from "./part/evidence-list";
import { Heading } from "./part/heading";
import { Link } from "./part/link";
import { Loader, Loading } from "./part/loader";
import { countColumn, MonthChart, monthColumn } from "./part/month-chart";
import { EdgeWords, EntityLink, ObjectLink } from "./part/names";
import { Empty, Problem } from "./part/notice";
import type { Column } from "./part/table";
import { Dates, StatusBadge } from "./part/values";

const PAGE = 50;

/** Edges in both directions, of any status. */
async function between(a: string, b: string, signal: AbortSignal): Promise<Answer<Edge[]>> {
  const [there, back] = await Promise.all(
    [[a, b], [b, a]].map(([subject, object]) => api.edges({ subject, object, status: ["any"], limit: 50 }, signal)),
  );
  const all = [...(there?.data.rows ?? []), ...(back?.data.rows ?? [])];
  // A symmetric edge comes both ways, under one address.
  const edges = all.filter((edge, i) => all.findIndex((other) => to.edgeOf(other) === to.edgeOf(edge)) === i);
  return { data: edges, truncated: there?.truncated ?? back?.truncated ?? null };
}

function Stated({ a, b }: { a: string; b: string }) {
  const load = useLoad((signal) => between(a, b, signal), [a, b]);
  return (
    <section aria-labelledby="stated">
      <h2 id="stated">What is stated between them</h2>
      <Loader of={load} what="the relations">
        {(edges) => edges.length === 0
          ? <Empty>No sentence states a relation between the two.</Empty>
          : (
            <ul class="edges">
              {edges.map((edge) => (
                <li key={to.edgeOf(edge)}>
                  <EdgeWords of={edge} /> <StatusBadge of={edge.status} ended={edge.ended} />{" "}
                  <span class="hint">{counted(edge.sentences, "sentence")}, <Dates first={edge.first} last={edge.last} /></span>
                </li>
              ))}
            </ul>
          )}
      </Loader>
    </section>
  );
}

const columns: Column<MonthCounts>[] = [
  monthColumn<MonthCounts>(), countColumn("documents", "Stories", (row: MonthCounts) => row.documents),
];

function When({ a, b }: { a: string; b: string }) {
  const load = useLoad((signal) => api.timeline({ a, b }, signal), [a, b]);
  return (
    <Loader of={load} what="the months">
      {({ months }) => (
        <MonthChart title="Stories that name both, by month" rows={months} value={(row) => row.documents}
          unit={["story", "stories"]} columns={columns} file="together-by-month" />
      )}
    </Loader>
  );
}

function Both({ answer, list, route: { a, b } }: { answer: EvidenceAnswer; list: More<EvidenceAnswer>; route: TogetherRoute }) {
  const name = answer.b.kind === "entity" ? answer.b.label : answer.b.title;
  return (
    <>
      <Heading title={`${answer.a.label} and ${name}`}><EntityLink of={answer.a} /> and <ObjectLink of={answer.b} /></Heading>
      <p>{`${counted(answer.total, "sentence names", "sentences name")} both.`}</p>
      <p class="ways">
        <CopyButton text={() => location.href}>Copy the address of this page</CopyButton>
        <Link to={to.network({ around: a, of: "cooccur" })}>Network around {answer.a.label}</Link>
      </p>
      <Stated a={a} b={b} />
      <When a={a} b={b} />
      <h2>Sentences</h2>
      <EvidenceList of={list} />
    </>
  );
}

export default function TogetherView({ route }: { route: TogetherRoute }) {
  const { a, b } = route;
  const list = useMore((offset, signal) => api.together({ a, b, limit: PAGE, offset }, signal), [a, b]);
  const { first, error } = list;
  if (first) return <Both answer={first} list={list} route={route} />;
  if (!error) return <Loading what="the sentences" />;
  return <><Heading title={error.notFound ? "Not found" : "Could not load the sentences"} /><Problem of={error} retry={list.more} /></>;
}
