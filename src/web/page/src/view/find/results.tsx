/**
 * All that fits the words one has sent off: names, the questions of the first of them, titles of stories.
 *
 * In: the words and a kind. Out: lists that lead on. Never: "nothing" while the answer is on its way.
 */
import * as api from "../../data/api";
import type { EntityClass, SearchHit } from "../../data/types";
import { classes, counted, number } from "../../data/words";
import { useMore } from "../../state/more";
import { to } from "../../state/route";
import { useSearch } from "../../state/search";
import { hitFacts, HitName } from "../part/hit";
import { Link } from "../part/link";
import { MoreList } from "../part/more-list";
import { StoryLink, StorySource } from "../part/names";
import { Empty, Problem, Truncated } from "../part/notice";
import { Questions } from "../part/questions";

const HITS = 50;
const STORIES = 20;

interface Props { q: string; kind?: EntityClass; onKind(kind?: EntityClass): void; }

function KindMenu({ kind, onKind }: Omit<Props, "q">) {
  const choose = (value: string) => onKind(classes.find((one) => one === value));
  return (
    <p class="kind-menu">
      <label>
        Kind{" "}
        <select value={kind ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">any</option>
          {classes.map((one) => <option key={one} value={one}>{one}</option>)}
        </select>
      </label>
    </p>
  );
}

function Hits({ of: hits }: { of: readonly SearchHit[] }) {
  return (
    <ol class="hits">
      {hits.map((hit) => (
        <li key={hit.id} class="hit">
          <Link class="entity" to={to.entity(hit.id)}><HitName of={hit} /></Link>
          <span class="hit-facts">{hitFacts(hit)}</span>
        </li>
      ))}
    </ol>
  );
}

function Names({ q, kind, onKind }: Props) {
  const { hits, questions, about, current, error, truncated, retry } = useSearch(q, { limit: HITS, class: kind });
  const said = current ? `${counted(hits.length, "name")}${hits.length === HITS ? ", the best are shown" : ""}` : "";
  return (
    <section aria-labelledby="names">
      <h2 id="names">Names</h2>
      <KindMenu kind={kind} onKind={onKind} />
      {error && <Problem of={error} retry={retry} />}
      {truncated !== null && <Truncated says={truncated} />}
      <p role="status" class="hint">{error ? "" : said}</p>
      {current && !error && hits.length === 0 && <Empty>No name fits, not even in a similar spelling.</Empty>}
      <Hits of={hits} />
      {about && questions.length > 0 && (
        <>
          <h2>Questions about {about.label}</h2>
          <Questions of={questions} />
        </>
      )}
    </section>
  );
}

function Titles({ q }: { q: string }) {
  const list = useMore((offset, signal) => api.stories({ q, limit: STORIES, offset }, signal), [q]);
  if (list.first && list.total === 0) return null;
  return (
    <section aria-labelledby="titles">
      <h2 id="titles">Titles with these words{list.first && ` (${number(list.total)})`}</h2>
      <MoreList of={list} what="stories">
        {(stories) => (
          <ul class="stories">
            {stories.map((story) => <li key={story.id} data-item><StoryLink of={story} /> <StorySource of={story} /></li>)}
          </ul>
        )}
      </MoreList>
    </section>
  );
}

export function Results(props: Props) {
  return <><Names {...props} /><Titles key={props.q} q={props.q} /></>;
}
