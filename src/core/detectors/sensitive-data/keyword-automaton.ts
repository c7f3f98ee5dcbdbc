// Finds any of many literals in one pass (Aho–Corasick). Built at every start of a process; `sieve.ts` walks its table. The table is kept
// small, so that it stays in the caches of the processor: rows of 64, and units that few literals have share their symbols.

/** Bits of a row. */
export const rowBits = 6;
const width = 1 << rowBits;
/** So many symbols at least are shared by all units that have none of their own. */
const sharedSymbols = 7;

/** The table of an automaton over literals. */
export interface KeywordTable {
  /** Symbol of a UTF-16 unit; 65,536 long. ASCII capitals have the symbol of their small letter, 0 is every unit that no literal has. */
  readonly symbols: Uint8Array;
  /** The next state, by this one's number times 64 plus symbol. State 0 is the start. */
  readonly next: Uint16Array | Uint32Array;
  /** States of this number and more are those in which a literal ends. */
  readonly firstEnd: number;
  /** Indexes of the literals that end in a state, by its number less `firstEnd`. */
  readonly ends: readonly (readonly number[])[];
  /** By index of a literal: 1 where it has units that share a symbol, so that another text may have led here. */
  readonly isDoubtful: Uint8Array;
}

/** @param words  literals without the empty one, ASCII letters small; their index is what `ends` holds */
export function buildKeywordTable(words: readonly string[]): KeywordTable {
  const { symbols, firstShared } = symbolsFor(words);
  const tree = new LiteralTree(words, symbols);
  const { states, ends } = tree;
  // States in which a literal ends go last, so that one comparison in the loop tells them.
  const number = new Int32Array(states);
  const ending: (readonly number[])[] = [];
  let quiet = 0;
  for (let state = 0; state < states; state++) if (ends[state] === undefined) number[state] = quiet++;
  for (let state = 0; state < states; state++) {
    const own = ends[state];
    if (own !== undefined) number[state] = quiet + ending.push(own) - 1;
  }
  const next = states > 0xffff ? new Uint32Array(states * width) : new Uint16Array(states * width);
  // Breadth first: the row of the fallback is complete, and holds where each symbol leads that is no child here.
  for (const state of tree.breadthFirst) {
    const at = (number[state] ?? 0) * width;
    const back = (number[tree.fallback[state] ?? 0] ?? 0) * width;
    if (state !== 0) next.copyWithin(at, back, back + width);
    for (let child = tree.firstChild[state] ?? 0; child !== 0; child = tree.sibling[child] ?? 0)
      next[at + (tree.symbol[child] ?? 0)] = number[child] ?? 0;
  }
  const isDoubtful = Uint8Array.from(words, (word) => (hasSymbolFrom(firstShared, word, symbols) ? 1 : 0));
  return { symbols, next, firstEnd: quiet, ends: ending, isDoubtful };
}

/** Signs of ASCII have symbols of their own, as far as there are enough; all other units share the rest. */
function symbolsFor(words: readonly string[]): { readonly symbols: Uint8Array; readonly firstShared: number } {
  const symbols = new Uint8Array(65_536);
  const units = new Set<number>();
  for (const word of words) for (let index = 0; index < word.length; index++) units.add(word.charCodeAt(index));
  let firstShared = 1;
  for (const unit of units) if (unit < 128 && firstShared < width - sharedSymbols) symbols[unit] = firstShared++;
  for (const unit of units) if (symbols[unit] === 0) symbols[unit] = firstShared + (unit % (width - firstShared));
  for (let unit = 65; unit <= 90; unit++) symbols[unit] = symbols[unit + 32] ?? 0;
  return { symbols, firstShared };
}

function hasSymbolFrom(least: number, word: string, symbols: Uint8Array): boolean {
  for (let index = 0; index < word.length; index++) if ((symbols[word.charCodeAt(index)] ?? 0) >= least) return true;
  return false;
}

/** The literals as a tree of states; 0 is its root, and nobody's child. Flat arrays: it is built at every start of a process. */
class LiteralTree {
  readonly firstChild: Int32Array;
  readonly sibling: Int32Array;
  /** The symbol that leads into a state. */
  readonly symbol: Uint8Array;
  /** The state of the longest end of a state's text that is the beginning of a literal. */
  readonly fallback: Int32Array;
  /** Indexes of the literals that end in a state, the longest first. */
  readonly ends: (readonly number[] | undefined)[] = [];
  readonly breadthFirst: Int32Array;
  readonly states: number;

  constructor(words: readonly string[], symbols: Uint8Array) {
    const most = words.reduce((sum, word) => sum + word.length, 1);
    this.firstChild = new Int32Array(most);
    this.sibling = new Int32Array(most);
    this.symbol = new Uint8Array(most);
    let states = 1;
    words.forEach((word, wordIndex) => {
      let state = 0;
      for (let index = 0; index < word.length; index++) {
        const symbol = symbols[word.charCodeAt(index)] ?? 0;
        let child = this.#childOf(state, symbol);
        if (child === 0) {
          child = states++;
          this.symbol[child] = symbol;
          this.sibling[child] = this.firstChild[state] ?? 0;
          this.firstChild[state] = child;
        }
        state = child;
      }
      this.ends[state] = [...(this.ends[state] ?? []), wordIndex];
    });
    this.states = states;
    this.fallback = new Int32Array(states);
    this.breadthFirst = new Int32Array(states);
    this.#fallBack();
  }

  /** @returns 0 when there is none */
  #childOf(state: number, symbol: number): number {
    let child = this.firstChild[state] ?? 0;
    while (child !== 0 && this.symbol[child] !== symbol) child = this.sibling[child] ?? 0;
    return child;
  }

  #fallBack(): void {
    const { breadthFirst, fallback, firstChild, sibling, symbol, ends } = this;
    let known = 1;
    for (let next = 0; next < known; next++) {
      const state = breadthFirst[next] ?? 0;
      for (let child = firstChild[state] ?? 0; child !== 0; child = sibling[child] ?? 0) {
        breadthFirst[known++] = child;
        let shorter = state;
        let found = 0;
        while (found === 0 && shorter !== 0) {
          shorter = fallback[shorter] ?? 0;
          found = this.#childOf(shorter, symbol[child] ?? 0);
        }
        fallback[child] = found;
        const inherited = ends[found];
        if (inherited !== undefined) ends[child] = [...(ends[child] ?? []), ...inherited];
      }
    }
  }
}
