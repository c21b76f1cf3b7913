/**
 * An address that is none of this page's.
 *
 * In: the parsed route. Out: a word and the way on. Never: a guess.
 */
import { to, type MissingRoute } from "../state/route";
import { Heading } from "./part/heading";
import { Link } from "./part/link";

export default function MissingView({ route }: { route: MissingRoute }) {
  return (
    <>
      <Heading title="No such page" />
      <p>Nothing is at <code>{route.path}</code>. <Link to={to.find()}>Find a name</Link> instead.</p>
    </>
  );
}
