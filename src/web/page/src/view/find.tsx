/**
 * Find: the first view, one box over all names.
 *
 * In: the parsed route (`q` and `class` in its query). Out: what fits, or what there is to be found. Never: a list that
 * the box in the header does not lead to as well.
 */
import { classes } from "../data/words";
import { useCorpus } from "../state/corpus";
import { useQuery, text, choice, type Fields } from "../state/query";
import type { FindRoute } from "../state/route";
import { Examples } from "./find/examples";
import { FindBox } from "./part/find-box";
import { Heading } from "./part/heading";
import { Holdings } from "./find/holdings";
import { Results } from "./find/results";
import type { EntityClass } from "../data/types";

interface FindQuery { q: string; class: EntityClass | "any"; }
const fields: Fields<FindQuery> = { q: text(), class: choice([...classes, "any"] as const, "any") };

export default function FindView(_: { route: FindRoute }) {
  const corpus = useCorpus();
  const [{ q, class: kind }, change] = useQuery(fields);
  return (
    <>
      <Heading title={q ? `Find “${q}”` : "Who works with whom, who pays, and where does it say so?"} />
      <FindBox large />
      {q
        ? <Results q={q} kind={kind === "any" ? undefined : kind} onKind={(next) => change({ class: next ?? "any" }, "replace")} />
        : <><Examples />{corpus && <Holdings of={corpus} />}</>}
    </>
  );
}
