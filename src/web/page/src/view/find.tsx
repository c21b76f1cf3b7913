/**
 * Find: the first view, one box over all names.
 *
 * In: the parsed route (`q` in its query). Out: the view. Never: a request to another host.
 */
import { classPlural, counted, predicateWord } from "../data/words";
import { useCorpus } from "../state/corpus";
import type { FindRoute } from "../state/route";
import { Heading } from "./part/heading";
import { Empty } from "./part/notice";

export default function FindView({ route }: { route: FindRoute }) {
  const corpus = useCorpus();
  const q = route.query.get("q");
  return (
    <>
      <Heading title="Find a name" />
      {q && <Empty>{`Not built yet: ${q}`}</Empty>}
      {corpus && (
        <>
          <p>{corpus.classes.map((one) => counted(one.entities, one.class.toLowerCase(), classPlural(one.class))).join(", ")}.</p>
          <p>{corpus.predicates.map((one) => `${predicateWord(one.predicate)} (${one.claims})`).join(", ")}.</p>
        </>
      )}
    </>
  );
}
