/**
 * Names that lead on: entities, stories, edges.
 *
 * In: references as the API gives them. Out: links with the class in letter, word and colour. Never: colour alone.
 */
import type { ComponentChildren } from "preact";
import type { Edge, EntityClass, EntityRef, ObjectRef, StoryRef } from "../../data/types";
import { predicateWord, spanWords } from "../../data/words";
import { to } from "../../state/route";
import { Link } from "./link";

/** The letter of a class on its colour; readers of screens hear the word. */
export function ClassMark({ of: name, word = false }: { of: EntityClass; word?: boolean }) {
  return (
    <span class="class-mark" data-class={name} title={name}>
      <span aria-hidden="true">{name.charAt(0)}</span>
      {word ? <span class="class-word">{name}</span> : <span class="unseen">{`${name}: `}</span>}
    </span>
  );
}

interface EntityProps {
  of: EntityRef;
  /** Other words than its label. */
  children?: ComponentChildren;
  /** No letter: where a column or a heading says the class. */
  bare?: boolean;
}

export function EntityLink({ of: entity, children, bare }: EntityProps) {
  return (
    <Link class="entity" to={to.entity(entity.id)}>
      {!bare && <><ClassMark of={entity.class} />{"\u00a0"}</>}
      <span class="entity-label">{children ?? entity.label}</span>
      {entity.provisional && <Provisional />}
    </Link>
  );
}

function Provisional() {
  return (
    <span class="provisional" title="Found in the texts only: no vocabulary lists it">
      <span aria-hidden="true">?</span>
      <span class="unseen"> (in no vocabulary)</span>
    </span>
  );
}

interface StoryProps {
  of: StoryRef;
  /** Offsets of the passage to show. */
  at?: [number, number];
  children?: ComponentChildren;
}

export function StoryLink({ of: story, at, children }: StoryProps) {
  return <Link class="story" to={to.story(story.id, at)}>{children ?? (story.title || story.id)}</Link>;
}

/** "12 Mar 2020, UNODC": what a reader needs to judge a story, beside its title. */
export function StorySource({ of: story }: { of: StoryRef }) {
  return (
    <span class="story-source">
      {story.date ? <time dateTime={story.date}>{spanWords(story.date, story.date_end)}</time> : "no date"}
      {story.source && `, ${story.source}`}
    </span>
  );
}

/** The object of an edge: an entity, or the activity that a story reports. */
export function ObjectLink({ of: object }: { of: ObjectRef }) {
  if (object.kind === "entity") return <EntityLink of={object} />;
  return <span class="activity">the activity reported in “<StoryLink of={object} />”</span>;
}

/** The way to the sentences of an edge. */
export function EdgeLink({ of: edge, children }: { of: Edge; children: ComponentChildren }) {
  return <Link to={to.edgeOf(edge)}>{children}</Link>;
}

/** "A funds B", with both ends linked and the verb leading to the sentences. */
export function EdgeWords({ of: edge }: { of: Edge }) {
  return (
    <span class="edge-words">
      <EntityLink of={edge.subject} />{" "}
      <EdgeLink of={edge}>{predicateWord(edge.predicate)}</EdgeLink>{" "}
      <ObjectLink of={edge.object} />
    </span>
  );
}
