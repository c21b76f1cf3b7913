/**
 * Whether decisions were taken outside of the queues.
 *
 * In: word of such a decision. Out: whether the queues have to be asked for anew. Never: the queues, which other views
 * do not load.
 */
let decided = false;

export function decidedElsewhere(): void {
  decided = true;
}

/** Says once that it was so. */
export function takeElsewhere(): boolean {
  const was = decided;
  decided = false;
  return was;
}
