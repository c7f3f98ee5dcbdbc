// Character classes as tables, for those who look at units before there is a string.

const classes = new Map<string, Uint8Array>();

/** 1 for each ASCII unit of a character class. The same few classes come again and again. */
export function unitsOfClass(body: string, anyCase = false): Uint8Array {
  const key = `${anyCase ? 'i' : ''}[${body}]`;
  let set = classes.get(key);
  if (set === undefined) {
    const expression = new RegExp(`[${body}]`, anyCase ? 'i' : '');
    set = Uint8Array.from({ length: 128 }, (_, unit) => (expression.test(String.fromCharCode(unit)) ? 1 : 0));
    classes.set(key, set);
  }
  return set;
}

/** Whether so many units of a class stand together and begin within reach. @param from  where the reach begins */
export function isRunNear(
  units: Uint16Array,
  from: number,
  {
    reach,
    shortest,
    characters,
  }: { readonly reach: number; readonly shortest: number; readonly characters: Uint8Array },
): boolean {
  const has = (at: number): boolean => characters[units[at] ?? 0] === 1;
  // A run of that length covers one of these places.
  for (let at = from + shortest - 1; at < from + reach + shortest; at += shortest) {
    if (!has(at)) continue;
    let start = at;
    while (start > from && has(start - 1)) start--;
    let end = at + 1;
    while (end - start < shortest && has(end)) end++;
    if (end - start >= shortest) return true;
  }
  return false;
}
