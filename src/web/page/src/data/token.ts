/**
 * The token of a server that asks for one.
 *
 * In: what the reader typed. Out: a header for each request, word to whoever listens that a token is due. Never: kept
 * longer than this tab, or sent to another host.
 */

const KEY = "consort.token";
const listeners = new Set<() => void>();
let token: string | null = kept();
let due = false;
let given = 0;

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}

export function onToken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export interface TokenState {
  /** Whether the server has refused a request for want of a token, or with a wrong one. */
  due: boolean;
  wrong: boolean;
  /** How many the reader has typed: after each, all is asked anew. */
  given: number;
}

export function tokenState(): TokenState {
  return { due, wrong: due && token !== null, given };
}

export function hasToken(): boolean {
  return token !== null;
}

export function setToken(next: string): void {
  token = next;
  due = false;
  given += 1;
  try {
    sessionStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing asks again when the page is loaded anew.
  }
  tell();
}

/** The headers of a request, with the token if there is one. */
export function withToken(headers: HeadersInit | undefined): Headers {
  const all = new Headers(headers);
  if (token !== null) all.set("authorization", `Bearer ${token}`);
  return all;
}

/** Called at each 401; `sent` is what the request had carried, so that a late refusal does not undo a newer token. */
export function tokenRefused(sent: Headers): void {
  const now = token === null ? null : `Bearer ${token}`;
  if (due || sent.get("authorization") !== now) return;
  due = true;
  tell();
}
