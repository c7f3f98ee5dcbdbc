// Finds stretches of a text that are other text in base64, hex or percent-encoding, and decodes them. Whatever decodes to no text
// (hashes, images, keys in binary form) is left alone.
// Sources: https://www.rfc-editor.org/rfc/rfc4648, https://www.rfc-editor.org/rfc/rfc3986#section-2.1

export type Encoding = 'base64' | 'hex' | 'percent-encoding';

/** A stretch with what it says. Offsets in UTF-16 code units. */
export interface EncodedRun {
  readonly encoding: Encoding;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

/** Nothing worth finding is shorter. */
const shortestRun = 24;
const longestRun = 64 * 1024;
/** So many bytes are looked at first: a hash survives this check once in ten thousand times. */
const probeBytes = 9;

/** Six bits of a character plus one; 0 for what is not in base64. */
const sextets = new Uint8Array(128);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (let value = 0; value < alphabet.length; value++) sextets[alphabet.charCodeAt(value)] = value + 1;
sextets['-'.charCodeAt(0)] = 63;
sextets['_'.charCodeAt(0)] = 64;

/** Where encoded text may stand, in order. Linear. What is found between two borders, nothing outside of them decides.
 *  @param length  of the units that are read; others may stand behind them */
export function encodedPlaces(units: Uint16Array, length: number): readonly EncodedPlace[] {
  const parts = percentParts(units.subarray(0, length));
  const runs = plainRuns(units, length);
  return parts.length === 0 ? runs : [...runs, ...parts].sort((a, b) => a.start - b.start);
}

/** What stands at a place; undefined when it decodes to no text. */
export function encodedRun(text: string, { start, end, inPercents }: EncodedPlace): EncodedRun | undefined {
  return inPercents ? percentRun(text, start, end) : decodedRun(text, start, end);
}

/** Base64 and hexadecimal digits. */
function plainRuns(units: Uint16Array, length: number): readonly EncodedPlace[] {
  const places: EncodedPlace[] = [];
  // From the far end of a window backwards: the first sign that is in no run moves the window behind it, so that most of a text
  // is never touched.
  for (let start = 0; start + shortestRun <= length;) {
    let at = start + shortestRun - 1;
    while (at >= start && isBase64(units[at] ?? 0)) at--;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = start + shortestRun;
    while (isBase64(units[end] ?? 0)) end++;
    if (mayBeEncoded(units, start, end)) places.push({ start, end, inPercents: false });
    start = end + 1;
  }
  return places;
}

/** A stretch that looks encoded. */
export interface EncodedPlace {
  readonly start: number;
  readonly end: number;
  readonly inPercents: boolean;
}

function mayBeEncoded(units: Uint16Array, start: number, end: number): boolean {
  if (end - start > longestRun) return false;
  return ((end - start) % 2 === 0 && beginsAsHexText(units, start)) || beginsAsBase64Text(units, start);
}

function decodedRun(text: string, start: number, end: number): EncodedRun | undefined {
  const whole = text.slice(start, end);
  const isHex = whole.length % 2 === 0 && beginsAsHexText(unitsOfStart(whole), 0);
  if (isHex && !/^[0-9A-Fa-f]+$/.test(whole)) return undefined;
  const bytes = isHex ? hexBytes(whole) : base64Bytes(whole);
  const decoded = bytes && textOf(bytes);
  if (decoded === undefined) return undefined;
  const padding = isHex ? 0 : (/^={0,2}/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
  return { encoding: isHex ? 'hex' : 'base64', startOffset: start, endOffset: end + padding, text: decoded };
}

function unitsOfStart(text: string): Uint16Array {
  return Uint16Array.from({ length: 2 * probeBytes }, (_, index) => text.charCodeAt(index));
}

function isBase64(unit: number): boolean {
  return unit < 128 && sextets[unit] !== 0;
}

/** Whether the first bytes are letters and signs, in one byte or two each. Nearly all that is no text is told by the first ones. */
function beginsAsBase64Text(units: Uint16Array, start: number): boolean {
  const sextet = (index: number): number => (sextets[units[index] ?? 0] ?? 0) - 1;
  let isNarrow = true;
  let isWideText = true;
  for (let group = 0; group < probeBytes / 3; group++) {
    const at = start + 4 * group;
    const bits = (sextet(at) << 18) | (sextet(at + 1) << 12) | (sextet(at + 2) << 6) | sextet(at + 3);
    for (let byte = 0; byte < 3; byte++) {
      const value = (bits >> (16 - 8 * byte)) & 255;
      if (!isTextByte(value)) isNarrow = false;
      if ((3 * group + byte) % 2 === 0 ? !isTextByte(value) : value !== 0) isWideText = false;
      if (!isNarrow && !isWideText) return false;
    }
  }
  return true;
}

function beginsAsHexText(units: Uint16Array, start: number): boolean {
  for (let byte = 0; byte < probeBytes; byte++) {
    const high = hexDigit(units[start + 2 * byte] ?? 0);
    const low = hexDigit(units[start + 2 * byte + 1] ?? 0);
    if (high < 0 || low < 0 || !isTextByte(16 * high + low)) return false;
  }
  return true;
}

function hexDigit(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const small = unit | 32;
  return small >= 97 && small <= 102 ? small - 87 : -1;
}

function isTextByte(byte: number): boolean {
  return (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13);
}

/** Parts of addresses and forms with at least three escapes. */
function percentParts(units: Uint16Array): readonly EncodedPlace[] {
  const parts: EncodedPlace[] = [];
  let end = 0;
  for (let at = units.indexOf(percent); at >= 0; at = units.indexOf(percent, end)) {
    if (!isEscape(units, at)) {
      end = at + 1;
      continue;
    }
    let start = at;
    while (start > end && at - start < longestPrefix && isPartUnit(units[start - 1] ?? 0)) start--;
    end = at + 1;
    let escapes = 1;
    while (end < units.length && end - start < longestRun && isPartUnit(units[end] ?? 0)) {
      if (isEscape(units, end)) escapes++;
      end++;
    }
    if (escapes >= fewestEscapes) parts.push({ start, end, inPercents: true });
  }
  return parts;
}

const percent = 37;
const longestPrefix = 512;
const fewestEscapes = 3;

function isEscape(units: Uint16Array, at: number): boolean {
  return units[at] === percent && hexDigit(units[at + 1] ?? 0) >= 0 && hexDigit(units[at + 2] ?? 0) >= 0;
}

const partBorder = /[\s"'`<>=&?]/;
const borders = Uint8Array.from({ length: 128 }, (_, unit) => (partBorder.test(String.fromCharCode(unit)) ? 1 : 0));

/** Whether a unit stands in no encoded text at all. */
export function isBorder(unit: number): boolean {
  return !isPartUnit(unit);
}

function isPartUnit(unit: number): boolean {
  return unit < 128 ? borders[unit] === 0 : !partBorder.test(String.fromCharCode(unit));
}

function percentRun(text: string, start: number, end: number): EncodedRun {
  const decoded = text.slice(start, end).replace(/(?:%[0-9A-Fa-f]{2})+/g, decodedEscapes);
  return { encoding: 'percent-encoding', startOffset: start, endOffset: end, text: decoded };
}

function decodedEscapes(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    // Escapes that are no UTF-8 are something else.
    return escapes;
  }
}

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length >> 1 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}

function base64Bytes(run: string): Uint8Array | undefined {
  const standard = run.replaceAll('-', '+').replaceAll('_', '/');
  if (standard.length % 4 === 1) return undefined;
  try {
    return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

// PowerShell encodes commands in UTF-16.
function isWide(bytes: Uint8Array): boolean {
  return bytes.length > 3 && bytes.every((byte, index) => index % 2 === 0 || byte === 0);
}

function textOf(bytes: Uint8Array): string | undefined {
  if (isWide(bytes)) return new TextDecoder('utf-16le').decode(bytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return bytes.every((byte) => byte >= 128 || isTextByte(byte)) ? text : undefined;
  } catch {
    return undefined;
  }
}
