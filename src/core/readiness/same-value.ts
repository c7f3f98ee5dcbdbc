// Whether two values say the same, for plain data: what is the same as before needs no second thought. Facts and judge ask.

/** Deep equality of primitives, arrays, plain objects, maps and sets. Linear in what is compared; the same object costs nothing.
 *  Functions and regular expressions are the same only when they are one object. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((each, at) => isSameValue(each, other[at]));
  }
  if (one instanceof Map) {
    if (!(other instanceof Map) || one.size !== other.size) return false;
    for (const [key, value] of one) if (!other.has(key) || !isSameValue(value, other.get(key))) return false;
    return true;
  }
  if (one instanceof Set) {
    if (!(other instanceof Set) || one.size !== other.size) return false;
    for (const each of one) if (!other.has(each)) return false;
    return true;
  }
  if (Object.getPrototypeOf(one) !== Object.prototype || Object.getPrototypeOf(other) !== Object.prototype)
    return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) =>
        Object.hasOwn(other, key) &&
        isSameValue((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
    )
  );
}

/** The object of before where it says the same as the one of now, so that what was worked out from it stays worked out. */
export function kept<Value>(before: Value | undefined, now: Value): Value {
  return before !== undefined && isSameValue(before, now) ? before : now;
}
