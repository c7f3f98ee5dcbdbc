// Offsets to lines and columns and back, for one text. A line ends at LF, CRLF or a lone CR, as in VS Code.

import type { Region } from '../model/document.ts';

export class LineIndex {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
    }
    this.#starts = starts;
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

function isLineBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}
