/**
 * The buttons that do what the keys do.
 *
 * In: actions with their keys. Out: calls. Never: a button without its key in words.
 */
export interface Action { key: string; label: string; run(): void; tone?: "good" | "bad"; }

export function Actions({ of: actions, pressed }: { of: readonly Action[]; pressed: string | null }) {
  return (
    <div class="actions" role="group" aria-label="Decide">
      {actions.map(({ key, label, run, tone }) => (
        <button
          key={key} type="button" data-tone={tone} aria-keyshortcuts={key === "u" ? "u Control+Z" : key} onClick={run}
          aria-pressed={key === "p" ? pressed === "p" : undefined}
        >
          {label} <kbd>{key}</kbd>
        </button>
      ))}
    </div>
  );
}
