/**
 * A button that copies a text.
 *
 * In: the text, or a way to make it. Out: the clipboard, and a word that it is done. Never: silence when it failed.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { copyText } from "../../data/csv";

interface Props { text: string | (() => string); children: ComponentChildren; }

export function CopyButton({ text, children }: Props) {
  const [said, say] = useState("");
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => say(""), 4000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    const done = await copyText(typeof text === "string" ? text : text());
    say(done ? "Copied" : "The browser does not let this page copy");
  };
  return (
    <span class="copy">
      <button type="button" onClick={copy}>{children}</button>
      <span role="status" class="copy-said">{said}</span>
    </span>
  );
}
