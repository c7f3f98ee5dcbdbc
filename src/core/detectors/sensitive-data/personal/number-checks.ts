// The arithmetic in personal numbers: pure functions from a value without separators, in capitals, to whether it holds.

import type { LuhnCheck, NumberCheck, WeightedCheck } from '../../../catalog/personal-data-row.ts';
import { passesLuhn } from '../validators.ts';
import { namedChecks } from './named-checks.ts';

/** Whether a value passes. @throws when a row names a check that does not exist */
export function passesCheck(check: NumberCheck, value: string): boolean {
  if ('any' in check) return check.any.some((each) => passesCheck(each, value));
  if ('all' in check) return check.all.every((each) => passesCheck(each, value));
  switch (check.kind) {
    case 'luhn':
      return passesLuhnOf(check, value);
    case 'mod97':
      return mod97(value.slice(check.rotate ?? 0) + value.slice(0, check.rotate ?? 0)) === 1;
    case 'weighted':
    case 'number':
      return passesWeighted(check, withoutPrefix(value, check.withoutPrefix));
    case 'named': {
      const named = namedChecks.get(check.name);
      if (named === undefined) throw new Error(`no check of the name ${check.name}`);
      const plain = withoutPrefix(value, check.withoutPrefix);
      return named(check.places === undefined ? plain : pick(plain, check.places));
    }
  }
}

/** Rest of a text of digits and letters (A is 10) modulo 97; -1 for other characters. Source: https://www.iso.org/standard/31531.html */
export function mod97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    if (Number.isNaN(value)) return -1;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

function withoutPrefix(value: string, prefix: string | undefined): string {
  return prefix !== undefined && value.startsWith(prefix) ? value.slice(prefix.length) : value;
}

function passesLuhnOf(check: LuhnCheck, whole: string): boolean {
  const value = withoutPrefix(whole, check.withoutPrefix);
  if (check.length !== undefined && value.length !== check.length) return false;
  const picked = check.places === undefined ? value : pick(value, check.places);
  if (check.letters === undefined) return /^\d+$/.test(picked) && passesLuhn((check.prefix ?? '') + picked);
  let sum = 0;
  for (let index = 0; index < picked.length; index++) {
    const digit = Number.parseInt(picked[picked.length - 1 - index] ?? '', 36);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += index % 2 === 1 && doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function passesWeighted(check: WeightedCheck, value: string): boolean {
  if (check.length !== undefined && value.length !== check.length) return check.elsePasses === true;
  const at = placesOf(check.at ?? String(value.length));
  const places =
    check.places === undefined
      ? Array.from({ length: check.digit === undefined ? value.length : value.length - 1 }, (_, index) => index + 1)
      : placesOf(check.places);
  const written = at.map((place) => value[place - 1] ?? '').join('');
  const passes = (weights: readonly number[], fix: WeightedCheck['fix'], isFirst: boolean): boolean => {
    const rest = check.kind === 'number' ? numberAt(check, value, places) : sumOf(check, value, places, weights);
    if (Number.isNaN(rest)) return false;
    if (check.digit === undefined) return rest === 0;
    if (isFirst && check.then?.when === rest) return passes(check.then.weights, check.then.fix, false);
    const computed =
      check.digit === 'r' ? rest : (check.digit === 'm-r' ? check.modulus : check.digit === '9-r' ? 9 : 10) - rest;
    const fixed = fix?.[String(computed)] ?? computed;
    if (typeof fixed === 'string') return false;
    const alphabets = check.alphabet === undefined ? [] : [check.alphabet].flat();
    if (alphabets.length > 0) return alphabets.some((alphabet) => alphabet[fixed] === written);
    // A number that is not issued has no digit for its rest.
    return fixed >= 0 && String(fixed).padStart(at.length, '0') === written;
  };
  return passes(check.weights ?? [], check.fix, true);
}

function numberAt(check: WeightedCheck, value: string, places: readonly number[]): number {
  let rest = 0;
  for (const place of places) {
    const character = value[place - 1] ?? '';
    const digit = check.substitutes?.[character] ?? (/^\d$/.test(character) ? Number(character) : NaN);
    rest = (rest * 10 + digit) % check.modulus;
  }
  return rest;
}

function sumOf(check: WeightedCheck, value: string, places: readonly number[], weights: readonly number[]): number {
  let sum = (check.add ?? 0) + (check.addFor?.[value[0] ?? ''] ?? 0);
  places.forEach((place, index) => {
    const order = check.from === 'right' ? places.length - 1 - index : index;
    const weight = weights[check.cycle === true ? order % weights.length : order] ?? 0;
    const product = valueOf(check, value[place - 1] ?? '') * weight;
    sum += check.products === 'units' ? product % 10 : product;
  });
  return ((sum % check.modulus) + check.modulus) % check.modulus;
}

function valueOf(check: WeightedCheck, character: string): number {
  const digit = /^\d$/.test(character) ? Number(character) : NaN;
  if (check.letters === undefined || check.letters === 'A10')
    return check.letters === undefined ? digit : Number.parseInt(character, 36);
  if (check.letters === 'ascii48') return character.charCodeAt(0) - 48;
  const index = check.letters.indexOf(character);
  return index >= 0 ? index : digit;
}

function pick(value: string, places: string): string {
  return placesOf(places)
    .map((place) => value[place - 1] ?? '')
    .join('');
}

const knownPlaces = new Map<string, readonly number[]>();

/** The places that a row names: `1-7,9`. Asked for each number that is written like one of the kind. */
function placesOf(notation: string): readonly number[] {
  let places = knownPlaces.get(notation);
  if (places === undefined) knownPlaces.set(notation, (places = readPlaces(notation)));
  return places;
}

function readPlaces(notation: string): readonly number[] {
  return notation.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}
