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
