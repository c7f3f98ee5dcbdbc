// Finds any of many literals in one pass (Aho–Corasick). Used by the sensitive-data detector; ASCII case is folded.

/** Automaton over literals; build once, run over many texts. */
export class KeywordAutomaton {
  readonly #next: Int32Array;
  readonly #classes = new Uint8Array(128);
  readonly #width: number;
  readonly #outputs: readonly (readonly number[])[];
  readonly #lengths: readonly number[];

  /** @param words  ASCII literals; their index is what `scan` reports */
  constructor(words: readonly string[]) {
    const folded = words.map((word) => word.toLowerCase());
    let width = 1;
    for (const word of folded) {
      for (const character of word) {
        const unit = character.charCodeAt(0);
        if (this.#classes[unit] === 0) this.#classes[unit] = width++;
      }
    }
    for (let unit = 65; unit <= 90; unit++) this.#classes[unit] = this.#classes[unit + 32] ?? 0;
    const edges: number[][] = [new Array<number>(width).fill(0)];
    const outputs: number[][] = [[]];
    folded.forEach((word, index) => {
      let state = 0;
      for (const character of word) {
        const symbol = this.#classes[character.charCodeAt(0)] ?? 0;
        let target = edges[state]?.[symbol] ?? 0;
        if (target === 0) {
          target = edges.length;
          edges.push(new Array<number>(width).fill(0));
          outputs.push([]);
          const row = edges[state];
          if (row) row[symbol] = target;
        }
        state = target;
      }
      outputs[state]?.push(index);
    });
    const fail = new Int32Array(edges.length);
    const queue = (edges[0] ?? []).filter((target) => target > 0);
    for (const state of queue) {
      const row = edges[state] ?? [];
      const back = edges[fail[state] ?? 0] ?? [];
      outputs[state]?.push(...(outputs[fail[state] ?? 0] ?? []));
      for (let symbol = 0; symbol < width; symbol++) {
        const target = row[symbol] ?? 0;
        if (target > 0) {
          fail[target] = back[symbol] ?? 0;
          queue.push(target);
        } else row[symbol] = back[symbol] ?? 0;
      }
    }
    this.#next = Int32Array.from(edges.flat());
    this.#width = width;
    this.#outputs = outputs;
    this.#lengths = words.map((word) => word.length);
  }

  /** Calls `hit` with a word's index and the offset at which it starts, in order of its end. */
  scan(text: string, hit: (word: number, start: number) => void): void {
    const next = this.#next;
    const classes = this.#classes;
    let state = 0;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      state = unit < 128 ? (next[state * this.#width + (classes[unit] ?? 0)] ?? 0) : 0;
      if (state === 0) continue;
      const found = this.#outputs[state];
      if (found === undefined || found.length === 0) continue;
      for (const word of found) hit(word, index + 1 - (this.#lengths[word] ?? 0));
    }
  }
}
