/**
 * Colours for what is drawn outside of the style sheets: canvas, WebGL, saved pictures.
 *
 * In: the style sheet's variables, light or dark as they are now. Out: values of colours. Never: a colour of its own.
 */
import { useEffect, useState } from "preact/hooks";
import { COMMUNITIES, type Colours } from "../data/colours";
import type { EntityClass } from "../data/types";
import { classes } from "../data/words";

function current(): Colours {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const dark = value("on-dark");
  const light = value("on-light");
  const byClass = (of: (name: EntityClass) => string) =>
    Object.fromEntries(classes.map((name) => [name, of(name)])) as Record<EntityClass, string>;
  return {
    paper: value("paper"), ink: value("ink"), line: value("net-line"), thin: value("net-thin"), faint: value("net-faint"), strong: value("link"),
    classes: byClass((name) => value(name.toLowerCase())),
    on: byClass((name) => (name === "Donor" || name === "Instrument" ? light : dark)),
    communities: Array.from({ length: COMMUNITIES }, (_, i) => value(`community-${i}`)),
    other: value("community-other"),
  };
}

/** The colours of now; new ones when the reader changes between light and dark. */
export function useColours(): Colours {
  const [colours, set] = useState(current);
  useEffect(() => {
    const changed = () => set(current());
    document.addEventListener("consort-theme", changed);
    return () => document.removeEventListener("consort-theme", changed);
  }, []);
  return colours;
}
