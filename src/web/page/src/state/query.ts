/**
 * What a view keeps in the query of its address, with types.
 *
 * In: `URLSearchParams` and a field a key. Out: a typed value, a way to change it. Never: a default written out, so
 * that a mailed address says only what differs.
 */
import { useCallback, useMemo } from "preact/hooks";
import type { Filters } from "../data/types";
import { classes, predicates, statuses } from "../data/words";
import { currentRoute, go, useRoute } from "./route";

/** How one key is read and written. What cannot be read counts as not there. */
export interface Field<T> {
  read(values: string[]): T;
  /** Nothing for the default. */
  write(value: T): string[];
}
export type Fields<T> = { [K in keyof T]-?: Field<T[K]> };

export function text(fallback = ""): Field<string> {
  return { read: ([value]) => value ?? fallback, write: (value) => (value === fallback ? [] : [value]) };
}

export function whole(fallback: number, least = 0, most = Number.MAX_SAFE_INTEGER): Field<number> {
  return {
    read: ([value]) => {
      const number = /^\d+$/.test(value ?? "") ? Number(value) : fallback;
      return Math.min(most, Math.max(least, number));
    },
    write: (value) => (value === fallback ? [] : [String(value)]),
  };
}

export function flag(): Field<boolean> {
  return { read: ([value]) => value === "1", write: (value) => (value ? ["1"] : []) };
}

export function choice<T extends string>(choices: readonly T[], fallback: T): Field<T> {
  return {
    read: ([value]) => choices.find((one) => one === value) ?? fallback,
    write: (value) => (value === fallback ? [] : [value]),
  };
}

/** Any texts, as a repeated parameter. */
export function list(): Field<string[]> {
  return { read: (values) => values, write: (values) => values };
}

function optionalList<T extends string>(choices?: readonly T[]): Field<T[] | undefined> {
  return {
    read: (values) => {
      const known = choices ? choices.filter((one) => values.includes(one)) : (values as T[]);
      return known.length > 0 ? known : undefined;
    },
    write: (values) => values ?? [],
  };
}

/** A day, a month or a year. */
export const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

const optionalDate: Field<string | undefined> = {
  read: ([value]) => (value && DATE.test(value) ? value : undefined),
  write: (value) => (value ? [value] : []),
};

const optionalWhole: Field<number | undefined> = {
  read: ([value]) => (value && /^\d{1,9}$/.test(value) && value !== "0" ? Number(value) : undefined),
  write: (value) => (value && value > 1 ? [String(value)] : []),
};

/** The filters that edges, network, flows and others share, under the names that the API has for them. */
export const filterFields: Fields<Filters> = {
  class: optionalList(classes),
  predicate: optionalList(predicates),
  status: optionalList([...statuses, "any"] as const),
  country: optionalList(),
  from: optionalDate,
  to: optionalDate,
  min: optionalWhole,
};

/** Only what the server filters by, of a state that keeps more. */
export function filtersOf(state: Filters): Filters {
  const { class: kinds, predicate, status, country, from, to, min } = state;
  return { class: kinds, predicate, status, country, from, to, min };
}

export function readQuery<T extends object>(fields: Fields<T>, query: URLSearchParams): T {
  const value: Partial<T> = {};
  for (const key in fields) value[key] = fields[key].read(query.getAll(key));
  return value as T;
}

/** Writes the fields over a query; keys that are none of the fields' stay. */
export function writeQuery<T extends object>(fields: Fields<T>, value: T, over?: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(over);
  for (const key in fields) {
    query.delete(key);
    for (const one of fields[key].write(value[key])) query.append(key, one);
  }
  return query;
}

/**
 * The fields of the address at hand, and a way to change some of them. Define `fields` outside of the component.
 * `replace` for what changes many times a second.
 */
export function useQuery<T extends object>(
  fields: Fields<T>,
): [T, (change: Partial<T>, how?: "push" | "replace") => void] {
  const { query } = useRoute();
  const search = query.toString();
  const value = useMemo(() => readQuery(fields, new URLSearchParams(search)), [fields, search]);
  const change = useCallback((part: Partial<T>, how: "push" | "replace" = "push") => {
    // The address is read anew, so that two changes in one event do not undo each other.
    const { path, query: now } = currentRoute();
    const next = writeQuery(fields, { ...readQuery(fields, now), ...part }, now).toString();
    if (next !== now.toString()) go(next ? `${path}?${next}` : path, how);
  }, [fields]);
  return [value, change];
}
