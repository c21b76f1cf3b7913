/**
 * An edge: every sentence behind it.
 *
 * In: the parsed route. Out: the view. Never: a request to another host.
 */
import type { EdgeRoute } from "../state/route";
import { Heading } from "./part/heading";

export default function EdgeView({ route }: { route: EdgeRoute }) {
  return (
    <>
      <Heading title="Edge" />
      <p class="empty">{`Not built yet: ${route.path}`}</p>
    </>
  );
}
