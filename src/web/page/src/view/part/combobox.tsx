/**
 * A box that offers what fits while one types, as the ARIA practices have it (editable combobox with a listbox).
 *
 * In: the typed words, groups of options. Out: the words, the choice, or the words as they are. Never: the focus moved
 * out of the box, a choice that was not made.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface Option { key: string; content: ComponentChildren; choose(): void; }
export interface Group { label: string; options: readonly Option[]; }

interface Props {
  label: string;
  /** Whether the eye sees the label, too. */
  labelled?: boolean;
  value: string;
  onValue(value: string): void;
  /** Enter without a choice. */
  onSubmit(value: string): void;
  groups: readonly Group[];
  /** What is said of the options: "5 names, 3 questions"; empty while nothing is known. */
  status: string;
  placeholder?: string;
}

/** Steps through the options; after the last comes the box itself (-1). */
function step(at: number, by: 1 | -1, all: number): number {
  return ((at + 1 + by + all + 1) % (all + 1)) - 1;
}

export function Combobox({ label, labelled, value, onValue, onSubmit, groups, status, placeholder }: Props) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef(value);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const options = groups.flatMap((group) => group.options);
  const at = options.findIndex((option) => option.key === active);
  const shown = open && value.trim() !== "" && (options.length > 0 || status !== "");

  useEffect(() => {
    if (shown && at >= 0) list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [shown, at]);

  useLayoutEffect(() => {
    // A name that comes while the reader is in the box is typed over, as the one before it was about to be.
    if (value !== typed.current && box.current === document.activeElement) box.current?.select();
    typed.current = value;
  }, [value]);

  const close = () => {
    setOpen(false);
    setActive(null);
  };
  const choose = (option: Option) => {
    close();
    option.choose();
  };
  const move = (by: 1 | -1) => {
    setOpen(true);
    setActive(options[step(shown ? at : -1, by, options.length)]?.key ?? null);
  };
  const enter = () => {
    const option = shown ? options[at] : undefined;
    if (option) choose(option);
    else {
      close();
      onSubmit(box.current?.value ?? value);
    }
  };
  const escape = () => (shown ? close() : onValue(""));
  const keys: Partial<Record<string, () => void>> = {
    ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: enter, Escape: escape,
  };
  const press = (event: KeyboardEvent) => {
    // While signs are being composed (Chinese, Japanese), the keys belong to the input method.
    const act = event.isComposing || event.ctrlKey || event.metaKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const type = (text: string) => {
    typed.current = text;
    onValue(text);
    setOpen(true);
    setActive(null);
  };
  return (
    <div class="combobox">
      <label for={`${id}-box`} class={labelled ? undefined : "unseen"}>{label}</label>
      <input
        ref={box} id={`${id}-box`} type="search" name="q" role="combobox" autocomplete="off" spellcheck={false}
        aria-expanded={shown && options.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
        placeholder={placeholder} value={value} onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={press} onClick={() => setOpen(true)} onBlur={close}
      />
      <div class="combo-popup" hidden={!shown} onMouseDown={(event) => event.preventDefault()}>
        <div id={`${id}-list`} role="listbox" aria-label={label} ref={list} hidden={options.length === 0}>
          {shown && groups.map((group, g) => group.options.length > 0 && (
            <div key={group.label} role="group" aria-labelledby={`${id}-group-${g}`}>
              <div id={`${id}-group-${g}`} class="combo-head" role="presentation">{group.label}</div>
              {group.options.map((option) => {
                const i = options.indexOf(option);
                return (
                  <div key={option.key} id={`${id}-${i}`} role="option" aria-selected={i === at} class="combo-option"
                    onClick={() => choose(option)}>{option.content}</div>
                );
              })}
            </div>
          ))}
        </div>
        {options.length === 0 && <p class="combo-none">{status}</p>}
      </div>
      <span class="unseen" role="status">{shown && status}</span>
    </div>
  );
}
