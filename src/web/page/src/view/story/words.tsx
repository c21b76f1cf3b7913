/**
 * Words that state relations, in the text of a story.
 *
 * In: the words, which relations they state. Out: a link to the edge, or, where they state several, a choice. Never: one
 * of several edges chosen for the reader.
 */
import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { StoryPage, StoryRelation } from "../../data/types";
import { predicateWord } from "../../data/words";
import { to } from "../../state/route";
import { Link } from "../part/link";

/** The address of the edge that a relation of a story is evidence of. */
export function relationAddress(relation: StoryRelation, story: string): string {
  const { subject, predicate, object } = relation;
  return to.edge(subject.id, predicate, object ? { kind: "entity", id: object.id } : { kind: "story", id: story });
}

export function relationWords({ subject, predicate, object, status }: StoryRelation): string {
  const words = `${subject.label} ${predicateWord(predicate)} ${object ? object.label : "the activity that this story reports"}`;
  return status === "asserted" ? words : `${words} (${status})`;
}

interface Props { story: StoryPage; said: readonly number[]; children: ComponentChildren; }

function Choice({ story, said, children }: Props) {
  const id = useId();
  const place = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const leave = (event: FocusEvent) => {
    if (!(event.relatedTarget instanceof Node && place.current?.contains(event.relatedTarget))) setOpen(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    setOpen(false);
    place.current?.querySelector("button")?.focus();
  };
  return (
    <span class="said" ref={place} onFocusOut={leave} onKeyDown={press} data-relations={said.join(" ")}>
      <button type="button" class="words" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>{children}</button>
      <span id={id} class="said-choice" hidden={!open}>
        {said.map((i) => {
          const relation = story.relations[i];
          return relation && <Link key={i} to={relationAddress(relation, story.id)}>{relationWords(relation)}</Link>;
        })}
      </span>
    </span>
  );
}

export function SaidWords(props: Props) {
  const { story, said, children } = props;
  const [first, second] = [...new Map(said.map((i) => {
    const relation = story.relations[i];
    return [relation && relationAddress(relation, story.id), relation] as const;
  })).values()];
  if (!first) return <>{children}</>;
  if (second) return <Choice {...props} />;
  return (
    <Link class="words" to={relationAddress(first, story.id)} title={relationWords(first)} data-relations={said.join(" ")}>
      {children}
    </Link>
  );
}
