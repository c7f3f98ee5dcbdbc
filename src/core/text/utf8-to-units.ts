// Decodes UTF-8 into an array of UTF-16 units, strictly as a fatal TextDecoder does, without making a string.
// Source: https://encoding.spec.whatwg.org/#utf-8-decoder

/** Decode bytes; a byte order mark is left out.
 *  @param units  has room for as many units as there are bytes
 *  @returns how many units there are; undefined when the bytes are no UTF-8 */
export function utf8ToUnits(bytes: Uint8Array, units: Uint16Array): number | undefined {
  if (isAscii(bytes)) {
    units.set(bytes);
    return bytes.length;
  }
  const { length } = bytes;
  let from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let to = 0;
  while (from < length) {
    const first = bytes[from++] ?? 0;
    if (first < 0x80) {
      units[to++] = first;
      continue;
    }
    const [least, most] = secondByteOf(first);
    const second = bytes[from++] ?? 0;
    if (second < least || second > most) return undefined;
    let unit = ((first & (first < 0xe0 ? 0x1f : first < 0xf0 ? 0x0f : 0x07)) << 6) | (second & 0x3f);
    for (let more = first < 0xe0 ? 0 : first < 0xf0 ? 1 : 2; more > 0; more--) {
      const next = bytes[from++] ?? 0;
      if ((next & 0xc0) !== 0x80) return undefined;
      unit = (unit << 6) | (next & 0x3f);
    }
    if (unit > 0xffff) {
      units[to++] = 0xd7c0 + (unit >> 10);
      unit = 0xdc00 | (unit & 0x3ff);
    }
    units[to++] = unit;
  }
  return to;
}

const anySecond = [0x80, 0xbf] as const;
const noSecond = [1, 0] as const;
/** First and last second byte behind first bytes that do not take every one: no overlong forms, no surrogates, nothing past U+10FFFF. */
const secondBytes: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
]);

function secondByteOf(first: number): readonly [number, number] {
  if (first < 0xc2 || first > 0xf4) return noSecond;
  return first < 0xe0 ? anySecond : (secondBytes.get(first) ?? anySecond);
}

function isAscii(bytes: Uint8Array): boolean {
  let at = 0;
  if (bytes.byteOffset % 4 === 0) {
    // Four bytes at a time: one bit of each tells.
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    for (; at < words.length; at++) if (((words[at] ?? 0) & 0x80808080) !== 0) return false;
    at *= 4;
  }
  for (; at < bytes.length; at++) if ((bytes[at] ?? 0) > 127) return false;
  return true;
}
