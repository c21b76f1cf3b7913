/**
 * Keys that decide, for the whole view.
 *
 * In: keys pressed. Out: calls. Never: a key that belongs to a field, to a menu, to the browser, or that is only held down
 * (a held key would decide on what nobody has read).
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

const KEY = "consort.review.keys";

/** Whether single letters decide: who speaks to her computer, or hits keys by chance, turns them off. */
export function useKeysOn(): [boolean, (on: boolean) => void] {
  const [on, set] = useState(() => {
    try {
      return localStorage.getItem(KEY) !== "off";
    } catch {
      return true;
    }
  });
  const choose = (next: boolean) => {
    set(next);
    try {
      localStorage.setItem(KEY, next ? "on" : "off");
    } catch {
      // A browser that keeps nothing has them on again when the page is loaded anew.
    }
  };
  return [on, choose];
}

const steps = new Set(["j", "k", "ArrowLeft", "ArrowRight"]);

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** The name of a key for the view: "r", "ArrowLeft", "undo"; `null` for what is not ours. */
function nameOf(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.isComposing || event.altKey || isField(event.target)) return null;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return name === "z" && !event.shiftKey && !event.repeat ? "undo" : null;
  if (event.repeat && !steps.has(name)) return null;
  const inTabs = event.target instanceof Element && event.target.closest("[role=tablist]") !== null;
  return name.startsWith("Arrow") && inTabs ? null : name;
}

/** `press` says whether it took the key. With `on` false only keys that are no letter, digit or sign reach it. */
export function useKeys(on: boolean, press: (key: string) => boolean): void {
  const newest = useRef(press);
  newest.current = press;
  // Before the next frame, not after it: on a busy machine a quick second key would find nobody.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const name = nameOf(event);
      if (name === null || (!on && name.length === 1)) return;
      if (newest.current(name)) event.preventDefault();
    };
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [on]);
}
