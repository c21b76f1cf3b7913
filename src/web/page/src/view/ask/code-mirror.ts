/**
 * The editor's parts, put together.
 *
 * In: an element, a text, what is completed. Out: an editor. Never: a style element (the policy forbids them): in a shadow
 * root CodeMirror adopts its sheets instead.
 */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionSource } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder, type DecorationSet } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface EditorOptions {
  text: string;
  complete: CompletionSource;
  onChange(text: string): void;
  onRun(): void;
  /** Escape was pressed, and nothing was open that it could close. */
  onLeave(): void;
}

/** An editor, as the view needs it. */
export interface Editor {
  setText(text: string): void;
  /** Puts the cursor there and marks the place as wrong; line and column from 1, in characters. */
  goTo(line: number, column: number): void;
  focus(): void;
  destroy(): void;
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.atom, tags.bool, tags.number], color: "var(--code-name)" },
  { tag: tags.string, color: "var(--code-text)" },
  { tag: tags.comment, color: "var(--ink-2)", fontStyle: "italic" },
]);

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--rule-strong)", borderRadius: "var(--round)" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--font-code)", fontSize: "0.9375rem", lineHeight: "1.5", minHeight: "12rem", maxHeight: "60vh", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.5rem 0" },
  ".cm-gutters": { backgroundColor: "var(--paper-2)", color: "var(--ink-2)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--link) 7%, transparent)" },
  ".cm-cursor": { borderLeft: "2px solid var(--ink)" },
  "& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--link) 25%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", outline: "1px solid var(--rule-strong)" },
  ".cm-wrong": { backgroundColor: "var(--bad-wash)", textDecoration: "underline wavy var(--bad)", textUnderlineOffset: "0.25em" },
  ".cm-placeholder": { color: "var(--ink-2)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--rule-strong)", borderRadius: "var(--round)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-code)", maxHeight: "18rem", maxWidth: "min(90vw, 40rem)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.125rem 0.5rem", lineHeight: "1.6" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > completion-section": {
    padding: "0.25rem 0.5rem", font: "600 var(--small) var(--font)", color: "var(--ink-2)", borderBottom: "1px solid var(--rule)", opacity: "1",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--paper)" },
  ".cm-completionDetail": { marginLeft: "1em", fontStyle: "normal", fontFamily: "var(--font)", fontSize: "var(--small)" },
  ".cm-completionInfo": { padding: "0.5rem", maxWidth: "20rem", fontFamily: "var(--font)", fontSize: "var(--small)" },
});

// --- the place of an error ---------------------------------------------------------------------------------------

const markWrong = StateEffect.define<{ from: number; to: number }>();

/** It stays until the text changes. */
const wrong = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, change) => {
    const mark = change.effects.find((effect) => effect.is(markWrong))?.value;
    if (mark) return Decoration.set([Decoration.mark({ class: "cm-wrong" }).range(mark.from, mark.to)]);
    return change.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The offset of a place; columns count characters, offsets units of UTF-16. */
function offset({ doc }: EditorState, line: number, column: number): number {
  const { from, text } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return from + [...text].slice(0, Math.max(0, column - 1)).join("").length;
}

function goTo(view: EditorView, line: number, column: number): void {
  const at = offset(view.state, line, column);
  const { from, to } = view.state.doc.lineAt(at);
  // At the end of a line there is no character to mark but the one before.
  const mark = at < to ? { from: at, to: at + 1 } : { from: Math.max(from, at - 1), to: at };
  const effects = mark.from < mark.to ? [markWrong.of(mark)] : [];
  view.dispatch({ selection: { anchor: at }, effects, scrollIntoView: true });
  view.focus();
}

// --- the editor --------------------------------------------------------------------------------------------------

/** Tab is bound to nothing: it moves on, as everywhere. */
function keys({ onRun, onLeave }: EditorOptions): Extension {
  const run = () => { onRun(); return true; };
  const leave = () => { onLeave(); return true; };
  return [
    keymap.of([{ key: "Mod-Enter", run }, { key: "Ctrl-Enter", run }]),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    keymap.of([{ key: "Escape", run: leave }]),
  ];
}

export function startEditor(host: HTMLElement, options: EditorOptions): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const extensions: Extension = [
    keys(options), lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
    highlightActiveLine(), EditorView.lineWrapping, wrong, theme, syntaxHighlighting(colours), StreamLanguage.define(sparql),
    autocompletion({ override: [options.complete], icons: false }), placeholder("SELECT …"),
    EditorView.contentAttributes.of({
      "aria-label": "SPARQL query. Control and Enter runs it, Escape leaves the editor", spellcheck: "false",
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
  ];
  const view = new EditorView({ state: EditorState.create({ doc: options.text, extensions }), parent: root, root });
  return {
    setText: (text) => {
      if (text !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    goTo: (line, column) => goTo(view, line, column),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
