// What an edit changed: one stretch of a text that was replaced by another. Told from both texts alone, so that no event of an editor
// has to be trusted, and undo is an edit like any other.

/** Offsets in UTF-16 code units. Before and behind the stretch both texts are the same. */
export interface TextChange {
  readonly start: number;
  /** End of what was replaced, in the text before; exclusive. */
  readonly oldEnd: number;
  /** End of what replaced it, in the text after; exclusive. */
  readonly newEnd: number;
}

/** The shortest stretch that changed; undefined when nothing did. Compares memory with memory: a fraction of what reading each
 *  character would cost. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  const start = sameLength(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const [end, newEnd] = [before.length, after.length];
  const same = sameLength(
    shorter - start,
    (from, to) => before.slice(end - to, end - from) === after.slice(newEnd - to, newEnd - from),
  );
  return { start, oldEnd: end - same, newEnd: newEnd - same };
}

/** How far two texts are the same, up to `most`. @param areSame  whether they are so from one distance to another */
function sameLength(most: number, areSame: (from: number, to: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (areSame(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
