/**
 * What a reader sets once: light, dark, or as the system has it.
 *
 * In: the browser's local storage. Out: `data-theme` on the root element, a hook. Never: anything sent to the server.
 */
import { useState } from "preact/hooks";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const KEY = "consort.theme";

/** The theme that was kept; a browser that keeps nothing has the system's. */
function kept(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return themes.find((theme) => theme === value) ?? "system";
  } catch {
    return "system";
  }
}

const system = matchMedia("(prefers-color-scheme: dark)");

/** The root says `light` or `dark`, never `system`: so the style sheets tell each colour once. */
function apply(theme: Theme): void {
  const shown = theme === "system" ? (system.matches ? "dark" : "light") : theme;
  document.documentElement.dataset.theme = shown;
  document.dispatchEvent(new CustomEvent("consort-theme"));
}

export function startSettings(): void {
  apply(kept());
  system.addEventListener("change", () => apply(kept()));
}

/** Whether the page is dark now: for what is drawn on a canvas. `consort-theme` on the document tells of a change. */
export function isDark(): boolean {
  return document.documentElement.dataset.theme === "dark";
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, set] = useState(kept);
  const choose = (next: Theme) => {
    set(next);
    apply(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // A browser that keeps nothing still shows the choice until the page is left.
    }
  };
  return [theme, choose];
}
