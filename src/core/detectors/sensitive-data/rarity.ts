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
  // Several ask of the same value one after the other.
  if (lastRegular?.value !== value) lastRegular = { value, is: looksRegular(value) };
  return lastRegular.is;
}

let lastRegular: { readonly value: string; readonly is: boolean } | undefined;

function looksRegular(value: string): boolean {
  const { length } = value;
  if (length < 4) return true;
  if (countDifferent(value) < Math.min(7, Math.sqrt(length) + 1)) return true;
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
  if (longestSame >= 6 || longestStep >= 7 || steps > length * 0.45 || countsThrough(lower)) return true;
  return length >= 12 && isPeriodic(value);
}

// a1b2c3d4e5, AbCdEf: letters that run through the alphabet, whatever stands between.
function countsThrough(lower: string): boolean {
  let before = 0;
  let letters = 0;
  let steps = 0;
  for (let index = 0; index < lower.length; index++) {
    const unit = lower.charCodeAt(index);
    if (unit < 97 || unit > 122) continue;
    if (unit - before === 1) steps++;
    before = unit;
    letters++;
  }
  return letters >= 8 && steps >= (letters - 1) * 0.8;
}

/** Whether a value is one short piece over and over. @param longest  of the piece */
export function isPeriodic(value: string, longest = 16): boolean {
  const { length } = value;
  for (let period = 1; period <= Math.min(longest, length / 2); period++) {
    // So many places may differ; most values differ in more within their first few characters.
    let left = Math.floor((length - period) * 0.1);
    for (let index = period; index < length && left >= 0; index++) {
      if (value.charCodeAt(index) !== value.charCodeAt(index - period)) left--;
    }
    if (left >= 0) return true;
  }
  return false;
}

const seen = new Uint32Array(128);
let stamp = 0;

/** How many different characters a value has; those beyond ASCII count as one each time. */
function countDifferent(value: string): number {
  stamp++;
  let different = 0;
  for (let index = 0; index < value.length; index++) {
    const unit = value.charCodeAt(index);
    if (unit < 128 && seen[unit] === stamp) continue;
    if (unit < 128) seen[unit] = stamp;
    different++;
  }
  return different;
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

const plainSets = [/[0-9a-f]/g, /[0-9A-F]/g, /[0-9a-z]/g];
/** Digits of hexadecimal numbers are all small or all capital. */
const mixedHex = /^(?=.*[a-f])(?=.*[A-F])[\da-fA-F]{32,}$/;
const longestSlip = 2;

/** Whether a value is drawn from a small set but for a character or two: a copy with slips of the hand, or one made to be wrong. */
export function isSlip(value: string): boolean {
  const drawn = value.replace(/^\w{1,10}?[._-]/, '');
  if (drawn.length < 24) return false;
  if (mixedHex.test(drawn)) return true;
  return plainSets.some((set) => {
    const others = drawn.replace(set, '').replace(/[^A-Za-z0-9]/g, '').length;
    return others > 0 && others <= longestSlip;
  });
}
