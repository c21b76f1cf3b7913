/**
 * Requests: JSON in and out, errors with the server's own words, answers kept for a while.
 *
 * In: paths of this server. Out: typed answers. Never: another host, a cut answer passed for a whole one.
 */
import { tokenRefused, withToken } from "./token";

/** An answer, and why it is cut if it is. */
export interface Answer<T> { data: T; truncated: string | null; }

/** What went wrong, in words that can be shown. */
export class ApiError extends Error {
  constructor(
    /** 0 where no answer came. */
    readonly status: number,
    readonly title: string,
    /** The server's sentence, as it is. */
    readonly detail: string,
  ) {
    super(detail || title);
  }

  /** Whether the server gave up or is busy: the answer is not known, which is not the same as empty. */
  get timedOut(): boolean {
    return this.status === 503 || this.status === 429 || this.status === 504;
  }

  get notFound(): boolean {
    return this.status === 404;
  }

  static of(problem: unknown): ApiError {
    if (problem instanceof ApiError) return problem;
    return new ApiError(0, "The page has an error", problem instanceof Error ? problem.message : String(problem));
  }
}

export type Value = string | number | boolean | readonly (string | number)[] | null | undefined;
/** Parameters; a list is a repeated one, what is not there is left out. */
export type Parameters = Readonly<Record<string, Value>>;

export function withParameters(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") query.append(name, String(one));
    }
  }
  const search = query.toString();
  return search ? `${path}?${search}` : path;
}

/** A part of a path, escaped. */
export const part = encodeURIComponent;

async function problem(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => "");
  try {
    const { title, detail } = JSON.parse(text) as { title?: string; detail?: string };
    return new ApiError(response.status, title ?? response.statusText, detail ?? "");
  } catch {
    return new ApiError(response.status, response.statusText || `Error ${response.status}`, text.slice(0, 400));
  }
}

/** Sends a request; any status but a good one is an `ApiError`. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  const headers = withToken(init.headers);
  let response: Response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...init, headers });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, "No answer", "The server does not answer. Is `consort serve` still running?");
  }
  if (response.status === 401) tokenRefused(headers);
  if (!response.ok) throw await problem(response);
  return response;
}

export function truncatedOf(response: Response): string | null {
  return response.headers.get("consort-truncated");
}

// --- answers kept ------------------------------------------------------------------------------------------------

const KEPT = 200;
/** Long enough for a step back, short enough to see a graph that was built anew. */
const MILLISECONDS = 120_000;
const kept = new Map<string, { at: number; answer: Answer<unknown> }>();

/** Forgets all answers: when the graph is built anew. */
export function forgetAnswers(): void {
  kept.clear();
}

function keep(key: string, answer: Answer<unknown>): void {
  kept.set(key, { at: Date.now(), answer });
  const oldest = kept.keys().next();
  if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
}

/** Asked anew each time. */
export async function getFresh<T>(path: string, parameters?: Parameters, signal?: AbortSignal): Promise<Answer<T>> {
  const response = await send(withParameters(path, parameters), { signal, headers: { accept: "application/json" } });
  return { data: (await response.json()) as T, truncated: truncatedOf(response) };
}

export async function getJson<T>(path: string, parameters?: Parameters, signal?: AbortSignal): Promise<Answer<T>> {
  const key = withParameters(path, parameters);
  const known = kept.get(key);
  if (known && Date.now() - known.at < MILLISECONDS) return known.answer as Answer<T>;
  kept.delete(key);
  const answer = await getFresh<T>(key, undefined, signal);
  keep(key, answer);
  return answer;
}

export async function sendJson<T>(
  method: "POST" | "DELETE", path: string, body: unknown, signal?: AbortSignal,
): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  const response = await send(path, { method, signal, headers, body: body === undefined ? null : JSON.stringify(body) });
  const text = await response.text();
  // A refusal to answer with a body (204) is an answer too.
  return { data: (text ? JSON.parse(text) : null) as T, truncated: truncatedOf(response) };
}
