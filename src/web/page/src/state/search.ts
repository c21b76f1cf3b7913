/**
 * Names and questions that fit what is being typed.
 *
 * In: the words in a box. Out: hits, and the questions of the first of them. Never: a request a letter.
 */
import { useEffect, useState } from "preact/hooks";
import * as api from "../data/api";
import type { ApiError, Answer } from "../data/http";
import type { EntityClass, Question, SearchHit } from "../data/types";
import { useLoad } from "./load";

/** The value, once it has stood still. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, set] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

export interface Found {
  hits: readonly SearchHit[];
  /** That fit the first hit. */
  questions: readonly Question[];
  about: SearchHit | null;
  /** Whether this answers what is in the box now. */
  current: boolean;
  error: ApiError | null;
  truncated: string | null;
  retry(): void;
}

function known<T>(data: T): Promise<Answer<T>> {
  return Promise.resolve({ data, truncated: null });
}

export interface SearchWish { limit: number; class?: EntityClass; }

export function useSearch(typed: string, { limit, class: kind }: SearchWish): Found {
  const wanted = typed.trim();
  const q = useSettled(wanted, 120);
  const search = useLoad(
    (signal) => q
      ? api.search({ q, limit, class: kind && [kind] }, signal)
      : known({ query: "", hits: [] }),
    [q, limit, kind],
  );
  const hits = search.data?.hits ?? [];
  const about = hits[0] ?? null;
  const id = about?.id ?? "";
  const page = useLoad((signal) => (id ? api.entity(id, signal) : known(null)), [id]);
  // The page of an older first hit stays until the next comes: its questions would be of another name.
  const questions = page.data && page.data.id === id ? page.data.questions : [];
  const current = !search.loading && wanted === q;
  return { hits, questions, about, current, error: search.error, truncated: search.truncated, retry: search.retry };
}
