/**
 * A choice among names by number keys, or by a search.
 *
 * In: options. Out: the one that was chosen, or none. Never: a decision.
 */
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { EntityRef } from "../../data/types";
import { useKeys } from "../../state/review/keys";
import { NameField } from "../part/name-field";

export interface Pick { key: string; content: ComponentChildren; choose(): void; }
interface Props {
  title: string;
  picks: readonly Pick[];
  keysOn: boolean;
  /** What the search finds; no search without it. */
  onFind?: (entity: EntityRef) => void;
  onClose(): void;
}

/** As many as there are number keys. */
const NINE = 9;

export function Choice({ title, picks, keysOn, onFind, onClose }: Props) {
  const id = useId();
  const place = useRef<HTMLElement>(null);
  const [from, setFrom] = useState(0);
  const shown = picks.slice(from, from + NINE);
  const turn = () => setFrom(from + NINE < picks.length ? from + NINE : 0);
  const search = () => place.current?.querySelector<HTMLInputElement>("input");

  useLayoutEffect(() => {
    // Without anything to pick, the search is all there is.
    (picks.length === 0 ? search() ?? place.current : place.current)?.focus();
  }, []);
  useKeys(keysOn, (key) => {
    if (key === "Escape") onClose();
    else if (key === "/" && onFind) search()?.focus();
    else if (key === "0" && picks.length > NINE) turn();
    else if (/^[1-9]$/.test(key) && shown[Number(key) - 1]) shown[Number(key) - 1]?.choose();
    else return false;
    return true;
  });
  const leave = (event: KeyboardEvent) => {
    // In the search, the first Escape empties it: that one is taken by the box.
    const empty = event.target instanceof HTMLInputElement && event.target.value === "";
    if (event.key === "Escape" && empty) onClose();
  };
  return (
    <section class="choice" aria-labelledby={`${id}-title`} ref={place} tabIndex={-1} onKeyDown={leave}>
      <h3 id={`${id}-title`}>{title}</h3>
      <ol>
        {shown.map((pick, i) => (
          <li key={pick.key}>
            <button type="button" aria-keyshortcuts={String(i + 1)} onClick={pick.choose}><kbd>{i + 1}</kbd> {pick.content}</button>
          </li>
        ))}
      </ol>
      {picks.length > NINE && <button type="button" aria-keyshortcuts="0" onClick={turn}>{`More (${picks.length} in all)`} <kbd>0</kbd></button>}
      {onFind && <NameField label={picks.length > 0 ? "Another name (key /)" : "Name"} onChoose={onFind} />}
      <button type="button" aria-keyshortcuts="Escape" onClick={onClose}>Cancel <kbd>Esc</kbd></button>
    </section>
  );
}
