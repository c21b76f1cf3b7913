/**
 * What the graph holds: stories by month, classes, relations, countries, sources.
 *
 * In: /api/corpus. Out: counts, each with its table. Never: a request.
 */
import type { Corpus } from "../../data/types";
import { counted, number, predicateWord, spanWords, statuses } from "../../data/words";
import { to } from "../../state/route";
import { Link } from "../part/link";
import { countColumn, MonthChart, monthColumn } from "../part/month-chart";
import { ClassMark, EntityLink } from "../part/names";
import { Empty } from "../part/notice";
import { DataTable, type Column } from "../part/table";

type Month = Corpus["months"][number];
type ClassRow = Corpus["classes"][number];
type PredicateRow = Corpus["predicates"][number];
type CountryRow = Corpus["countries"][number];
type SourceRow = Corpus["sources"][number];

const months: Column<Month>[] = [monthColumn<Month>(), countColumn("stories", "Stories", (row: Month) => row.stories)];

const classColumns: Column<ClassRow>[] = [
  {
    key: "class", head: "Kind", names: true, text: (row) => row.class,
    cell: (row) => (
      <Link class="entity" to={to.network({ class: row.class })}>
        <ClassMark of={row.class} word />
      </Link>
    ),
  },
  countColumn("entities", "Names", (row) => row.entities),
];

const predicateColumns: Column<PredicateRow>[] = [
  {
    key: "predicate", head: "Relation", names: true, text: (row) => row.predicate,
    cell: (row) => <Link to={to.network({ predicate: row.predicate })}>{predicateWord(row.predicate)}</Link>,
  },
  countColumn("claims", "Claims", (row) => row.claims),
  ...statuses.map((status) => countColumn<PredicateRow>(status, status, (row) => row.statuses[status])),
];

const countryColumns: Column<CountryRow>[] = [
  { key: "country", head: "Country", names: true, cell: (row) => <EntityLink of={row} bare />, text: (row) => row.label },
  countColumn("stories", "Stories", (row) => row.stories),
];

const sourceColumns: Column<SourceRow>[] = [
  { key: "source", head: "Source", names: true, cell: (row) => row.source || "not named", text: (row) => row.source },
  countColumn("stories", "Stories", (row) => row.stories),
];

/** "412 stories, 3 Mar 2020 to 30 Nov 2020 (3 without a date); 9,021 mentions of 800 names; 1,204 claims." */
export function holdingsWords(corpus: Corpus): string {
  const names = corpus.classes.reduce((sum, one) => sum + one.entities, 0);
  const dates = corpus.first ? `, ${spanWords(corpus.first, corpus.last)}` : "";
  const undated = corpus.undated > 0 ? ` (${number(corpus.undated)} without a date)` : "";
  return `${counted(corpus.stories, "story", "stories")}${dates}${undated}; `
    + `${counted(corpus.mentions, "mention")} of ${counted(names, "name")}; ${counted(corpus.claims, "claim")}.`;
}

export function Holdings({ of: corpus }: { of: Corpus }) {
  return (
    <section aria-labelledby="holdings">
      <h2 id="holdings">What this graph holds</h2>
      <p>{holdingsWords(corpus)}</p>
      {corpus.stories === 0 && <Empty>No story was read.</Empty>}
      <MonthChart
        title="Stories by month" rows={corpus.months} value={(row) => row.stories} unit={["story", "stories"]}
        columns={months} file="stories-by-month"
      />
      <DataTable caption="Relations, by what the texts say of them" rows={corpus.predicates} columns={predicateColumns}
        rowKey={(row) => row.predicate} empty="No sentence states a relation." />
      <div class="columns">
        <DataTable caption="Kinds of names" rows={corpus.classes} columns={classColumns} rowKey={(row) => row.class}
          empty="No name was found." />
        <DataTable caption="Countries of the stories" rows={corpus.countries} columns={countryColumns}
          rowKey={(row) => row.id} page={8} empty="No country in a dateline." />
        <DataTable caption="Sources" rows={corpus.sources} columns={sourceColumns} rowKey={(row, i) => row.source + i}
          page={8} empty="No source is named." />
      </div>
    </section>
  );
}
