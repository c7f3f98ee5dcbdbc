// The one pass over a text: an automaton over all keywords and a state machine for places without one. It knows nothing of what is
// looked for; probes do. First the text is sifted: of the places where a keyword or trigger stands, those are kept that their probe
// does not turn down at first sight. Then the probes look at what was kept. Cost: one table step a character, and what probes read.

import type { DetectedMatch } from '../detector.ts';
import type { TextDocument } from '../../model/document.ts';
import type { Page, Probe, Reading, Trigger } from './probe.ts';
import { lengthOf, unitsOf } from '../../text/units.ts';
import { buildKeywordTable, type KeywordTable } from './keyword-automaton.ts';
import { classifyPath, type PathClass } from './path-class.ts';

const shortestDigits = 2;
const shortestBeforeDot = 20;

/** A place that a probe has to look at. */
interface Place {
  readonly probe: Probe;
  readonly start: number;
  readonly end: number;
}

/** Probes made ready to run over many documents. */
export class OnePass {
  readonly #table: KeywordTable;
  /** By index of a keyword: its length, and whose it is. */
  readonly #lengths: readonly number[];
  readonly #owners: readonly (readonly Probe[])[];
  readonly #digits: readonly Probe[];
  readonly #finishing: readonly Probe[];
  readonly #dotWord: number;

  constructor(probes: readonly Probe[]) {
    const owners = new Map<string, Probe[]>();
    const add = (word: string, probe: Probe): void => {
      const key = word.toLowerCase();
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
    this.#lengths = words.map((word) => word.length);
    this.#owners = [...owners.values()];
    this.#digits = probes.filter((probe) => has(probe, 'digits'));
    this.#finishing = probes.filter((probe) => probe.finish !== undefined);
    this.#dotWord = words.indexOf('.');
  }

  /** All that the probes report, in the order in which they did. Throws what a probe throws. */
  read(document: TextDocument): readonly DetectedMatch[] {
    const pathClass = classifyPath(document.path);
    const page = { units: unitsOf(document), length: lengthOf(document), path: document.path, pathClass };
    const reading = new OpenReading(document, pathClass);
    const words = this.#placesOfWords(page);
    const digits = this.#placesOfDigits(page);
    let next = 0;
    // A run of digits ends where something else stands, and is looked at before what ends there.
    for (const { probe, start, end } of words) {
      for (let run = digits[next]; run !== undefined && run.end < end; run = digits[++next])
        run.probe.look(reading, run.start, run.end);
      probe.look(reading, start, end);
    }
    for (let run = digits[next]; run !== undefined; run = digits[++next]) run.probe.look(reading, run.start, run.end);
    for (const probe of this.#finishing) probe.finish?.(reading);
    return reading.matches;
  }

  #placesOfWords(page: Page): readonly Place[] {
    const { units, length } = page;
    const { symbols, next, firstEnd } = this.#table;
    const places: Place[] = [];
    let state = 0;
    for (let index = 0; index < length; index++) {
      state = next[state + (symbols[units[index] ?? 0] ?? 0)] ?? 0;
      if (state >= firstEnd) this.#siftWords(page, state, index + 1, places);
    }
    return places;
  }

  #siftWords(page: Page, state: number, end: number, places: Place[]): void {
    for (const word of this.#table.ends[(state - this.#table.firstEnd) / this.#table.width] ?? []) {
      const start = end - (this.#lengths[word] ?? 0);
      if (word === this.#dotWord && !isInToken(page.units, start)) continue;
      for (const probe of this.#owners[word] ?? []) {
        if (probe.sift?.(page, start, end) ?? true) places.push({ probe, start, end });
      }
    }
  }

  #placesOfDigits(page: Page): readonly Place[] {
    const places: Place[] = [];
    if (this.#digits.length === 0 || page.pathClass.machineMade) return places;
    const { units, length } = page;
    // Every second unit is enough to meet every run of two.
    for (let index = 1; index < length; index += 2) {
      if (!isDigit(units[index] ?? 0)) continue;
      const start = isDigit(units[index - 1] ?? 0) ? index - 1 : index;
      let end = index + 1;
      while (isDigit(units[end] ?? 0)) end++;
      index = end - 1;
      if (end - start < shortestDigits) continue;
      for (const probe of this.#digits) {
        if (probe.sift?.(page, start, end) ?? true) places.push({ probe, start, end });
      }
    }
    return places;
  }
}

class OpenReading implements Reading {
  readonly path: string;
  readonly pathClass: PathClass;
  readonly matches: DetectedMatch[] = [];
  readonly #document: TextDocument;
  readonly #states = new Map<object, unknown>();

  constructor(document: TextDocument, pathClass: PathClass) {
    this.path = document.path;
    this.pathClass = pathClass;
    this.#document = document;
  }

  get text(): string {
    return this.#document.text;
  }

  report(match: DetectedMatch): void {
    this.matches.push(match);
  }

  stateOf<State>(owner: object, create: () => State): State {
    // A state is only ever read by the owner that made it.
    const known = this.#states.get(owner) as State | undefined;
    if (known !== undefined) return known;
    const made = create();
    this.#states.set(owner, made);
    return made;
  }
}

function has(probe: Probe, trigger: Trigger): boolean {
  return probe.triggers?.includes(trigger) === true;
}

function isInToken(units: Uint16Array, dot: number): boolean {
  if (!isTokenUnit(units[dot + 1] ?? 0)) return false;
  let before = 0;
  while (before < shortestBeforeDot && isTokenUnit(units[dot - 1 - before] ?? 0)) before++;
  return before === shortestBeforeDot;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

// Letters, digits, `_` and `-`.
function isTokenUnit(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || isDigit(unit) || unit === 95 || unit === 45;
}
