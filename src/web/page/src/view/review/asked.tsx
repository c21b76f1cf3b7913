/**
 * What a decision on names still has to know: which words, which body.
 *
 * In: the item and the question. Out: the answer. Never: a name that does not stand in the sentence.
 */
import type { EntityRef } from "../../data/types";
import { entitiesIn, namesIn, type Item, type Named } from "../../state/review/items";
import { ClassMark } from "../part/names";
import { Choice, type Pick } from "./choice";

/** `never`: which words. `which`: whom the same is as another one. `same`: as whom it is. */
export type Ask = { of: "never" } | { of: "which" } | { of: "same"; entity: EntityRef; like: readonly EntityRef[] };

interface Props {
  ask: Ask;
  item: Item;
  keysOn: boolean;
  onNever(one: Named): void;
  /** `stays` takes in `other`. */
  onSame(stays: EntityRef, other: EntityRef): void;
  onAsk(next: Ask): void;
  onClose(): void;
}

function Body({ of: entity }: { of: EntityRef }) {
  return <span class="pick"><ClassMark of={entity.class} /> {entity.label}{entity.provisional && <span class="hint"> in no vocabulary</span>}</span>;
}

function Words({ of: { text, entity } }: { of: Named }) {
  return <span class="pick">“{text}” <span class="hint">read as</span> <ClassMark of={entity.class} /> {entity.label}</span>;
}

export function Asked({ ask, item, keysOn, onNever, onSame, onAsk, onClose }: Props) {
  const common = { keysOn, onClose };
  if (ask.of === "never") {
    const picks = namesIn(item).map((one): Pick => ({
      key: `${one.entity.id} ${one.text}`, content: <Words of={one} />, choose: () => onNever(one),
    }));
    return <Choice title="Which words are not that name?" picks={picks} {...common} />;
  }
  if (ask.of === "which") {
    const picks = entitiesIn(item).map((one): Pick => ({
      key: one.entity.id, content: <Words of={one} />, choose: () => onAsk({ of: "same", entity: one.entity, like: [] }),
    }));
    return <Choice title="Which name is another body’s, too?" picks={picks} {...common} />;
  }
  const { entity, like } = ask;
  const picks = like.map((one): Pick => ({ key: one.id, content: <Body of={one} />, choose: () => onSame(one, entity) }));
  const find = (found: EntityRef) => found.id !== entity.id && onSame(found, entity);
  return <Choice title={`“${entity.label}” is the same as`} picks={picks} onFind={find} {...common} />;
}
