// Which words may stand around a number, told from the units of a text: most numbers count only beside a word of their kind, have none,
// and fall here before the text is a string.

import { buildKeywordTable, rowBits, type KeywordTable } from '../keyword-automaton.ts';

/** So many letters of a word are looked for: more would tell little more, and need a larger table. */
const longestBeginning = 5;

/** Lists of words, made ready to be looked for in many places. */
export class NearbyWords {
  readonly #table: KeywordTable;
  /** By list: the numbers of its beginnings; undefined for one that says nothing in ASCII. */
  readonly #lists: readonly (readonly number[] | undefined)[];
  /** Whether a word of the list has other letters. */
  readonly #beyondAscii: readonly boolean[];
  /** By beginning: the reading in which it was seen last. */
  readonly #seen: Uint32Array;
  #reading = 0;
  #seesBeyondAscii = false;

  /** @param lists  words as rows write them */
  constructor(lists: readonly (readonly string[])[]) {
    const numbers = new Map<string, number>();
    const numberOf = (beginning: string): number => {
      const known = numbers.get(beginning) ?? numbers.size;
      numbers.set(beginning, known);
      return known;
    };
    const beginnings = lists.map((words) => words.map(beginningOf));
    this.#beyondAscii = beginnings.map((each) => each.some((beginning) => !isAscii(beginning)));
    this.#lists = beginnings.map((each) =>
      each.includes('') ? undefined : each.filter(isAscii).map((beginning) => numberOf(beginning)),
    );
    this.#table = buildKeywordTable([...numbers.keys()]);
    this.#seen = new Uint32Array(numbers.size);
  }

  /** Takes in what stands from one unit to another, which `mayStand` then tells of. */
  read(units: Uint16Array, from: number, to: number): void {
    const { symbols, next, firstEnd, ends } = this.#table;
    const reading = ++this.#reading;
    let state = 0;
    let all = 0;
    for (let at = Math.max(0, from); at < to; at++) {
      const unit = units[at] ?? 0;
      all |= unit;
      state = next[(state << rowBits) | (symbols[unit] ?? 0)] ?? 0;
      if (state >= firstEnd) for (const word of ends[state - firstEnd] ?? []) this.#seen[word] = reading;
    }
    this.#seesBeyondAscii = all > 127;
  }

  /** Whether a word of a list may be in what was read. @param list  its index */
  mayStand(list: number): boolean {
    const beginnings = this.#lists[list];
    if (beginnings === undefined || (this.#seesBeyondAscii && this.#beyondAscii[list] === true)) return true;
    for (const beginning of beginnings) if (this.#seen[beginning] === this.#reading) return true;
    return false;
  }
}

/** Of the longest run of letters in a word, or of digits where it has none (1099), as it stands wherever `Words` finds the word. */
function beginningOf(word: string): string {
  const runs = word.toLowerCase().match(/\p{L}+/gu) ?? word.match(/\d+/g) ?? [];
  return runs.reduce((best, run) => (run.length > best.length ? run : best), '').slice(0, longestBeginning);
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
