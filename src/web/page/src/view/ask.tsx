/**
 * Ask: stored questions, and any query in SPARQL.
 *
 * In: the parsed route. Out: the view. Never: a request to another host.
 */
import type { AskRoute } from "../state/route";
import { Heading } from "./part/heading";

export default function AskView({ route }: { route: AskRoute }) {
  return (
    <>
      <Heading title="Ask" />
      <p class="empty">{`Not built yet: ${route.path}`}</p>
    </>
  );
}
