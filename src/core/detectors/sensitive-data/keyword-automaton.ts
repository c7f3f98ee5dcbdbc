// Finds any of many literals in one pass (Aho–Corasick). Built once; `one-pass.ts` walks its table.

/** The table of an automaton over literals. Digits are always symbols 1 to 10, 0 is every unit that no literal has. */
export interface KeywordTable {
  /** Symbol of a UTF-16 unit; 65,536 long. ASCII capitals have the symbol of their small letter. */
  readonly symbols: Uint8Array;
  /** Offset of the next state's row, by offset of this one's row plus symbol. State 0 is the start. */
  readonly next: Int32Array;
  /** Rows at this offset and behind belong to states in which a literal ends. */
  readonly firstEnd: number;
  /** Indexes of the literals that end in a state, by (offset of its row - firstEnd) / width. */
  readonly ends: readonly (readonly number[])[];
  readonly width: number;
}

/** @param words  literals without the empty one; their index is what `ends` holds
 *  @throws when there are more than 255 different units in them */
export function buildKeywordTable(words: readonly string[]): KeywordTable {
  const folded = words.map(foldAscii);
  const symbols = new Uint8Array(65_536);
  for (let digit = 0; digit < 10; digit++) symbols[48 + digit] = digit + 1;
  let width = 11;
  for (const word of folded) {
    for (let index = 0; index < word.length; index++) {
      const unit = word.charCodeAt(index);
      if (symbols[unit] !== 0) continue;
      if (width > 255) throw new Error('too many different characters in keywords');
      symbols[unit] = width++;
    }
  }
  for (let unit = 65; unit <= 90; unit++) symbols[unit] = symbols[unit + 32] ?? 0;

  const trie = new Trie(folded, symbols);
  const fallback = fallbacksOf(trie);
  // States in which a word ends go last, so that one comparison in the loop tells them.
  const quiet = trie.states.filter((state) => !trie.ends.has(state));
  const ending = trie.states.filter((state) => trie.ends.has(state));
  const row = new Int32Array(trie.states.length);
  [...quiet, ...ending].forEach((state, index) => (row[state] = index * width));
  const next = new Int32Array(row.length * width);
  // Breadth first: the row of the fallback is complete, and holds where each symbol leads that is no child here.
  for (const state of trie.breadthFirst()) {
    const at = row[state] ?? 0;
    const back = row[fallback[state] ?? 0] ?? 0;
    if (state !== 0) next.set(next.subarray(back, back + width), at);
    for (const child of trie.children[state] ?? []) next[at + (trie.symbol[child] ?? 0)] = row[child] ?? 0;
  }
  return {
    symbols,
    next,
    firstEnd: quiet.length * width,
    ends: ending.map((state) => trie.ends.get(state) ?? []),
    width,
  };
}

/** The literals as a tree of states; 0 is its root. */
class Trie {
  readonly states: number[] = [0];
  readonly children: number[][] = [[]];
  /** The symbol that leads into a state. */
  readonly symbol: number[] = [0];
  /** Indexes of the words that end in a state. */
  readonly ends = new Map<number, number[]>();

  constructor(words: readonly string[], symbols: Uint8Array) {
    words.forEach((word, wordIndex) => {
      let state = 0;
      for (let index = 0; index < word.length; index++)
        state = this.#childOf(state, symbols[word.charCodeAt(index)] ?? 0);
      this.ends.set(state, [...(this.ends.get(state) ?? []), wordIndex]);
    });
  }

  #childOf(state: number, symbol: number): number {
    const siblings = this.children[state] ?? [];
    const known = siblings.find((child) => this.symbol[child] === symbol);
    if (known !== undefined) return known;
    const made = this.states.length;
    this.states.push(made);
    this.children.push([]);
    this.symbol.push(symbol);
    siblings.push(made);
    return made;
  }

  breadthFirst(): readonly number[] {
    const queue = [0];
    for (const state of queue) queue.push(...(this.children[state] ?? []));
    return queue;
  }
}

// The state of the longest end of a state's text that is the beginning of a word. Adds the words that end there to `ends`.
function fallbacksOf(trie: Trie): Int32Array {
  const fallback = new Int32Array(trie.states.length);
  for (const state of trie.breadthFirst()) {
    for (const child of trie.children[state] ?? []) {
      let back = state;
      let found: number | undefined;
      while (found === undefined && back !== 0) {
        back = fallback[back] ?? 0;
        found = trie.children[back]?.find((other) => trie.symbol[other] === trie.symbol[child]);
      }
      fallback[child] = found ?? 0;
      const inherited = trie.ends.get(found ?? 0);
      if (inherited !== undefined) trie.ends.set(child, [...(trie.ends.get(child) ?? []), ...inherited]);
    }
  }
  return fallback;
}

function foldAscii(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
