// Tells by how a value is written which kinds it can be. A writing is found by its first part, so that the number of kinds costs nothing.

import type { NumberRow } from '../../../catalog/personal-data-row.ts';
import type { Page } from '../probe.ts';
import { NearbyWords } from './nearby-words.ts';
import { longestNote } from './note.ts';
import { followsWord, goesOn, isAlphanumeric, reachBefore, reachBehind } from './surroundings-of-numbers.ts';

/** One accepted writing of one kind. */
export interface Shape {
  readonly row: NumberRow;
  /** Sticky; without borders. */
  readonly expression: RegExp;
  /** Digits and nothing else. */
  readonly isBare: boolean;
  readonly length: number;
  readonly isSpaced: boolean;
  /** Index of the words of its row among those of all. */
  readonly words: number;
  /** Each character: a class of them, or the code of the one that has to stand there, with the bit that makes letters small. */
  readonly symbols: Uint8Array;
}

const separators = ' -./:(';

/** Writings by the first part of them: its characters as 9 and A, or its length, and the separator behind it. */
export class ShapeIndex {
  readonly #bySkeleton = new Map<string, Shape[]>();
  readonly #byLength = new Map<string, Shape[]>();
  /** The same by the trace of the first part and the length of the second, for the first look at a text that is no string yet. */
  readonly #byTrace = new Map<number, Shape[]>();
  /** 1 where `#byTrace` has something: most words have nothing. */
  readonly #traces = new Uint8Array(traceCount);
  readonly #words: NearbyWords;
  #longest = 0;

  constructor(rows: readonly NumberRow[]) {
    rows.forEach((row, words) => {
      for (const notation of row.shapes) this.#add(row, words, notation);
    });
    this.#words = new NearbyWords(rows.map(({ words }) => words));
  }

