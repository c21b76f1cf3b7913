/**
 * A query of one's own: the editor, what can be asked for, the answer.
 *
 * In: the draft, the query of the address. Out: another address, once it is run. Never: a query run that was not asked for.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { shorten, type Prefixes } from "../../data/terms";
import type { Vocabulary } from "../../data/types";
import { number } from "../../data/words";
import { goAsk } from "../../state/ask";
import { AnswerPanel, type Place, type Showing } from "./answer";
import type { Editor } from "./code-mirror";
import { QueryEditor } from "./editor";

export const START = `# Which donors and others fund which programmes?
SELECT ?giver ?programme
WHERE {
  ?giver consort:funds ?programme .
  ?programme a consort:Programme .
}
LIMIT 100
`;

/** Classes and their predicates, in the short names that a query has for them. */
function Words({ of: { prefixes, classes, predicates } }: { of: Vocabulary }) {
  const says = new Map(predicates.map((one) => [one.iri, one.comment]));
  return (
    <details class="vocabulary">
      <summary>What can be asked for: classes, predicates, prefixes</summary>
      <p class="hint">Prefixes are declared already: {Object.keys(prefixes).map((one) => `${one}:`).join(" ")}</p>
      <ul>
        {classes.map((one) => (
          <li key={one.iri}>
            <code>{shorten(one.iri, prefixes)}</code> <span class="hint">{number(one.count)}</span>
            <ul>
              {one.predicates.map((iri) => (
                <li key={iri}><code>{shorten(iri, prefixes)}</code> <span class="hint">{says.get(iri)}</span></li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface Props extends Showing {
  /** What is written, run or not. */
  draft: string;
  onDraft(text: string): void;
  /** What was run. */
  run: string | null;
  vocabulary: Vocabulary | null;
  prefixes: Prefixes;
}

export function OwnQuery({ draft, onDraft, run, vocabulary, prefixes, ...showing }: Props) {
  const editor = useRef<Editor | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [runs, again] = useState(0);
  // Another query in the address (a step back, a stored question) comes into the editor.
  useEffect(() => {
    if (run !== null) editor.current?.setText(run);
  }, [run]);
  const start = () => {
    if (!draft.trim()) return;
    goAsk({ way: "sparql", sparql: draft });
    again((n) => n + 1);
  };
  const goTo = ({ line, column }: Place) => editor.current?.goTo(line, column);
  return (
    <>
      <QueryEditor text={draft} vocabulary={vocabulary} handle={editor} onChange={onDraft} onRun={start} onLeave={() => button.current?.focus()} />
      <p class="hint keys">
        <kbd>Ctrl</kbd>+<kbd>Enter</kbd> runs the query, <kbd>Ctrl</kbd>+<kbd>Space</kbd> says what may come next,{" "}
        <code>id:</code> and a name finds an entity, <kbd>Esc</kbd> leaves the editor, <kbd>Tab</kbd> moves on.
      </p>
      <p class="run-row"><button ref={button} type="button" class="main" onClick={start}>Run</button></p>
      {vocabulary && <Words of={vocabulary} />}
      {run !== null && (
        <>
          <h2>Answer</h2>
          {draft !== run && <p class="hint">The query has been changed since: run it to see its answer.</p>}
          <AnswerPanel
            key={`${runs} ${run}`} asked={{ kind: "own", text: run }} prefixes={prefixes} {...showing}
            // A mailed query that is wrong does not pull the focus, and a place in a text that has changed since is none.
            onPlace={draft === run ? goTo : undefined} follow={runs > 0}
          />
        </>
      )}
    </>
  );
}
