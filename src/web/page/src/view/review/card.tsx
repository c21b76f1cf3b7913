/**
 * An item to decide on: what is claimed, where it is said, why it comes early.
 *
 * In: an item, and the decision that was taken on it. Out: the item in words. Never: a button.
 */
import type { RefObject } from "preact";
import type { ReviewClaim, ReviewName } from "../../data/types";
import { counted } from "../../data/words";
import type { Taken } from "../../state/review/desk";
import { itemWords, verdictWord, type Item } from "../../state/review/items";
import { EdgeWords, EntityLink } from "../part/names";
import { SentenceToJudge } from "./sentence";

interface Props { of: Item; taken: Taken | undefined; wide: boolean; heading: RefObject<HTMLHeadingElement>; }

function Decided({ of: { verdict, id } }: { of: Taken }) {
  return (
    <p class="decided-here">
      <strong>{verdictWord[verdict.verdict]}</strong>
      {verdict.verdict === "never" && ` (“${verdict.text}”)`}
      {id === null ? ": being saved." : ": decided in this sitting. Another decision takes its place."}
    </p>
  );
}

function claimWhy({ why, edge }: ReviewClaim): string {
  return `Comes early: ${why}; ${counted(edge.sentences, "sentence")} behind it.`;
}

function nameWhy({ documents, edges }: ReviewName): string {
  return `Comes early: in no vocabulary, in ${counted(documents, "story", "stories")}, with ${counted(edges, "relation")}.`;
}

export function Card({ of: item, taken, wide, heading }: Props) {
  const { evidence } = item.of;
  return (
    <article class="item" aria-label={itemWords(item)}>
      <h2 ref={heading} tabIndex={-1}>
        {item.kind === "claims" ? <EdgeWords of={item.of.edge} /> : <EntityLink of={item.of.entity} />}
      </h2>
      {taken && <Decided of={taken} />}
      <p class="why">{item.kind === "claims" ? claimWhy(item.of) : nameWhy(item.of)}</p>
      {evidence ? <SentenceToJudge of={evidence} wide={wide} /> : <p class="none">No sentence.</p>}
    </article>
  );
}
