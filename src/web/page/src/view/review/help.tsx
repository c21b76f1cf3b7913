/**
 * The keys of the review, on demand, and what they did last.
 *
 * In: whether they are shown, whether letters decide, what was done last. Out: a table of keys, a switch, the last words.
 * Never: a key acted on.
 */
interface Props {
  open: boolean;
  onOpen(open: boolean): void;
  keys: [boolean, (on: boolean) => void];
  /** What was done last. */
  said: string;
}

const rows: readonly [string[], string][] = [
  [["r"], "The claim is right: the sentence says so"],
  [["w"], "The claim is wrong: it counts no more, and is shown as rejected"],
  [["s"], "Same as: two names are one body"],
  [["n"], "No name: these words do not name that body"],
  [["u", "Ctrl+Z"], "Undo the last decision; again, the one before"],
  [["j", "→"], "Next, without a decision"],
  [["k", "←"], "Previous"],
  [["p"], "The paragraph, or the sentence only"],
  [["e"], "Give a reason; Enter goes back to the keys"],
  [["1", "…", "9"], "Choose from a list; 0 shows more of it, / goes to its search, Esc closes it"],
  [["?"], "These keys"],
];

export function Help({ open, onOpen, keys: [on, choose], said }: Props) {
  return (
    <section class="keys-help" aria-label="Keys">
      <div class="keys-bar">
        <button type="button" aria-expanded={open} aria-controls="keys-table" aria-keyshortcuts="?" onClick={() => onOpen(!open)}>
          Keys <kbd>?</kbd>
        </button>
        <label>
          <input type="checkbox" checked={on} onChange={(event) => choose(event.currentTarget.checked)} /> Single letters decide
        </label>
        <p class="said" role="status" title={said}>{said}</p>
      </div>
      <div id="keys-table" hidden={!open}>
        <dl class="keys">
          {rows.map(([keys, says]) => (
            <div key={says}>
              <dt>{keys.map((key) => (key === "…" ? " … " : <kbd key={key}>{key}</kbd>))}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
        <p class="hint">They rest while a text field has the focus.</p>
      </div>
    </section>
  );
}
