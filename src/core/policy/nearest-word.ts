// "Did you mean": the known word that a mistyped one is closest to. Used for keys, values, tool ids and rule ids.

/** The closest of some words, when it is close enough to be what was meant; undefined otherwise. Case does not count. */
export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  if (wanted.length > 60) return undefined;
  const farthest = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = farthest + 1;
  for (const each of known) {
    const distance = editDistance(wanted, each.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = each;
      bestDistance = distance;
    }
  }
  return best;
}

/** Letters to add, drop, replace or swap with their neighbour; `limit` when it is that many or more. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let distance = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        distance = Math.min(distance, (beforeLast[column - 2] ?? 0) + 1);
      }
      next.push(distance);
    }
    beforeLast = last;
    last = next;
  }
  return Math.min(limit, last[other.length] ?? limit);
}
