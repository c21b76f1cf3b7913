/**
 * A hit of the search: what it is, and why it fits.
 *
 * In: a `SearchHit`. Out: its name and a line of facts. Never: a link: the list around it leads on.
 */
import type { SearchHit } from "../../data/types";
import { counted, kindWords, spanWords } from "../../data/words";
import { ClassMark } from "./names";

/** "Organisation, Austria; 1,204 mentions in 312 stories, Mar 2015 to Jun 2022". */
export function hitFacts(hit: SearchHit): string {
  const what = [kindWords(hit.class, hit.kind), hit.country?.label].filter(Boolean).join(", ");
  if (hit.mentions === 0) return `${what}; no mention`;
  const often = `${counted(hit.mentions, "mention")} in ${counted(hit.documents, "story", "stories")}`;
  return `${what}; ${often}, ${spanWords(hit.first, hit.last)}`;
}

export function HitName({ of: hit }: { of: SearchHit }) {
  const short = hit.abbreviation && hit.abbreviation !== hit.label ? ` (${hit.abbreviation})` : "";
  const other = hit.matched && hit.matched !== hit.label && hit.matched !== hit.abbreviation;
  return (
    <>
      <ClassMark of={hit.class} /> <span class="hit-label">{hit.label}{short}</span>
      {other && <span class="hit-matched"> also “{hit.matched}”</span>}
      {hit.how === "typo" && <>{" "}<span class="hit-how">similar spelling</span></>}
      {hit.provisional && <>{" "}<span class="hit-how">in no vocabulary</span></>}
    </>
  );
}

export function Hit({ of: hit }: { of: SearchHit }) {
  return <span class="hit"><span><HitName of={hit} /></span><span class="hit-facts">{hitFacts(hit)}</span></span>;
}
