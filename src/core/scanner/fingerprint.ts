// Names a finding so that it stays known while lines above it move, and a new credential in its place does not.

import { sha256, sha256Behind } from '../text/hash.ts';
import type { LineIndex } from '../text/line-index.ts';

/** From so many bits on a value cannot be guessed from its hash. Source: product.md §3 */
const bitsThatHideInAHash = 80;
/** A line of so many characters is not hashed again for each of its findings: a minified file is one line, with hundreds of them. */
const longLine = 1024;

/** A place to name. Offsets in UTF-16 code units. */
export interface FingerprintedPlace {
  readonly ruleId: string;
  readonly startOffset: number;
  readonly endOffset: number;
  /** Bits of information in the value; 0 for what must not be hashed at all. */
  readonly valueBits: number;
}

/** Fingerprints in the order of the places: SHA-256 over rule id, path, the line with every detected value masked, and the
 *  ordinal among equals; credentials of at least 80 bits add a hash of the value.
 *  @param places  sorted by startOffset
 *  @param secrets  ranges that are masked in the line, sorted by startOffset */
export function fingerprints(
  path: string,
  text: string,
  lines: LineIndex,
  places: readonly FingerprintedPlace[],
  secrets: readonly { readonly startOffset: number; readonly endOffset: number }[],
): readonly string[] {
  const maskedLines = new Map<number, MaskedLine>();
  const numbers = new Map<string, number>();
  const ordinals = new Map<string, number>();
  let nextSecret = 0;
  return places.map(({ ruleId, startOffset, endOffset, valueBits }) => {
    const at = lines.lineIndexAt(startOffset);
    let line = maskedLines.get(at);
    if (line === undefined) {
      const [start, end] = [lines.lineStart(at), lines.lineEnd(at)];
      while ((secrets[nextSecret]?.endOffset ?? Infinity) <= start) nextSecret++;
      line = new MaskedLine(path, maskedText(text, start, end, secrets, nextSecret), numbers);
      maskedLines.set(at, line);
    }
    const value = valueBits >= bitsThatHideInAHash ? `\0${sha256(text.slice(startOffset, endOffset))}` : '';
    const key = `${String(line.number)}\0${ruleId}${value}`;
    const ordinal = ordinals.get(key) ?? 0;
    ordinals.set(key, ordinal + 1);
    return line.hash(ruleId, `${value}\0${String(ordinal)}`);
  });
}

/** A line with its values masked. */
class MaskedLine {
  /** The same for lines that are equal. */
  readonly number: number;
  readonly #path: string;
  readonly #text: string;
  readonly #begun = new Map<string, (rest: string) => string>();

  constructor(path: string, text: string, numbers: Map<string, number>) {
    this.#path = path;
    this.#text = text;
    this.number = numbers.get(text) ?? numbers.size;
    numbers.set(text, this.number);
  }

  /** Of rule id, path, line, and what comes behind them. */
  hash(ruleId: string, rest: string): string {
    const beginning = `${ruleId}\0${this.#path}\0`;
    if (this.#text.length < longLine) return sha256(beginning + this.#text + rest);
    let begun = this.#begun.get(ruleId);
    if (begun === undefined) this.#begun.set(ruleId, (begun = sha256Behind(beginning + this.#text)));
    return begun(rest);
  }
}

function maskedText(
  text: string,
  start: number,
  end: number,
  secrets: readonly { readonly startOffset: number; readonly endOffset: number }[],
  firstSecret: number,
): string {
  let masked = '';
  let position = start;
  for (let index = firstSecret; index < secrets.length; index++) {
    const secret = secrets[index];
    if (secret === undefined || secret.startOffset >= end) break;
    if (secret.endOffset <= position) continue;
    masked += `${text.slice(position, Math.max(position, secret.startOffset))}\u2022`;
    position = Math.min(end, secret.endOffset);
  }
  return masked + text.slice(position, end);
}
