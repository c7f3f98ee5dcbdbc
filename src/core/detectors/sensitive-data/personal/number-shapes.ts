// Tells by how a value is written which kinds it can be. A writing is found by its first part, so that the number of kinds costs nothing.

import type { NumberRow } from '../../../catalog/personal-data-row.ts';

/** One accepted writing of one kind. */
export interface Shape {
  readonly row: NumberRow;
  /** Sticky; without borders. */
  readonly expression: RegExp;
  /** Digits and nothing else. */
  readonly isBare: boolean;
  readonly length: number;
}

const separators = ' -./:(';

/** Writings by the first part of them: its characters as 9 and A, or its length, and the separator behind it. */
export class ShapeIndex {
  readonly #bySkeleton = new Map<string, Shape[]>();
  readonly #byLength = new Map<string, Shape[]>();

  constructor(rows: readonly NumberRow[]) {
    for (const row of rows) for (const notation of row.shapes) this.#add(row, notation);
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

  #add(row: NumberRow, notation: string): void {
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
    };
    const [map, key] = first.includes('X')
      ? [this.#byLength, String(first.length) + separator]
      : [this.#bySkeleton, first.join('') + separator];
    const known = map.get(key);
    if (known === undefined) map.set(key, [shape]);
    else known.push(shape);
  }
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
