/**
 * Tabs: one panel of several, as the ARIA practices have them.
 *
 * In: panels and which is open. Out: the choice. Never: a panel rendered that is not seen.
 */
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { number } from "../../data/words";

export interface Tab<K extends string> { key: K; label: string; count?: number; content: () => ComponentChildren; }
interface Props<K extends string> {
  label: string;
  /** Their keys are those that `open` may be. */
  tabs: readonly Tab<NoInfer<K>>[];
  open: K;
  onOpen(key: NoInfer<K>): void;
}

const steps: Partial<Record<string, (at: number, all: number) => number>> = {
  ArrowRight: (at, all) => (at + 1) % all,
  ArrowLeft: (at, all) => (at + all - 1) % all,
  Home: () => 0,
  End: (_, all) => all - 1,
};

export function Tabs<K extends string>({ label, tabs, open, onOpen }: Props<K>) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const at = Math.max(0, tabs.findIndex((tab) => tab.key === open));
  const press = (event: KeyboardEvent) => {
    const next = steps[event.key]?.(at, tabs.length);
    const tab = next === undefined ? undefined : tabs[next];
    if (!tab) return;
    event.preventDefault();
    onOpen(tab.key);
    row.current?.querySelectorAll("button")[next ?? 0]?.focus();
  };
  const panel = tabs[at];
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={row} onKeyDown={press}>
        {tabs.map((tab, i) => (
          <button
            key={tab.key} type="button" role="tab" id={`${id}-${tab.key}`} aria-selected={i === at}
            aria-controls={`${id}-panel`} tabIndex={i === at ? 0 : -1} onClick={() => onOpen(tab.key)}
          >
            {tab.label}{tab.count !== undefined && <span class="tab-count"> {number(tab.count)}</span>}
          </button>
        ))}
      </div>
      {panel && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${panel.key}`} tabIndex={0}>
          {panel.content()}
        </div>
      )}
    </div>
  );
}
