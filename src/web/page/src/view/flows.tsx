/**
 * Flows: donor, fund, programme; and who with whom as a matrix.
 *
 * In: the parsed route. Out: the view. Never: a request to another host.
 */
import type { FlowsRoute } from "../state/route";
import { Heading } from "./part/heading";

export default function FlowsView({ route }: { route: FlowsRoute }) {
  return (
    <>
      <Heading title="Flows" />
      <p class="empty">{`Not built yet: ${route.path}`}</p>
    </>
  );
}
