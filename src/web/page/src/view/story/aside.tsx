/**
 * What a story says, as lists: relations, and the names in it.
 *
 * In: a `StoryPage`. Out: relations that lead to edges and to their place in the text; names with counts. Never: a mark
 * that only the text has.
 */
import type { EntityRef, StoryPage, StoryRelation } from "../../data/types";
import { amountWords, counted, predicateWord } from "../../data/words";
import { to } from "../../state/route";
import { Link } from "../part/link";
import { EntityLink } from "../part/names";
import { relationAddress } from "./words";
import { StatusBadge } from "../part/values";

interface RelationProps {
  of: StoryRelation;
  story: StoryPage;
  place: number;
  /** Pointed at or focused: its words in the text are lit. */
  onPoint(place: number | null): void;
}

function Relation({ of: relation, story, place, onPoint }: RelationProps) {
  const { subject, predicate, object, status, ended, amount, rule, start, end } = relation;
  return (
    <li
      onMouseEnter={() => onPoint(place)} onMouseLeave={() => onPoint(null)}
      onFocusIn={() => onPoint(place)} onFocusOut={() => onPoint(null)}
    >
      <span class="edge-words">
        <EntityLink of={subject} />{" "}
        <Link to={relationAddress(relation, story.id)}>{predicateWord(predicate)}</Link>{" "}
        {object ? <EntityLink of={object} /> : "the activity that this story reports"}
      </span>
      <span class="relation-facts">
        <StatusBadge of={status} ended={ended} />
        {amount && <span class="amounts">{amountWords(amount)}</span>}
        <code title="The rule that read it">{rule}</code>
        {story.text !== null && <Link to={to.story(story.id, [start, end])} replace>Show in the text</Link>}
      </span>
    </li>
  );
}

export function StoryRelations({ of: story, onPoint }: { of: StoryPage; onPoint: RelationProps["onPoint"] }) {
  if (story.relations.length === 0) return <p class="empty">No sentence states a relation.</p>;
  return (
    <ol class="story-relations">
      {story.relations.map((relation, i) => <Relation key={i} of={relation} story={story} place={i} onPoint={onPoint} />)}
    </ol>
  );
}

/** Each entity once, most often named first. */
function names(story: StoryPage): { entity: EntityRef; count: number }[] {
  const all = new Map<string, { entity: EntityRef; count: number }>();
  for (const { entity } of story.mentions) {
    const known = all.get(entity.id);
    if (known) known.count += 1;
    else all.set(entity.id, { entity, count: 1 });
  }
  return [...all.values()].sort((a, b) => b.count - a.count);
}

export function StoryNames({ of: story }: { of: StoryPage }) {
  const all = names(story);
  if (all.length === 0) return <p class="empty">No name was found.</p>;
  return (
    <ul class="story-names">
      {all.map(({ entity, count }) => (
        <li key={entity.id}><EntityLink of={entity} /> <span class="hint count">{counted(count, "time")}</span></li>
      ))}
    </ul>
  );
}
