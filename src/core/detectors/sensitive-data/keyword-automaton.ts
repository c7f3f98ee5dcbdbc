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

  const most = folded.reduce((sum, word) => sum + word.length, 1);
  const edges = new Int32Array(most * width);
  const endsAt: number[][] = Array.from({ length: most }, () => []);
  let states = 1;
  folded.forEach((word, wordIndex) => {
    let state = 0;
    for (let index = 0; index < word.length; index++) {
      const edge = state * width + (symbols[word.charCodeAt(index)] ?? 0);
      if (edges[edge] === 0) edges[edge] = states++;
      state = edges[edge] ?? 0;
    }
    endsAt[state]?.push(wordIndex);
  });

  // Breadth first: a state's fallback is complete before the state itself.
  const fallback = new Int32Array(states);
  const queue: number[] = [0];
  for (const state of queue) {
    const back = (fallback[state] ?? 0) * width;
    if (state !== 0) endsAt[state]?.push(...(endsAt[fallback[state] ?? 0] ?? []));
    for (let symbol = 0; symbol < width; symbol++) {
      const edge = state * width + symbol;
      const target = edges[edge] ?? 0;
      if (target > 0) {
        fallback[target] = state === 0 ? 0 : (edges[back + symbol] ?? 0);
        queue.push(target);
      } else if (state !== 0) edges[edge] = edges[back + symbol] ?? 0;
    }
  }

  // States in which a word ends go last, so that one comparison in the loop tells them.
  const order = [...Array(states).keys()];
  const quiet = order.filter((state) => endsAt[state]?.length === 0);
  const ending = order.filter((state) => endsAt[state]?.length !== 0);
  const place = new Int32Array(states);
  [...quiet, ...ending].forEach((state, index) => (place[state] = index));
  const next = new Int32Array(states * width);
  for (let state = 0; state < states; state++)
    for (let symbol = 0; symbol < width; symbol++)
      next[(place[state] ?? 0) * width + symbol] = (place[edges[state * width + symbol] ?? 0] ?? 0) * width;
  return {
    symbols,
    next,
    firstEnd: quiet.length * width,
    ends: ending.map((state) => endsAt[state] ?? []),
    width,
  };
}

function foldAscii(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
