/**
 * The network: who is linked to whom, as a picture and as a table.
 *
 * In: the parsed route. Out: the view. Never: a request to another host.
 */
import type { NetworkRoute } from "../state/route";
import { Heading } from "./part/heading";

export default function NetworkView({ route }: { route: NetworkRoute }) {
  return (
    <>
      <Heading title="Network" />
      <p class="empty">{`Not built yet: ${route.path}`}</p>
    </>
  );
}
