// The one pass over a text: an automaton over all keywords and a state machine for places without one, in the same loop.
// It knows nothing of what is looked for; probes do. Cost: one table step a character, and what probes read around their places.

import type { DetectedMatch } from '../detector.ts';
import type { TextDocument } from '../../model/document.ts';
import type { Probe, Reading, Trigger } from './probe.ts';
import { buildKeywordTable, type KeywordTable } from './keyword-automaton.ts';
import { classifyPath, type PathClass } from './path-class.ts';

const shortestDigits = 2;
const shortestBeforeDot = 20;

/** Probes made ready to run over many documents. */
export class OnePass {
  readonly #probes: readonly Probe[];
  readonly #table: KeywordTable;
  /** By index of a keyword: its length, and whose it is. */
  readonly #lengths: readonly number[];
  readonly #owners: readonly (readonly Probe[])[];
  readonly #digits: readonly Probe[];
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
    this.#probes = probes;
    this.#table = buildKeywordTable(words);
    this.#lengths = words.map((word) => word.length);
    this.#owners = [...owners.values()];
    this.#digits = probes.filter((probe) => has(probe, 'digits'));
    this.#dotWord = words.indexOf('.');
  }

  /** All that the probes report, in the order in which they did. Throws what a probe throws. */
  read({ path, text }: TextDocument): readonly DetectedMatch[] {
    const reading = new OpenReading(path, text);
    const { symbols, next, firstEnd } = this.#table;
    const countDigits = this.#digits.length > 0;
    let state = 0;
    let digitsFrom = -1;
    for (let index = 0; index < text.length; index++) {
      const symbol = symbols[text.charCodeAt(index)] ?? 0;
      state = next[state + symbol] ?? 0;
      if (countDigits) {
        if (symbol > 0 && symbol <= 10) {
          if (digitsFrom < 0) digitsFrom = index;
        } else if (digitsFrom >= 0) {
          if (index - digitsFrom >= shortestDigits) this.#atDigits(reading, digitsFrom, index);
          digitsFrom = -1;
        }
      }
      if (state >= firstEnd) this.#atKeywords(reading, state, index + 1);
    }
    if (digitsFrom >= 0 && text.length - digitsFrom >= shortestDigits) this.#atDigits(reading, digitsFrom, text.length);
    for (const probe of this.#probes) probe.finish?.(reading);
    return reading.matches;
  }

  #atKeywords(reading: Reading, state: number, end: number): void {
    for (const word of this.#table.ends[(state - this.#table.firstEnd) / this.#table.width] ?? []) {
      const start = end - (this.#lengths[word] ?? 0);
      if (word === this.#dotWord && !isInToken(reading.text, start)) continue;
      for (const probe of this.#owners[word] ?? []) probe.look(reading, start, end);
    }
  }

  #atDigits(reading: Reading, start: number, end: number): void {
    for (const probe of this.#digits) probe.look(reading, start, end);
  }
}

class OpenReading implements Reading {
  readonly text: string;
  readonly path: string;
  readonly pathClass: PathClass;
  readonly matches: DetectedMatch[] = [];
  readonly #states = new Map<object, unknown>();

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    this.pathClass = classifyPath(path);
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

function isInToken(text: string, dot: number): boolean {
  if (!isTokenUnit(text.charCodeAt(dot + 1))) return false;
  let before = 0;
  while (before < shortestBeforeDot && isTokenUnit(text.charCodeAt(dot - 1 - before))) before++;
  return before === shortestBeforeDot;
}

// Letters, digits, `_` and `-`; NaN, which is what stands outside of the text, is none.
function isTokenUnit(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95 ||
    unit === 45
  );
}
