/**
 * The sentence to decide on.
 *
 * In: an `Evidence`, and whether its paragraph is wanted. Out: the words with names and verb marked, source, rule.
 * Never: a sentence without its source.
 */
import type { Evidence } from "../../data/types";
import { amountWords } from "../../data/words";
import { StoryLink, StorySource } from "../part/names";
import { Outside } from "../part/outside";
import { MarkedText, sentenceWithin } from "../part/passage";
import { StatusBadge } from "../part/values";

/** Whether the paragraph has more than the sentence. */
export function hasMore({ sentence, paragraph }: Evidence): boolean {
  return sentence !== null && paragraph !== null && paragraph.text.trim() !== sentence.text.trim();
}

function Words({ of: evidence, wide }: { of: Evidence; wide: boolean }) {
  const { sentence, paragraph } = evidence;
  if (!sentence) return <p class="none">No sentence.</p>;
  const shown = wide && paragraph && hasMore(evidence) ? paragraph : sentence;
  return (
    // Another text is another element: pieces of the old one, moved about among those of the new one, made Preact lose its way.
    <blockquote key={shown.text} class="sentence">
      <MarkedText of={shown} within={shown === sentence ? null : sentenceWithin(sentence, shown)} />
    </blockquote>
  );
}

function Rules({ of: rules }: { of: string[] }) {
  if (rules.length === 0) return null;
  return <span class="hint">{rules.length > 1 ? "rules " : "rule "}{rules.map((rule) => <code key={rule}>{rule} </code>)}</span>;
}

export function SentenceToJudge({ of: evidence, wide }: { of: Evidence; wide: boolean }) {
  const { story, start, end, status, ended, amount, rules, entries } = evidence;
  const via = [...new Set(entries.filter((one) => one.entity.provisional).map((one) => one.via))];
  return (
    <>
      <Words of={evidence} wide={wide} />
      <p class="evidence-source">
        <StoryLink of={story} at={[start, end]} />
        <span class="evidence-facts">
          <StorySource of={story} />
          {story.url && <>{" · "}<Outside href={story.url}>original</Outside></>}
        </span>
      </p>
      <p class="evidence-tools">
        {status && <StatusBadge of={status} ended={ended} />}
        {amount && <span class="amounts">{amountWords(amount)}</span>}
        <Rules of={rules} />
        {rules.length === 0 && via.length > 0 && <span class="hint">{`name found as: ${via.join(", ")}`}</span>}
      </p>
    </>
  );
}
