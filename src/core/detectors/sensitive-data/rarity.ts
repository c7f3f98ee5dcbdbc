// Whether a value was drawn at random or made of words. Compares pairs of characters with those of names in programs, which
// tells keys from identifiers where entropy cannot: an alphabet has high entropy, and a random hex key has little.

import { shannonEntropy } from '../../text/entropy.ts';
import { letterPairs } from './letter-pairs.ts';

const columns = 54;
const digitColumn = 52;
const otherColumn = 53;
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const weights = Float32Array.from(letterPairs, (digit) => base62.indexOf(digit) / 4 - 9);
const columnOf = Uint8Array.from({ length: 128 }, (_, unit) => {
  if (unit >= 97 && unit <= 122) return unit - 97;
  if (unit >= 65 && unit <= 90) return unit - 65 + 26;
  return unit >= 48 && unit <= 57 ? digitColumn : otherColumn;
});

/** How much more a value looks like words than like a draw from 62 characters, in bits for each pair. Names lie around 2,
 *  random values of letters and digits around -3, of hex digits around -1. 0 for a value without pairs. */
export function wordiness(value: string): number {
  if (value.length < 2) return 0;
  let sum = 0;
  let pairs = 0;
  let before = columnOf[value.charCodeAt(0)] ?? otherColumn;
  for (let index = 1; index < value.length; index++) {
    const column = columnOf[value.charCodeAt(index)] ?? otherColumn;
    // A digit behind a digit says nothing: dates and keys both have them.
    if (before !== digitColumn || column !== digitColumn) {
      sum += weights[before * columns + column] ?? 0;
      pairs++;
    }
    before = column;
  }
  return pairs === 0 ? 0 : sum / pairs;
}

/** Whether a value repeats itself, runs through an alphabet, or has too few different characters for its length. */
export function isRegular(value: string): boolean {
  const { length } = value;
  if (length < 4) return true;
  const different = new Set(value).size;
  if (different < Math.min(7, Math.sqrt(length) + 1)) return true;
  let steps = 0;
  let longestStep = 0;
  let longestSame = 1;
  let same = 1;
  let run = 1;
  const lower = value.toLowerCase();
  for (let index = 1; index < length; index++) {
    const step = value.charCodeAt(index) - value.charCodeAt(index - 1);
    const letters = lower.charCodeAt(index) - lower.charCodeAt(index - 1);
    same = step === 0 ? same + 1 : 1;
    run = letters === 1 || letters === -1 ? run + 1 : 1;
    if (step === 1 || step === -1 || step === 0) steps++;
    longestSame = Math.max(longestSame, same);
    longestStep = Math.max(longestStep, run);
  }
  if (longestSame >= 6 || longestStep >= 7 || steps > length * 0.45) return true;
  return length >= 12 && isPeriodic(value);
}

/** Whether a value is one short piece over and over. @param longest  of the piece */
export function isPeriodic(value: string, longest = 16): boolean {
  for (let period = 1; period <= Math.min(longest, value.length / 2); period++) {
    let equal = 0;
    for (let index = period; index < value.length; index++) if (value[index] === value[index - period]) equal++;
    if (equal >= (value.length - period) * 0.9) return true;
  }
  return false;
}

const hex = /^(?:[0-9a-f]+|[0-9A-F]+)$/;

/** Whether a value looks drawn at random, as keys are. Judges values of 8 characters and more. */
export function isRandom(value: string): boolean {
  if (value.length < 8 || isRegular(value)) return false;
  if (hex.test(value)) {
    const digits = value.replace(/[^0-9]/g, '').length;
    return value.length >= 16 && digits > 0 && digits < value.length && new Set(value).size >= 7;
  }
  // Short values need to be rarer to say as much.
  return wordiness(value) < (value.length >= 24 ? -0.4 : value.length >= 16 ? -0.6 : -1.2);
}

/** Bits of information in a value, at most. */
export function bitsOf(value: string): number {
  return Math.floor(shannonEntropy(value) * value.length);
}
