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

/** How many questions are taken of one name. */
const EACH = 2;
const WITHOUT_BLANKS = 6;

/** The subject or object of the edge of which most stories tell. */
async function strongest(predicate: Predicate, end: "subject" | "object", signal: AbortSignal): Promise<string | null> {
  const { data } = await api.edges({ predicate: [predicate], sort: "documents", limit: 5 }, signal);
  for (const edge of data.rows) {
    if (end === "subject") return edge.subject.id;
    if (edge.object.kind === "entity") return edge.object.id;
  }
  return null;
}

async function questionsOf(id: string, signal: AbortSignal): Promise<Question[]> {
  const { data } = await api.entity(id, signal);
  return data.questions.slice(0, EACH);
}

async function filledIn(signal: AbortSignal): Promise<Question[]> {
  const found = await Promise.all([
    strongest("funds", "object", signal), strongest("partnersWith", "subject", signal), strongest("implements", "object", signal),
  ]);
  const names = [...new Set(found)].filter((id) => id !== null);
  const all = (await Promise.all(names.map((id) => questionsOf(id, signal)))).flat();
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
