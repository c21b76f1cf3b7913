/**
 * What stands where an answer is awaited.
 *
 * In: a `Load`. Out: "Loading", the problem with a way to try again, or the view of the answer with a word if it is cut.
 * Never: an old answer without a sign that a newer one is on its way.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Load } from "../../state/load";
import { Heading } from "./heading";
import { Problem, Truncated } from "./notice";

interface Props<T> {
  of: Load<T>;
  /** What is awaited: "the entity". */
  what: string;
  /** Whether the h1 comes with the answer: then a problem has one of its own. */
  page?: boolean;
  children: (data: T) => ComponentChildren;
}

/** Most answers come at once; a word that flashes by would only disturb. */
function useLate(milliseconds: number): boolean {
  const [late, set] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => set(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return late;
}

export function Loading({ what }: { what: string }) {
  return <p class="loading" role="status">{useLate(150) && `Loading ${what} …`}</p>;
}

export function Loader<T>({ of: load, what, page, children }: Props<T>) {
  if (load.error) {
    const title = load.error.notFound ? "Not found" : `Could not load ${what}`;
    return <>{page && <Heading title={title} />}<Problem of={load.error} retry={load.retry} /></>;
  }
  if (load.data === null) return <Loading what={what} />;
  return (
    <div class="loaded" aria-busy={load.loading}>
      {load.truncated !== null && <Truncated says={load.truncated} />}
      {children(load.data)}
    </div>
  );
}
