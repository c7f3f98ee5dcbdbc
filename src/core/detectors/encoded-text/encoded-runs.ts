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

/** Nothing worth finding is shorter. Runs are looked for at this stride, so that most of a text is never touched. */
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

/** Encoded stretches in the order of the text. Linear. */
export function encodedRuns(text: string): readonly EncodedRun[] {
  const runs: EncodedRun[] = [];
  for (let at = shortestRun - 1; at < text.length; at += shortestRun) {
    if (!isBase64(text, at)) continue;
    let start = at;
    while (start > 0 && isBase64(text, start - 1) && at - start < shortestRun) start--;
    let end = at + 1;
    while (end < text.length && isBase64(text, end)) end++;
    if (end - start >= shortestRun) {
      const run = decodedRun(text, start, end);
      if (run !== undefined) runs.push(run);
    }
    // Nothing up to the end of this run can begin another one.
    at = end;
  }
  return text.includes('%') ? [...runs, ...percentRuns(text)].sort((a, b) => a.startOffset - b.startOffset) : runs;
}

function decodedRun(text: string, start: number, end: number): EncodedRun | undefined {
  if (end - start > longestRun) return undefined;
  const isHex = (end - start) % 2 === 0 && beginsAsHexText(text, start);
  if (!isHex && !beginsAsBase64Text(text, start)) return undefined;
  const whole = text.slice(start, end);
  if (isHex && !/^[0-9A-Fa-f]+$/.test(whole)) return undefined;
  const bytes = isHex ? hexBytes(whole) : base64Bytes(whole);
  const decoded = bytes && textOf(bytes);
  if (decoded === undefined) return undefined;
  const padding = isHex ? 0 : (/^={0,2}/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
  return { encoding: isHex ? 'hex' : 'base64', startOffset: start, endOffset: end + padding, text: decoded };
}

function isBase64(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit < 128 && sextets[unit] !== 0;
}

/** Whether the first bytes are letters and signs, in one byte or two each. Nearly all that is no text is told by the first ones. */
function beginsAsBase64Text(text: string, start: number): boolean {
  const sextet = (index: number): number => (sextets[text.charCodeAt(index)] ?? 0) - 1;
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

function beginsAsHexText(text: string, start: number): boolean {
  for (let byte = 0; byte < probeBytes; byte++) {
    const [high, low] = [hexDigit(text, start + 2 * byte), hexDigit(text, start + 2 * byte + 1)];
    if (high < 0 || low < 0 || !isTextByte(16 * high + low)) return false;
  }
  return true;
}

function hexDigit(text: string, index: number): number {
  const unit = text.charCodeAt(index) | 32;
  if (unit >= 97 && unit <= 102) return unit - 87;
  // Digits have that bit already.
  return unit >= 48 && unit <= 57 && text.charCodeAt(index) === unit ? unit - 48 : -1;
}

function isTextByte(byte: number): boolean {
  return (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13);
}

/** Parts of addresses and forms with at least three escapes. */
function percentRuns(text: string): readonly EncodedRun[] {
  const runs: EncodedRun[] = [];
  let end = 0;
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', end)) {
    if (hexDigit(text, at + 1) < 0 || hexDigit(text, at + 2) < 0) {
      end = at + 1;
      continue;
    }
    let start = at;
    while (start > end && at - start < longestPrefix && isPartUnit(text, start - 1)) start--;
    end = at + 1;
    while (end < text.length && end - start < longestRun && isPartUnit(text, end)) end++;
    const part = text.slice(start, end);
    if ((part.match(/%[0-9A-Fa-f]{2}/g)?.length ?? 0) < fewestEscapes) continue;
    const decoded = part.replace(/(?:%[0-9A-Fa-f]{2})+/g, decodedEscapes);
    runs.push({ encoding: 'percent-encoding', startOffset: start, endOffset: end, text: decoded });
  }
  return runs;
}

const longestPrefix = 512;
const fewestEscapes = 3;

function isPartUnit(text: string, index: number): boolean {
  return !/[\s"'`<>=&?]/.test(text.charAt(index));
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
