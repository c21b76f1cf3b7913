/**
 * A story: its text with every mention and relation marked.
 *
 * In: the parsed route. Out: the view. Never: a request to another host.
 */
import type { StoryRoute } from "../state/route";
import { Heading } from "./part/heading";

export default function StoryView({ route }: { route: StoryRoute }) {
  return (
    <>
      <Heading title="Story" />
      <p class="empty">{`Not built yet: ${route.path}`}</p>
    </>
  );
}
