/**
 * An edge: every sentence that states it.
 *
 * In: the parsed route (`status` in its query). Out: who does what to whom, and where it says so. Never: an edge without
 * its sentences.
 */
import * as api from "../data/api";
import type { Edge, EvidenceAnswer, ObjectRef } from "../data/types";
import { counted, predicateWord, statuses } from "../data/words";
import { useMore, type More } from "../state/more";
import { choice, useQuery, type Fields } from "../state/query";
import { to, type EdgeRoute } from "../state/route";
import { CopyButton } from "./part/copy";
import { EdgeVerdict } from "./part/edge-verdict";
import { EvidenceList, StatusMenu, type Wanted } from "./part/evidence-list";
import { Heading } from "./part/heading";
import { Link } from "./part/link";
import { Loading } from "./part/loader";
import { EntityLink, ObjectLink } from "./part/names";
import { Problem } from "./part/notice";
import { Amounts, Dates, StatusBadge } from "./part/values";

const PAGE = 50;
interface EdgeQuery { status: Wanted; }
const fields: Fields<EdgeQuery> = { status: choice([...statuses, "all"] as const, "all") };

function objectName(object: ObjectRef): string {
  return object.kind === "entity" ? object.label : `the activity reported in “${object.title || object.id}”`;
}

function Facts({ of: edge }: { of: Edge }) {
  const same = edge.sentences - edge.distinct_sentences;
  return (
    <p class="edge-facts">
      <StatusBadge of={edge.status} ended={edge.ended} />{" "}
      {counted(edge.sentences, "sentence")}
      {same > 0 && ` (${counted(edge.distinct_sentences, "different one")})`}
      {` in ${counted(edge.documents, "story", "stories")} of ${counted(edge.sources, "source")}, `}
      <Dates first={edge.first} last={edge.last} />
      {edge.amounts.length > 0 && <>; <Amounts of={edge.amounts} /></>}
    </p>
  );
}

function Ways({ of: { a, b } }: { of: EvidenceAnswer }) {
  return (
    <p class="ways">
      <CopyButton text={() => location.href}>Copy the address of this page</CopyButton>
      {b.kind === "entity" && <Link to={to.together(a.id, b.id)}>All sentences that name both</Link>}
      <Link to={to.network({ around: a.id })}>Network around {a.label}</Link>
    </p>
  );
}

function Stated({ edge, answer, list }: { edge: Edge; answer: EvidenceAnswer; list: More<EvidenceAnswer> }) {
  const [{ status }, change] = useQuery(fields);
  const verb = predicateWord(edge.predicate);
  return (
    <>
      <Heading title={`${edge.subject.label} ${verb} ${objectName(edge.object)}`}>
        <EntityLink of={edge.subject} /> {verb} <ObjectLink of={edge.object} />
      </Heading>
      <Facts of={edge} />
      <Ways of={answer} />
      <EdgeVerdict of={edge} />
      <StatusMenu total={answer.total} counts={edge.statuses} wanted={status} onWant={(next) => change({ status: next }, "replace")} />
      <h2>Sentences</h2>
      <EvidenceList of={list} wanted={status} />
    </>
  );
}

export default function EdgeView({ route: { subject, predicate, object } }: { route: EdgeRoute }) {
  const list = useMore(
    (offset, signal) => api.evidence({ subject, predicate, object, limit: PAGE, offset }, signal),
    [subject, predicate, object.kind, object.id],
  );
  const { first, error } = list;
  if (first?.edge) return <Stated edge={first.edge} answer={first} list={list} />;
  if (first) {
    return (
      <>
        <Heading title={`${first.a.label} and ${objectName(first.b)}`}><EntityLink of={first.a} /> and <ObjectLink of={first.b} /></Heading>
        <p class="empty">{`No sentence says that the first ${predicateWord(predicate)} the second.`}</p>
        <Ways of={first} />
      </>
    );
  }
  if (!error) return <Loading what="the sentences" />;
  return <><Heading title={error.notFound ? "Not found" : "Could not load the edge"} /><Problem of={error} retry={list.more} /></>;
}
