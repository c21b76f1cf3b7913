/**
 * The reason for the next decision, in the reviewer's words.
 *
 * In: words. Out: words. Never: required: the server writes one where there is none.
 */
import { useLayoutEffect, useRef } from "preact/hooks";

export function Reason({ value, onChange, onDone }: { value: string; onChange(value: string): void; onDone(): void }) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    onDone();
  };
  return (
    <p class="field reason">
      <label for="reason">Reason for the decision <span class="hint">Enter goes back to the keys; without one, the file says “seen in review”</span></label>
      <input
        ref={field} id="reason" type="text" autocomplete="off" value={value} onKeyDown={press}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </p>
  );
}
