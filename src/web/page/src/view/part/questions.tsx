/**
 * Questions in words that lead to their answers.
 *
 * In: questions with their blanks filled in. Out: links to the Ask view. Never: an answer.
 */
import type { Question } from "../../data/types";
import { to } from "../../state/route";
import { Link } from "./link";

export function Questions({ of: questions }: { of: readonly Question[] }) {
  return (
    <ul class="questions">
      {questions.map((question) => (
        <li key={to.question(question)}><Link to={to.question(question)}>{question.text}</Link></li>
      ))}
    </ul>
  );
}
