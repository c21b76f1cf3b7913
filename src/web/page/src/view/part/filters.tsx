/**
 * A form for the filters that many views share.
 *
 * In: `Filters` and which of them are asked for. Out: a change as soon as it is made. Never: a date that is none.
 */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Filters } from "../../data/types";
import { classes, counted, predicates, predicateWord, statuses } from "../../data/words";
import { useCorpus } from "../../state/corpus";
import { DATE } from "../../state/query";
import { ClassMark } from "./names";

export type FilterName = keyof Filters;
interface Props {
  value: Filters;
  onChange(change: Partial<Filters>): void;
  /** Which fields; all if not said. */
  fields?: readonly FilterName[];
  /** Whether the form is open at first. */
  open?: boolean;
}

/** How many fields narrow the answer. */
function count(value: Filters, fields: readonly FilterName[]): number {
  return fields.filter((name) => {
    const one = value[name];
    return Array.isArray(one) ? one.length > 0 : one !== undefined;
  }).length;
}

interface ChecksProps<T extends string> {
  legend: string;
  hint?: string;
  all: readonly T[];
  value: readonly T[] | undefined;
  label: (one: T) => ComponentChildren;
  onChange(value: T[] | undefined): void;
}

function Checks<T extends string>({ legend, hint, all, value = [], label, onChange }: ChecksProps<T>) {
  const toggle = (one: T) => {
    const next = all.filter((other) => (other === one) !== value.includes(other));
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <fieldset class="checks">
      <legend>{legend}{hint && <span class="hint"> {hint}</span>}</legend>
      {all.map((one) => (
        <label key={one}>
          <input type="checkbox" checked={value.includes(one)} onChange={() => toggle(one)} /> {label(one)}
        </label>
      ))}
    </fieldset>
  );
}

function DateField({ label, value, onChange }: { label: string; value?: string; onChange(value?: string): void }) {
  const id = useId();
  const change = (input: HTMLInputElement) => {
    const text = input.value.trim();
    const good = text === "" || DATE.test(text);
    input.setCustomValidity(good ? "" : "A year, month or day: 2020, 2020-03 or 2020-03-12");
    if (good) onChange(text || undefined);
    else input.reportValidity();
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id} type="text" size={10} placeholder="2020-03" value={value ?? ""} autocomplete="off"
        onInput={(event) => event.currentTarget.setCustomValidity("")}
        onChange={(event) => change(event.currentTarget)}
      />
    </div>
  );
}

function Least({ value, onChange }: { value?: number; onChange(value?: number): void }) {
  const id = useId();
  const change = (text: string) => onChange(Number(text) > 1 ? Math.floor(Number(text)) : undefined);
  return (
    <div class="field">
      <label for={id}>Stories, at least</label>
      <input id={id} type="number" min={1} step={1} value={value ?? 1} onChange={(event) => change(event.currentTarget.value)} />
    </div>
  );
}

/** Countries are many: a menu adds one, a button takes it away. */
function Countries({ value = [], onChange }: { value?: string[]; onChange(value?: string[]): void }) {
  const id = useId();
  const all = useCorpus()?.countries ?? [];
  const name = (country: string) => all.find((one) => one.id === country)?.label ?? country;
  const add = (select: HTMLSelectElement) => {
    if (select.value) onChange([...value, select.value]);
    select.value = "";
  };
  const drop = (country: string) => {
    const next = value.filter((one) => one !== country);
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <div class="field countries">
      <label for={id}>Country of the story</label>
      <select id={id} onChange={(event) => add(event.currentTarget)}>
        <option value="">{value.length > 0 ? "add another" : "any"}</option>
        {all.filter((one) => !value.includes(one.id)).map((one) => (
          <option key={one.id} value={one.id}>{`${one.label} (${one.stories})`}</option>
        ))}
      </select>
      {value.map((one) => (
        <button key={one} type="button" class="chip" aria-label={`Remove ${name(one)}`} onClick={() => drop(one)}>
          {name(one)} <span aria-hidden="true">×</span>
        </button>
      ))}
    </div>
  );
}

const everything: readonly FilterName[] = ["class", "predicate", "status", "country", "from", "to", "min"];

export function FilterForm({ value, onChange, fields = everything, open = false }: Props) {
  const has = (name: FilterName) => fields.includes(name);
  const set = count(value, fields);
  const clear = () => onChange(Object.fromEntries(fields.map((name) => [name, undefined])));
  return (
    <details class="filters" open={open || undefined}>
      <summary>Filters{set > 0 && ` (${counted(set, "set", "set")})`}</summary>
      <form onSubmit={(event) => event.preventDefault()}>
        {has("class") && (
          <Checks legend="Kinds" hint="of both ends" all={classes} value={value.class}
            label={(one) => <ClassMark of={one} word />} onChange={(next) => onChange({ class: next })} />
        )}
        {has("predicate") && (
          <Checks legend="Relations" all={predicates} value={value.predicate}
            label={predicateWord} onChange={(next) => onChange({ predicate: next })} />
        )}
        {has("status") && (
          <Checks legend="Status" hint="asserted, if none is chosen" all={[...statuses, "any"] as const}
            value={value.status} label={(one) => one} onChange={(next) => onChange({ status: next })} />
        )}
        <div class="fields">
          {has("country") && <Countries value={value.country} onChange={(next) => onChange({ country: next })} />}
          {has("from") && <DateField label="From" value={value.from} onChange={(next) => onChange({ from: next })} />}
          {has("to") && <DateField label="To" value={value.to} onChange={(next) => onChange({ to: next })} />}
          {has("min") && <Least value={value.min} onChange={(next) => onChange({ min: next })} />}
          {set > 0 && <button type="button" onClick={clear}>Clear filters</button>}
        </div>
      </form>
    </details>
  );
}
