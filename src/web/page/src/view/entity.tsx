/**
 * An entity: what it is, whom it is linked to, when, in which stories.
 *
 * In: the parsed route. Out: one page, each count leading to its sentences. Never: a heading over nothing.
 */
import * as api from "../data/api";
import type { EntityPage, MonthCounts, StoryRef } from "../data/types";
import { counted, number, spanWords } from "../data/words";
import { useLoad } from "../state/load";
import { useMore } from "../state/more";
import { to, type EntityRoute } from "../state/route";
import { useState } from "preact/hooks";
import { CopyButton } from "./part/copy";
import { EntityFacts } from "./entity/facts";
import { EntityRelations } from "./entity/relations";
import { EntityTies } from "./entity/ties";
import { Heading } from "./part/heading";
import { Jumps, type Jump } from "./part/jumps";
import { Link } from "./part/link";
import { Loader } from "./part/loader";
import { MoreList } from "./part/more-list";
import { countColumn, MonthChart, monthColumn } from "./part/month-chart";
import { ClassMark, StoryLink, StorySource } from "./part/names";
import { Empty } from "./part/notice";
import { Questions } from "./part/questions";
import type { Column } from "./part/table";

const STORIES = 50;

const months: Column<MonthCounts>[] = [
  monthColumn<MonthCounts>(),
  countColumn("documents", "Stories", (row: MonthCounts) => row.documents),
  countColumn("mentions", "Mentions", (row: MonthCounts) => row.mentions),
  countColumn("statements", "Statements", (row: MonthCounts) => row.statements),
];

function StoryItems({ of: stories }: { of: readonly StoryRef[] }) {
  return (
    <ul class="stories">
      {stories.map((story) => <li key={story.id} data-item><StoryLink of={story} /> <StorySource of={story} /></li>)}
    </ul>
  );
}

function AllStories({ id }: { id: string }) {
  const list = useMore((offset, signal) => api.stories({ entity: id, limit: STORIES, offset }, signal), [id]);
  return <MoreList of={list} what="stories">{(stories) => <StoryItems of={stories} />}</MoreList>;
}

function Stories({ of: page }: { of: EntityPage }) {
  const [all, setAll] = useState(false);
  if (all) return <AllStories id={page.id} />;
  return (
    <>
      <StoryItems of={page.stories} />
      {page.stories.length < page.documents && (
        <p><button type="button" onClick={() => setAll(true)}>{`All ${counted(page.documents, "story", "stories")}`}</button>
          <span class="hint">{` the ${number(page.stories.length)} newest are shown`}</span></p>
      )}
    </>
  );
}

function Timeline({ of: page }: { of: EntityPage }) {
  return (
    <MonthChart title="Stories by month" rows={page.timeline} value={(row) => row.documents} unit={["story", "stories"]}
      columns={months} file={`${page.id}-by-month`} />
  );
}

/** The sections that have something to show. */
function sections(page: EntityPage): Jump[] {
  const all: (Jump & { there: boolean })[] = [
    { id: "what", title: "What it is", there: true, content: () => <EntityFacts of={page} /> },
    { id: "questions", title: "Questions", there: page.questions.length > 0, content: () => <Questions of={page.questions} /> },
    {
      id: "relations", title: "Relations", there: page.relations.length > 0,
      count: page.relations.reduce((sum, one) => sum + one.total, 0), content: () => <EntityRelations of={page} />,
    },
    {
      id: "together", title: "Named together", there: page.together.length > 0, content: () => <EntityTies of={page} />,
    },
    { id: "timeline", title: "Month by month", there: page.timeline.length > 0, content: () => <Timeline of={page} /> },
    { id: "stories", title: "Stories", there: page.stories.length > 0, count: page.documents, content: () => <Stories of={page} /> },
  ];
  return all.filter((one) => one.there);
}

function Entity({ of: page }: { of: EntityPage }) {
  const often = page.mentions > 0
    ? `${counted(page.mentions, "mention")} in ${counted(page.documents, "story", "stories")}, ${spanWords(page.first, page.last)}.`
    : "No story names it.";
  return (
    <>
      <Heading title={page.label}><ClassMark of={page.class} /> {page.label}</Heading>
      <p>{page.class}{page.abbreviations[0] && ` (${page.abbreviations[0]})`}. {often}</p>
      <p class="ways">
        <Link to={to.network({ around: page.id })}>Network around it</Link>
        <CopyButton text={() => location.href}>Copy the address of this page</CopyButton>
      </p>
      <Jumps of={sections(page)} />
      {page.relations.length === 0 && page.mentions > 0 && <Empty>No sentence states a relation of it.</Empty>}
    </>
  );
}

export default function EntityView({ route: { id } }: { route: EntityRoute }) {
  const load = useLoad((signal) => api.entity(id, signal), [id]);
  return <Loader of={load} what="the entity" page>{(page) => <Entity of={page} />}</Loader>;
}
