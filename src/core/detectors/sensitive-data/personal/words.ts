// Words of a kind of number, as rows write them, in the words around a value. No expression: an engine takes a millisecond to prepare one
// with letters of all scripts in it, and there is one for each kind.

import { isDigit } from '../sieve.ts';
import { plainWords } from './surroundings-of-numbers.ts';

/** Words of up to so many letters have to stand alone, plurals apart; longer ones may be the beginning or the end of another. */
const longestShort = 6;
const spaced = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek} ]/u;
const letter = /^\p{L}/u;

interface Word {
  readonly text: string;
  readonly kind: 'short' | 'long' | 'unspaced' | 'digits';
}

/** Some words that mean the same. */
export class Words {
  readonly #words: readonly Word[];

  constructor(words: readonly string[]) {
    this.#words = words.map((word) => {
      const text = plainWords(word).trim();
      return {
        text,
        kind: /^\d+$/.test(text)
          ? 'digits'
          : !spaced.test(text)
            ? 'unspaced'
            : text.length <= longestShort
              ? 'short'
              : 'long',
      };
    });
  }

  /** Whether one of them stands in a text as `wordsAround` gives it. */
  test(around: string): boolean {
    return this.#words.some((word) => stands(word, around));
  }
}

function stands({ text, kind }: Word, around: string): boolean {
  for (let at = around.indexOf(text); at >= 0; at = around.indexOf(text, at + 1)) {
    if (kind === 'unspaced') return true;
    const end = at + text.length;
    // 1099 is a form, and a part of long numbers.
    if (kind === 'digits') {
      if (!isDigitAt(around, at - 1) && !isDigitAt(around, end)) return true;
      continue;
    }
    const begins = !isLetterBefore(around, at);
    if (kind === 'long' ? begins || !isLetterAt(around, end) : begins && endsAt(around, end)) return true;
  }
  return false;
}

// A plural, or a case of it, is the same word.
function endsAt(text: string, end: number): boolean {
  if (!isLetterAt(text, end)) return true;
  const unit = text[end];
  return (unit === 's' || unit === 'n') && !isLetterAt(text, end + 1);
}

function isDigitAt(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at));
}

function isLetterAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 128) return isAsciiLetter(unit);
  return at < text.length && letter.test(text.slice(at, at + 2));
}

function isLetterBefore(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 1);
  if (unit < 128) return isAsciiLetter(unit);
  if (unit < 0xdc00 || unit > 0xdfff) return at > 0 && letter.test(text.slice(at - 1, at));
  // The second half of a sign; alone it is no letter.
  const first = text.charCodeAt(at - 2);
  return first >= 0xd800 && first < 0xdc00 && letter.test(text.slice(at - 2, at));
}

function isAsciiLetter(unit: number): boolean {
  return (unit | 32) >= 97 && (unit | 32) <= 122;
}
