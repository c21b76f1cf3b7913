/**
 * A field for one name: finds an entity while one types.
 *
 * In: a label, the name that is chosen now. Out: an entity. Never: words that are no entity.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../../data/api";
import type { EntityClass, EntityRef, SearchAnswer } from "../../data/types";
import { counted } from "../../data/words";
import { useLoad } from "../../state/load";
import { Combobox, type Group } from "./combobox";
import { Hit } from "./hit";

interface Props {
  label: string;
  /** What stands in the field before anything is typed. */
  chosen?: string;
  class?: EntityClass[];
  onChoose(entity: EntityRef): void;
  /** The field was emptied. */
  onClear?(): void;
}

const NOTHING = { data: { query: "", hits: [] } as SearchAnswer, truncated: null };

export function NameField({ label, chosen = "", class: kinds, onChoose, onClear }: Props) {
  const [typed, setTyped] = useState(chosen);
  const last = useRef(chosen);
  useEffect(() => {
    // A name that comes late does not overwrite what is being typed.
    setTyped((now) => (now === last.current ? chosen : now));
    last.current = chosen;
  }, [chosen]);
  const choose = (entity: EntityRef) => {
    setTyped(entity.label);
    onChoose(entity);
  };
  const q = typed.trim();
  const fresh = q !== "" && q !== chosen;
  const { data, error, loading } = useLoad<SearchAnswer>(
    (signal) => (fresh ? api.search({ q, class: kinds, limit: 8 }, signal) : Promise.resolve(NOTHING)),
    [fresh ? q : ""],
  );
  const hits = fresh ? data?.hits ?? [] : [];
  const group: Group = {
    label: "Names",
    options: hits.map((hit) => ({ key: hit.id, content: <Hit of={hit} />, choose: () => choose(hit) })),
  };
  const says = error ? error.detail || error.title : loading || !fresh ? "" : hits.length > 0 ? counted(hits.length, "name") : "No such name";
  const value = (text: string) => {
    setTyped(text);
    if (text === "" && chosen) onClear?.();
  };
  // Enter takes the best hit, as it does elsewhere.
  const submit = () => hits[0] && choose(hits[0]);
  return <Combobox label={label} labelled value={typed} onValue={value} onSubmit={submit} groups={[group]} status={says} />;
}
