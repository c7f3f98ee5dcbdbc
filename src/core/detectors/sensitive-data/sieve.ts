// The first part of the pass over a text: an automaton over all keywords and a state machine for places without one. Of the places where a
// keyword or trigger stands, those are kept that their probe does not turn down at first sight. Cost: one table step a character.

import type { Page, Probe, Trigger } from './probe.ts';
import { buildKeywordTable, rowBits, type KeywordTable } from './keyword-automaton.ts';

const shortestDigits = 2;
const shortestBeforeDot = 20;

/** A place that a probe has to look at. */
export interface Place {
  readonly probe: Probe;
  readonly start: number;
  readonly end: number;
  /** Whether it is a run of digits, and no word. */
  readonly isRun: boolean;
}

/** A keyword where it ends. */
interface Ending {
  /** In small letters. */
  readonly literal: string;
  readonly length: number;
  readonly isDoubtful: boolean;
  readonly probes: readonly Probe[];
}

/** Probes made ready to sift many documents. */
export class Sieve {
  readonly #table: KeywordTable;
  /** Keywords that end in a state, by its number less `firstEnd`. */
  readonly #endings: readonly (readonly Ending[])[];
  readonly #digits: readonly Probe[];
  /** Of the longest keyword. */
  readonly longestWord: number;

  constructor(probes: readonly Probe[]) {
    const owners = new Map<string, Probe[]>();
    const add = (word: string, probe: Probe): void => {
      const key = word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
      const known = owners.get(key);
      if (known === undefined) owners.set(key, [probe]);
      else if (known.at(-1) !== probe) known.push(probe);
    };
    for (const probe of probes) {
      for (const keyword of probe.keywords ?? []) add(keyword, probe);
      if (has(probe, 'at-sign')) add('@', probe);
      if (has(probe, 'dot')) add('.', probe);
    }
    const words = [...owners.keys()];
    this.#table = buildKeywordTable(words);
    const { ends, isDoubtful } = this.#table;
    const endings = words.map((literal, index) => ({
      literal,
      length: literal.length,
      isDoubtful: isDoubtful[index] === 1,
      probes: owners.get(literal) ?? [],
    }));
    this.#endings = ends.map((state) => state.flatMap((word) => endings[word] ?? []));
    this.#digits = probes.filter((probe) => has(probe, 'digits'));
    this.longestWord = words.reduce((most, { length }) => Math.max(most, length), 1);
  }

  /** Places in the order in which they are looked at: by where they end. A run of digits ends where something else stands, and comes
   *  before what ends there.
   *  @param length  of the units, where they are a part of the text only */
  sift(page: Page, length = page.length): readonly Place[] {
    const words = this.#placesOfWords(page, length);
    const digits = this.#placesOfDigits(page, length);
    if (digits.length === 0) return words;
    const places: Place[] = [];
    let next = 0;
    for (const word of words) {
      for (let run = digits[next]; run !== undefined && run.end < word.end; run = digits[++next]) places.push(run);
      places.push(word);
    }
    for (let run = digits[next]; run !== undefined; run = digits[++next]) places.push(run);
    return places;
  }

  // Three thirds side by side: most of what a step costs is the wait for the state that it leads to.
  #placesOfWords(page: Page, length: number): readonly Place[] {
    const { units } = page;
    const { symbols, next, firstEnd } = this.#table;
    const places: Place[] = [];
    const inSecond: Place[] = [];
    const inLast: Place[] = [];
    const third = Math.floor(length / 3);
    let near = 0;
    let middle = third;
    let far = 2 * third;
    let first = 0;
    let second = this.#stateAt(units, middle);
    let last = this.#stateAt(units, far);
    while (near < third) {
      first = next[(first << rowBits) | (symbols[units[near++] ?? 0] ?? 0)] ?? 0;
      second = next[(second << rowBits) | (symbols[units[middle++] ?? 0] ?? 0)] ?? 0;
      last = next[(last << rowBits) | (symbols[units[far++] ?? 0] ?? 0)] ?? 0;
      if (first >= firstEnd) this.#siftWords(page, first, near, places);
      if (second >= firstEnd) this.#siftWords(page, second, middle, inSecond);
      if (last >= firstEnd) this.#siftWords(page, last, far, inLast);
    }
    while (far < length) {
      last = next[(last << rowBits) | (symbols[units[far++] ?? 0] ?? 0)] ?? 0;
      if (last >= firstEnd) this.#siftWords(page, last, far, inLast);
    }
    for (const place of inSecond) places.push(place);
    for (const place of inLast) places.push(place);
    return places;
  }

  /** The state in which a unit is read: no word that began before it is longer than what is read for it. */
  #stateAt(units: Uint16Array, end: number): number {
    const { symbols, next } = this.#table;
    let state = 0;
    for (let index = Math.max(0, end - this.longestWord); index < end; index++)
      state = next[(state << rowBits) | (symbols[units[index] ?? 0] ?? 0)] ?? 0;
    return state;
  }

  #siftWords(page: Page, state: number, end: number, places: Place[]): void {
    for (const { literal, length, isDoubtful, probes } of this.#endings[state - this.#table.firstEnd] ?? []) {
      const start = end - length;
      if (isDoubtful && !isAt(literal, page.units, start)) continue;
      if (literal === '.' && !isInToken(page.units, start)) continue;
      for (const probe of probes) {
        if (probe.sift?.(page, start, end) ?? true) places.push({ probe, start, end, isRun: false });
      }
    }
  }

  #placesOfDigits(page: Page, length: number): readonly Place[] {
    const places: Place[] = [];
    if (this.#digits.length === 0 || page.pathClass.machineMade) return places;
    const { units } = page;
    // Every second unit is enough to meet every run of two.
    for (let index = 1; index < length; index += 2) {
      if (!isDigit(units[index] ?? 0)) continue;
      const start = isDigit(units[index - 1] ?? 0) ? index - 1 : index;
      let end = index + 1;
      while (isDigit(units[end] ?? 0)) end++;
      index = end - 1;
      if (end - start < shortestDigits) continue;
      for (const probe of this.#digits) {
        if (probe.sift?.(page, start, end) ?? true) places.push({ probe, start, end, isRun: true });
      }
    }
    return places;
  }
}

function has(probe: Probe, trigger: Trigger): boolean {
  return probe.triggers?.includes(trigger) === true;
}

/** Whether a keyword stands there; compared without regard to ASCII case. */
function isAt(literal: string, units: Uint16Array, start: number): boolean {
  for (let index = 0; index < literal.length; index++) {
    const unit = units[start + index] ?? 0;
    if (literal.charCodeAt(index) !== (unit >= 65 && unit <= 90 ? unit + 32 : unit)) return false;
  }
  return true;
}

function isInToken(units: Uint16Array, dot: number): boolean {
  if (!isTokenUnit(units[dot + 1] ?? 0)) return false;
  let before = 0;
  while (before < shortestBeforeDot && isTokenUnit(units[dot - 1 - before] ?? 0)) before++;
  return before === shortestBeforeDot;
}

/** Of ASCII. */
export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

// Letters, digits, `_` and `-`.
function isTokenUnit(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || isDigit(unit) || unit === 95 || unit === 45;
}
