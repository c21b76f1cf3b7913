/**
 * A sentence behind an edge, with all that one needs to quote it.
 *
 * In: an `Evidence`. Out: the sentence or its paragraph, its source, how it was read, a quotation to copy. Never: a
 * sentence without its source.
 */
import { useState } from "preact/hooks";
import type { Evidence } from "../../data/types";
import { amountWords, dateWords } from "../../data/words";
import { CopyButton } from "./copy";
import { EntityLink, StoryLink, StorySource } from "./names";
import { Outside } from "./outside";
import { MarkedText, sentenceWithin } from "./passage";
import { StatusBadge } from "./values";

function Source({ of: { story, start, end } }: { of: Evidence }) {
  return (
    <p class="evidence-source">
      <StoryLink of={story} at={[start, end]} />
      <span class="evidence-facts">
        <StorySource of={story} />
        {story.url && <>{" · "}<Outside href={story.url}>original</Outside></>}
      </span>
    </p>
  );
}

function Entries({ of: entries }: { of: Evidence["entries"] }) {
  if (entries.length === 0) return null;
  return (
    <>
      <dt>Entries</dt>
      <dd>
        <ul>
          {entries.map((entry, i) => (
            <li key={i}>“{entry.text}” is <EntityLink of={entry.entity} /> <span class="hint">{entry.via}</span></li>
          ))}
        </ul>
      </dd>
    </>
  );
}

/** Rules, vocabulary entries, what a reviewer said. */
function Reading({ of: evidence }: { of: Evidence }) {
  const { rules, entries, decision, address } = evidence;
  return (
    <details class="reading">
      <summary>How it was read</summary>
      <dl class="facts">
        {rules.length > 0 && <><dt>{rules.length > 1 ? "Rules" : "Rule"}</dt><dd>{rules.map((rule) => <code key={rule}>{rule} </code>)}</dd></>}
        <Entries of={entries} />
        {decision && (
          <>
            <dt>Decision</dt>
            <dd>{`${decision.verdict}, by ${decision.who}, ${dateWords(decision.date)}${decision.why ? `: ${decision.why}` : ""}`}</dd>
          </>
        )}
        {address && <><dt>Address</dt><dd><a href={`/${address.replace(/^\/+/, "")}`}><code>{address}</code></a></dd></>}
        {rules.length + entries.length === 0 && !decision && !address && <dd class="none">Nothing is stated: the names only stand together.</dd>}
      </dl>
    </details>
  );
}

function Words({ of: { sentence, paragraph }, wide }: { of: Evidence; wide: boolean }) {
  if (!sentence) return <p class="none">No sentence.</p>;
  const shown = wide && paragraph ? paragraph : sentence;
  return (
    // Another text is another element: its marks have nothing to do with those before.
    <blockquote class="sentence" key={shown.text}>
      <MarkedText of={shown} within={shown === sentence ? null : sentenceWithin(sentence, shown)} />
    </blockquote>
  );
}

export function EvidenceItem({ of: evidence }: { of: Evidence }) {
  const [wide, setWide] = useState(false);
  const { sentence, paragraph, status, ended, amount, quotation } = evidence;
  // A paragraph of one sentence has nothing more to show.
  const more = sentence && paragraph && paragraph.text.trim() !== sentence.text.trim();
  return (
    <article class="evidence" data-item>
      <Words of={evidence} wide={wide} />
      <Source of={evidence} />
      <div class="evidence-tools">
        {status && <StatusBadge of={status} ended={ended} />}
        {amount && <span class="amounts">{amountWords(amount)}</span>}
        {more && <button type="button" aria-expanded={wide} onClick={() => setWide(!wide)}>{wide ? "Sentence only" : "In its paragraph"}</button>}
        {quotation !== null && <CopyButton text={quotation}>Copy quotation</CopyButton>}
        <Reading of={evidence} />
      </div>
    </article>
  );
}
