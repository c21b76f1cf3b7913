/**
 * Review: right, wrong, same as, no name; only with --review.
 *
 * In: the parsed route. Out: the view. Never: a request to another host.
 */
import type { ReviewRoute } from "../state/route";
import { Heading } from "./part/heading";

export default function ReviewView({ route }: { route: ReviewRoute }) {
  return (
    <>
      <Heading title="Review" />
      <p class="empty">{`Not built yet: ${route.path}`}</p>
    </>
  );
}
