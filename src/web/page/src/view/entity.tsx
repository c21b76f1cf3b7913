/**
 * An entity: what it is, whom it is linked to, when, in which stories.
 *
 * In: the parsed route. Out: the view. Never: a request to another host.
 */
import type { EntityRoute } from "../state/route";
import { Heading } from "./part/heading";

export default function EntityView({ route }: { route: EntityRoute }) {
  return (
    <>
      <Heading title="Entity" />
      <p class="empty">{`Not built yet: ${route.path}`}</p>
    </>
  );
}
