/**
 * What the reader must know before she trusts a page: errors, time-outs, cut answers, no texts.
 *
 * In: an `ApiError`, or words. Out: a box with a word for its kind. Never: an error shown as an empty answer.
 */
import type { ComponentChildren } from "preact";
import type { ApiError } from "../../data/http";

export type NoticeKind = "note" | "warning" | "error";
const words: Record<NoticeKind, string> = { note: "Note", warning: "Careful", error: "Error" };

export function Notice({ kind, children }: { kind: NoticeKind; children: ComponentChildren }) {
  return (
    <div class="notice" data-kind={kind} role={kind === "error" ? "alert" : "note"}>
      <strong class="notice-kind">{words[kind]}</strong>
      <div class="notice-words">{children}</div>
    </div>
  );
}

/** The server's own words, and a way to try again. */
export function Problem({ of: error, retry }: { of: ApiError; retry?: () => void }) {
  return (
    <Notice kind="error">
      <p>{error.title}{error.detail && error.detail !== error.title && `: ${error.detail}`}</p>
      {error.timedOut && <p>The answer is not known: this does not mean that there is none. Fewer or narrower filters help.</p>}
      {retry && <button type="button" onClick={retry}>Try again</button>}
    </Notice>
  );
}

/** For an answer with the `consort-truncated` header. */
export function Truncated({ says }: { says: string }) {
  return (
    <Notice kind="warning">
      <p>This answer is cut: there is more than is shown. <span class="says">({says})</span></p>
    </Notice>
  );
}

/** Instead of sentences and texts, where `corpus.texts` is false. */
export function NoTexts() {
  return (
    <Notice kind="note">
      <p>No sentences: this server runs without texts, so it gives counts, names and addresses only.</p>
    </Notice>
  );
}

/** Where an answer is whole, and empty. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}
