// Places in a text that can be found line by line, kept while the text is edited: after an edit the lines that changed are read again, and
// the places behind them move along.

import type { TextChange } from './text-change.ts';

/** Finds places in a text, in order. Whether there is one, the line alone decides: asked of some lines, it finds what it finds there
 *  in the whole. */
export type FindPlaces = (text: string) => readonly number[];

export class FollowedPlaces {
  readonly #find: FindPlaces;
  #places: readonly number[];

  constructor(text: string, find: FindPlaces) {
    this.#find = find;
    this.#places = find(text);
  }

  /** Offsets in order, as `find` gives them for the whole text. */
  get places(): readonly number[] {
    return this.#places;
  }

  edit(text: string, { start, oldEnd, newEnd }: TextChange): void {
    const from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
    const lineEnd = text.indexOf('\n', newEnd);
    const to = lineEnd < 0 ? text.length : lineEnd;
    const by = newEnd - oldEnd;
    this.#places = [
      ...this.#places.filter((place) => place < from),
      ...this.#find(text.slice(from, to)).map((place) => place + from),
      ...this.#places.filter((place) => place + by >= to && place >= oldEnd).map((place) => place + by),
    ];
  }
}

/** Where an expression is found that stays within a line. @param counts  leaves out matches of no interest */
export function placesOfExpression(
  expression: RegExp,
  counts: (match: RegExpExecArray) => boolean = () => true,
): FindPlaces {
  return (text) => {
    const places: number[] = [];
    for (const match of text.matchAll(expression)) if (counts(match)) places.push(match.index);
    return places;
  };
}

/** Where some words stand, in order. Looking for a word is many times faster than trying a pattern at every character. */
export function placesOfWords(words: readonly string[]): FindPlaces {
  return (text) => {
    const places: number[] = [];
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at);
    }
    return words.length === 1 ? places : places.sort((a, b) => a - b);
  };
}

/** Matches of a sticky expression at some places; those within the match before are passed over. */
export function* matchesAt(text: string, places: readonly number[], sticky: RegExp): Generator<RegExpExecArray> {
  let end = 0;
  for (const place of places) {
    if (place < end) continue;
    sticky.lastIndex = place;
    const match = sticky.exec(text);
    if (match === null) continue;
    end = place + match[0].length;
    yield match;
  }
}
