// Names a finding so that it stays known while lines above it move, and a new credential in its place does not.

import { sha256 } from '../text/hash.ts';
import type { LineIndex } from '../text/line-index.ts';

/** From so many bits on a value cannot be guessed from its hash. Source: product.md §3 */
const bitsThatHideInAHash = 80;

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
  const maskedLines = new Map<number, string>();
  const ordinals = new Map<string, number>();
  let nextSecret = 0;
  return places.map((place) => {
    const line = lines.lineIndexAt(place.startOffset);
    let masked = maskedLines.get(line);
    if (masked === undefined) {
      const [start, end] = [lines.lineStart(line), lines.lineEnd(line)];
      while ((secrets[nextSecret]?.endOffset ?? Infinity) <= start) nextSecret++;
      masked = maskedText(text, start, end, secrets, nextSecret);
      maskedLines.set(line, masked);
    }
    const parts = [place.ruleId, path, masked];
    if (place.valueBits >= bitsThatHideInAHash) parts.push(sha256(text.slice(place.startOffset, place.endOffset)));
    const key = parts.join('\0');
    const ordinal = ordinals.get(key) ?? 0;
    ordinals.set(key, ordinal + 1);
    return sha256(`${key}\0${String(ordinal)}`);
  });
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
