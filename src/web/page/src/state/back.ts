/**
 * Where the reader left a view, so that a step back finds her there again.
 *
 * In: the history of the browser. Out: a place to come back to, once. Never: a place taken from the reader who moves on.
 */

/** How far the page was scrolled, and the address of the link that was taken. */
interface Left { y: number; link: string | null; }

/** How long a view may take to show what was there. */
const PATIENCE = 3000;

let due: Left | null = null;

function isLeft(state: unknown): state is Left {
  return typeof state === "object" && state !== null && "y" in state && typeof state.y === "number";
}

/** Notes in the history where the reader stands, before she goes to another view. */
export function leave(): void {
  const active = document.activeElement;
  const left: Left = { y: scrollY, link: active instanceof HTMLAnchorElement ? active.getAttribute("href") : null };
  history.replaceState(left, "");
}

/** The reader has stepped to an entry of the history that holds `state`. */
export function stepTo(state: unknown): void {
  due = isLeft(state) ? state : null;
}

/** The place to come back to, once. */
export function takeLeft(): Left | null {
  const left = due;
  due = null;
  return left;
}

/** Scrolls to a place and gives its link the focus, as soon as the view shows it; `otherwise` where it no longer does. */
export function comeBack({ y, link }: Left, otherwise: () => void): void {
  const stop = new AbortController();
  for (const moved of ["wheel", "keydown", "pointerdown"]) addEventListener(moved, () => stop.abort(), { signal: stop.signal });
  const end = performance.now() + PATIENCE;
  const tryAgain = (now: number) => {
    if (stop.signal.aborted) return;
    const there = link === null ? null : document.querySelector<HTMLElement>(`main a[href="${CSS.escape(link)}"]`);
    const isHigh = document.documentElement.scrollHeight >= y + innerHeight;
    if (now < end && !(isHigh && (there || link === null))) {
      requestAnimationFrame(tryAgain);
      return;
    }
    stop.abort();
    if (there) there.focus({ preventScroll: true });
    else otherwise();
    scrollTo(0, y);
  };
  requestAnimationFrame(tryAgain);
}
