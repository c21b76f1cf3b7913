/**
 * The editor's place in the view.
 *
 * In: a text, the vocabulary. Out: what is written, and that it is to be run. Never: a new editor for each letter.
 */
import { useEffect, useRef, type MutableRef } from "preact/hooks";
import type { Vocabulary } from "../../data/types";
import { startEditor, type Editor } from "./code-mirror";
import { completions } from "./completion";

interface Props {
  /** What it opens with. Later texts go through `handle`: given back letter by letter, they would undo fast typing. */
  text: string;
  vocabulary: Vocabulary | null;
  /** Filled with the editor as soon as there is one. */
  handle: MutableRef<Editor | null>;
  onChange(text: string): void;
  onRun(): void;
  onLeave(): void;
}

export function QueryEditor(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  // The editor is made once and calls what is newest.
  const newest = useRef(props);
  newest.current = props;
  useEffect(() => {
    if (!host.current) return;
    const editor = startEditor(host.current, {
      text: newest.current.text,
      complete: completions(() => newest.current.vocabulary),
      onChange: (now) => newest.current.onChange(now),
      onRun: () => newest.current.onRun(),
      onLeave: () => newest.current.onLeave(),
    });
    const { handle } = newest.current;
    handle.current = editor;
    return () => {
      handle.current = null;
      editor.destroy();
    };
  }, []);
  return <div ref={host} class="editor" />;
}
