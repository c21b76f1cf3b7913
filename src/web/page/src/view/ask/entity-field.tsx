/**
 * A field that finds an entity by any of its names (the combobox of the ARIA practices).
 *
 * In: an id, or what was typed. Out: an id, once one is chosen. Never: a name sent as an id because it looked like one.
 */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import * as api from "../../data/api";
import type { SearchHit } from "../../data/types";
import { counted } from "../../data/words";
import { useLoad } from "../../state/load";
import { ClassMark } from "../part/names";

interface Props {
  label: string;
  hint?: string;
  /** An id, or a name that was typed and not chosen: the server finds that as it can. */
  value: string;
  onChange(value: string): void;
}

const MOST = 8;

/** The name of the id at hand; what is no id stays as it was typed. */
function useName(id: string): string | null {
  const { data, error } = useLoad(async (signal) => (id ? api.entity(id, signal) : { data: null, truncated: null }), [id]);
  if (!id || error) return id;
  return data?.id === id ? data.label : null;
}

function useHits(q: string): SearchHit[] {
  const [asked, ask] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => ask(q), 120);
    return () => clearTimeout(timer);
  }, [q]);
  const { data } = useLoad(
    async (signal) => (asked ? api.search({ q: asked, limit: MOST }, signal) : { data: null, truncated: null }), [asked],
  );
  return q && data?.query === q ? data.hits : [];
}

function Hit({ of: hit }: { of: SearchHit }) {
  const other = hit.matched !== hit.label ? `, found as “${hit.matched}”` : "";
  return (
    <>
      <ClassMark of={hit.class} /> {hit.label}
      <span class="hint">{` ${counted(hit.documents, "story", "stories")}${other}`}</span>
    </>
  );
}

export function EntityField({ label, hint, value, onChange }: Props) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const name = useName(value);
  const [typed, type] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const hits = useHits(open ? typed?.trim() ?? "" : "");
  const shown = open && hits.length > 0;
  useEffect(() => setAt(-1), [hits]);

  const choose = (hit: SearchHit) => {
    type(null);
    setOpen(false);
    onChange(hit.id);
  };
  const input = (text: string) => {
    type(text);
    setOpen(true);
    onChange(text.trim());
  };
  const press = (event: KeyboardEvent) => {
    const hit = shown ? hits[at] : undefined;
    if (shown && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      // One place before the first is the box itself.
      const places = hits.length + 1;
      setAt(((at + 1 + (event.key === "ArrowDown" ? 1 : -1) + places) % places) - 1);
    } else if (hit && event.key === "Enter") {
      event.preventDefault();
      choose(hit);
    } else if (shown && event.key === "Escape") {
      event.preventDefault();
      setOpen(false);
    }
  };
  return (
    <div class="field entity-field">
      <label for={id}>{label}</label>
      <input
        ref={box} id={id} type="text" autocomplete="off" spellcheck={false} value={typed ?? name ?? ""}
        role="combobox" aria-expanded={shown} aria-controls={`${id}-list`} aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined} aria-describedby={`${id}-hint`}
        onInput={(event) => input(event.currentTarget.value)} onKeyDown={press}
        onFocus={(event) => event.currentTarget.select()} onBlur={() => setOpen(false)}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!shown}>
        {hits.map((hit, i) => (
          // On pressing, not on clicking: the box loses the focus in between, which closes the list.
          <li key={hit.id} id={`${id}-${i}`} role="option" aria-selected={i === at}
            onMouseDown={(event) => { event.preventDefault(); choose(hit); }}>
            <Hit of={hit} />
          </li>
        ))}
      </ul>
      <span id={`${id}-hint`} class="hint">{hint}</span>
      <span role="status" class="unseen">{shown ? `${counted(hits.length, "name")} found` : ""}</span>
    </div>
  );
}