  /** Writings that may begin at `start`, the longest first. @param end  where the first part ends */
  at(text: string, start: number, end: number): readonly Shape[] {
    const next = text[end] ?? '';
    const separator = separators.includes(next) ? next : '';
    const skeleton = skeletonOf(text, start, end);
    const shapes: Shape[] = [];
    for (const key of separator === '' ? [''] : [separator, '']) {
      shapes.push(
        ...(this.#bySkeleton.get(skeleton + key) ?? []),
        ...(this.#byLength.get(String(end - start) + key) ?? []),
      );
    }
    return shapes.length < 2 ? shapes : shapes.sort((a, b) => b.length - a.length);
  }

  /** Whether a writing stands at `start` in a text, is not a part of something longer, and may count there.
   *  @param end  where the first part ends */
  standsAt(page: Page, start: number, end: number): boolean {
    const { units } = page;
    let trace = 0;
    for (let index = start; index < end; index++) trace = traceWith(trace, (units[index] ?? 0) <= 57);
    const length = lengthTrace(end - start);
    const separator = separatorCodes[units[end] ?? 0] ?? 0;
    let second = 0;
    if (separator > 0) while (second < longestPart && isAlphanumeric(units[end + 1 + second] ?? 0)) second++;
    return (
      (!isNumberedName(units, start, end) &&
        (this.#fits(placeOf(trace, 0, 0), page, start) || this.#fits(placeOf(length, 0, 0), page, start))) ||
      (separator > 0 &&
        (this.#fits(placeOf(trace, separator, second), page, start) ||
          this.#fits(placeOf(length, separator, second), page, start)))
    );
  }

  #fits(place: number, page: Page, start: number): boolean {
    const { units } = page;
    if (this.#traces[place] === 0 || followsWord(units, start)) return false;
    const followsGroup = isGroup(units, start - 1, -1);
    let knowsWords = false;
    for (const shape of this.#byTrace.get(place) ?? []) {
      if ((shape.isSpaced && followsGroup) || !fits(shape, units, start)) continue;
      if (!needsWords(shape, page)) return true;
      if (!knowsWords) this.#words.read(units, start - reachBefore, start + this.#longest + reachBehind);
      knowsWords = true;
      if (this.#words.mayStand(shape.words)) return true;
    }
    return false;
  }

  #add(row: NumberRow, words: number, notation: string): void {
    const parts = partsOf(notation);
    const first: string[] = [];
    for (const part of parts) {
      if (!/^[9AX]$|^\w$/.test(part.symbol)) break;
      first.push(part.literal ? (/\d/.test(part.symbol) ? '9' : 'A') : part.symbol);
    }
    const separator = parts[first.length]?.symbol ?? '';
    const source = parts.map((part) => (part.literal ? escaped(part.symbol) : sourceOf(part.symbol))).join('');
    const shape: Shape = {
      row,
      expression: new RegExp(source, 'iy'),
      isBare: parts.every(({ symbol, literal }) => symbol === '9' || (literal && /\d/.test(symbol))),
      length: parts.length,
      isSpaced: parts.some(({ symbol }) => symbol === ' '),
      words,
      symbols: Uint8Array.from(parts, ({ symbol, literal }) =>
        literal ? symbol.charCodeAt(0) | 32 : symbol === '9' ? anyDigit : symbol === 'A' ? anyLetter : anyOfBoth,
      ),
    };
    this.#longest = Math.max(this.#longest, parts.length);
    const [map, key] = first.includes('X')
      ? [this.#byLength, String(first.length) + separator]
      : [this.#bySkeleton, first.join('') + separator];
    const known = map.get(key);
    if (known === undefined) map.set(key, [shape]);
    else known.push(shape);
    const trace = first.includes('X')
      ? lengthTrace(first.length)
      : first.reduce((sum, symbol) => traceWith(sum, symbol === '9'), 0);
    const rest = parts.slice(first.length + 1);
    const second = rest.findIndex(({ symbol }) => !/\w/.test(symbol));
    const place =
      separator === ''
        ? placeOf(trace, 0, 0)
        : placeOf(trace, separatorCodes[separator.charCodeAt(0)] ?? 0, second < 0 ? rest.length : second);
    this.#traces[place] = 1;
    this.#byTrace.set(place, [...(this.#byTrace.get(place) ?? []), shape]);
  }
}

/** Whether a value of a kind counts beside its words alone, as far as the page tells. */
function needsWords({ row, isBare }: Shape, { length, pathClass }: Page): boolean {
  if (row.alone === 'never' || pathClass.test) return true;
  return (row.alone !== 'anywhere' || isBare) && length > longestNote;
}

/** Whether units are written like a shape, and do not go on behind it. */
function fits({ symbols, isSpaced }: Shape, units: Uint16Array, start: number): boolean {
  for (let index = 0; index < symbols.length; index++) {
    const unit = units[start + index] ?? 0;
    const symbol = symbols[index] ?? 0;
    const isRight =
      symbol === anyDigit
        ? isDigit(unit)
        : symbol === anyLetter
          ? isAlphanumeric(unit) && !isDigit(unit)
          : symbol === anyOfBoth
            ? isAlphanumeric(unit)
            : (unit | 32) === symbol;
    if (!isRight) return false;
  }
  const end = start + symbols.length;
  return !goesOn(units, end) && !(isSpaced && isGroup(units, end, 1));
}

/** `value1234`: names that programs count up, as `judge-number.ts` knows them in a text. */
function isNumberedName(units: Uint16Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && isSmallLetter(units[at] ?? 0)) at++;
  if (at - start < 4 || at === end) return false;
  while (at < end && isDigit(units[at] ?? 0)) at++;
  return at === end;
}

function isSmallLetter(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}

/** Whether a blank stands at a place, and two digits next to it in a direction: a group like those inside of a spaced number. */
function isGroup(units: Uint16Array, blank: number, direction: 1 | -1): boolean {
  return units[blank] === 32 && isDigit(units[blank + direction] ?? 0) && isDigit(units[blank + 2 * direction] ?? 0);
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

const anyDigit = 1;
const anyLetter = 2;
const anyOfBoth = 3;

const traceCount = 1 << 16;
const longestPart = 40;
const separatorCodes = new Uint8Array(65_536);
for (let index = 0; index < separators.length; index++) separatorCodes[separators.charCodeAt(index)] = index + 1;

/** A number for a first part, character by character. */
function traceWith(trace: number, isDigit: boolean): number {
  return Math.imul(trace, 31) + (isDigit ? 9 : 1);
}

/** A number for a first part of which only the length counts. */
function lengthTrace(length: number): number {
  return -length;
}

/** @param second  length of the part behind the separator */
function placeOf(trace: number, separator: number, second: number): number {
  return Math.imul((trace * 8 + separator) * 64 + second, 0x9e3779b1) >>> 16;
}

interface Part {
  readonly symbol: string;
  readonly literal: boolean;
}

function partsOf(notation: string): readonly Part[] {
  let quoted = false;
  const parts: Part[] = [];
  for (const symbol of notation) {
    if (symbol === '"') quoted = !quoted;
    else parts.push({ symbol, literal: quoted || !/[9AX]/.test(symbol) });
  }
  return parts;
}

function sourceOf(symbol: string): string {
  return symbol === '9' ? '\\d' : symbol === 'A' ? '[A-Z]' : '[A-Z\\d]';
}

function escaped(symbol: string): string {
  return /\w/.test(symbol) || symbol === ' ' ? symbol : `\\${symbol}`;
}

function skeletonOf(text: string, start: number, end: number): string {
  let skeleton = '';
  for (let index = start; index < end; index++) skeleton += text.charCodeAt(index) <= 57 ? '9' : 'A';
  return skeleton;
}
