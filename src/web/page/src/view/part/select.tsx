/**
 * A menu with its label.
 *
 * In: options with their words, the value now. Out: a value. Never: one that is no option.
 */
import { useId } from "preact/hooks";

interface SelectProps<T extends string | number> {
  label: string;
  value: T;
  options: readonly { value: T; words: string }[];
  onChange(value: T): void;
}

export function Select<T extends string | number>({ label, value, options, onChange }: SelectProps<T>) {
  const id = useId();
  const choose = (index: number) => {
    const option = options[index];
    if (option) onChange(option.value);
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} onChange={(event) => choose(event.currentTarget.selectedIndex)}>
        {options.map((one) => <option key={one.value} selected={one.value === value}>{one.words}</option>)}
      </select>
    </div>
  );
}
