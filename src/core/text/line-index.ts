// Offsets to lines and columns and back, for one text. A line ends at LF, CRLF or a lone CR, as in VS Code.

import type { Region } from '../model/document.ts';
import type { TextChange } from './text-change.ts';

export class LineIndex {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string, starts: readonly number[] = [0, ...startsIn(text, 1, text.length)]) {
    this.#text = text;
    this.#starts = starts;
  }

  /** The index of the text after a change; the lines outside of it are not read again. */
  edited(text: string, { start, oldEnd, newEnd }: TextChange): LineIndex {
    const starts = this.#starts.slice(0, start === 0 ? 1 : this.lineIndexAt(start - 1) + 1);
    for (const each of startsIn(text, Math.max(1, start), newEnd)) starts.push(each);
    for (let line = this.lineIndexAt(oldEnd) + 1; line < this.#starts.length; line++)
      starts.push((this.#starts[line] ?? 0) + newEnd - oldEnd);
    return new LineIndex(text, starts);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** 0-based line that holds the offset. */
  lineIndexAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Offset of the first character of a 0-based line; the text's length past the last one. */
  lineStart(lineIndex: number): number {
    return this.#starts[lineIndex] ?? this.#text.length;
  }

  /** Offset after the last character of a 0-based line, its line break left out. */
  lineEnd(lineIndex: number): number {
    let end = this.lineStart(lineIndex + 1);
    const start = this.lineStart(lineIndex);
    while (end > start && isLineBreak(this.#text.charCodeAt(end - 1))) end--;
    return end;
  }

  /** Text of a 0-based line without its line break; '' past the last one. */
  lineText(lineIndex: number): string {
    return this.#text.slice(this.lineStart(lineIndex), this.lineEnd(lineIndex));
  }

  region(startOffset: number, endOffset: number): Region {
    const startLineIndex = this.lineIndexAt(startOffset);
    const endLineIndex = this.lineIndexAt(endOffset);
    return {
      startLine: startLineIndex + 1,
      startColumn: startOffset - this.lineStart(startLineIndex) + 1,
      endLine: endLineIndex + 1,
      endColumn: endOffset - this.lineStart(endLineIndex) + 1,
      startOffset,
      endOffset,
    };
  }
}

/** Offsets from `from` to `to`, both inclusive, at which a line starts because one ended. */
function startsIn(text: string, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let at = from; at <= to; at++) {
    const unit = text.charCodeAt(at - 1);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at) !== 10)) starts.push(at);
  }
  return starts;
}

function isLineBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}
