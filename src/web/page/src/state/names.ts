/**
 * Labels of ids that stand in an address.
 *
 * In: ids, and what is known already. Out: a label an id; the id until it has come. Never: a request for a known one.
 */
import * as api from "../data/api";
import { useLoad } from "./load";

/** Asked one by one, of entity pages; what is not found keeps its id. */
export function useNames(ids: readonly string[], known: (id: string) => string | undefined = () => undefined): (id: string) => string {
  const missing = ids.filter((id) => id && known(id) === undefined);
  const load = useLoad(
    async (signal) => {
      const found = await Promise.all(missing.map((id) => api.entity(id, signal).then(({ data }) => data.label, () => id)));
      return { data: new Map(missing.map((id, i) => [id, found[i] ?? id])), truncated: null };
    },
    [missing.join("\n")],
  );
  return (id) => known(id) ?? load.data?.get(id) ?? id;
}
