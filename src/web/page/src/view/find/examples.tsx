/**
 * Questions to begin with, about names that this graph has much to say of.
 *
 * In: the strongest edges and the stored queries. Out: links to their answers. Never: a question of a name it has not.
 */
import * as api from "../../data/api";
import type { Answer } from "../../data/http";
import type { Predicate, Question } from "../../data/types";
import { useLoad } from "../../state/load";
import { Loader } from "../part/loader";
import { Questions } from "../part/questions";

const WITHOUT_BLANKS = 6;

/** Of which name a question is shown: an end of the edge of which most stories tell. */
interface Seed { predicate: Predicate; end: "subject" | "object"; query: string; }
const seeds: readonly Seed[] = [
  { predicate: "funds", end: "object", query: "ultimate-donors" },
  { predicate: "partnersWith", end: "subject", query: "partners" },
  { predicate: "implements", end: "object", query: "implementers" },
];

async function strongest({ predicate, end }: Seed, signal: AbortSignal): Promise<string | null> {
  const { data } = await api.edges({ predicate: [predicate], sort: "documents", limit: 5 }, signal);
  for (const { subject, object } of data.rows) {
    if (end === "subject") return subject.id;
    if (object.kind === "entity") return object.id;
  }
  return null;
}

/** The question that the seed is for, or another that fits the name. */
async function questionOf(seed: Seed, signal: AbortSignal): Promise<Question[]> {
  const id = await strongest(seed, signal);
  if (id === null) return [];
  const { data } = await api.entity(id, signal);
  const question = data.questions.find((one) => one.query === seed.query) ?? data.questions[0];
  return question ? [question] : [];
}

async function filledIn(signal: AbortSignal): Promise<Question[]> {
  const all = (await Promise.all(seeds.map((seed) => questionOf(seed, signal)))).flat();
  return all.filter((one, i) => all.findIndex((other) => other.text === one.text) === i);
}

async function examples(signal: AbortSignal): Promise<Answer<Question[]>> {
  const [about, stored] = await Promise.all([filledIn(signal), api.queries(signal)]);
  const whole = stored.data.filter((query) => query.parameters.length === 0).slice(0, WITHOUT_BLANKS);
  return { data: [...about, ...whole.map((query) => ({ text: query.question, query: query.name, set: {} }))], truncated: null };
}

export function Examples() {
  const load = useLoad(examples, []);
  return (
    <section aria-labelledby="examples">
      <h2 id="examples">Questions to begin with</h2>
      <Loader of={load} what="the questions">
        {(questions) => <Questions of={questions} />}
      </Loader>
    </section>
  );
}
