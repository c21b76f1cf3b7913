/**
 * Two names that stand together: the sentences that name both.
 *
 * In: the parsed route. Out: the view. Never: a request to another host.
 */
import type { TogetherRoute } from "../state/route";
import { Heading } from "./part/heading";

export default function TogetherView({ route }: { route: TogetherRoute }) {
  return (
    <>
      <Heading title="Together" />
      <p class="empty">{`Not built yet: ${route.path}`}</p>
    </>
  );
}
