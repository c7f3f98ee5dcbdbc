// Which findings lie on lines that a change has added. Called for `--staged` and `--since`.

import type { Region } from '../model/document.ts';

/** Lines as git counts them: they end at LF alone. 1-based, both ends included. */
export type LineSpan = readonly [first: number, last: number];

/** Tells whether a place touches one of the added lines.
 *  @param added  in order, not overlapping; `all` for a file that is new */
export function touchesAddedLines(
  text: string,
  added: readonly LineSpan[] | 'all',
): (region: Pick<Region, 'startOffset' | 'endOffset'>) => boolean {
  if (added === 'all') return () => true;
  const spans = offsetsOf(text, added);
  return ({ startOffset, endOffset }) =>
    spans.some(([start, end]) => startOffset < end && Math.max(endOffset, startOffset + 1) > start);
}

function offsetsOf(text: string, added: readonly LineSpan[]): readonly (readonly [start: number, end: number])[] {
  let line = 1;
  let offset = 0;
  const startOf = (wanted: number): number => {
    while (line < wanted) {
      const lineFeed = text.indexOf('\n', offset);
      // Past the last line: an empty text has one line, and a place at its end touches it.
      if (lineFeed < 0) return text.length + 1;
      offset = lineFeed + 1;
      line += 1;
    }
    return offset;
  };
  return added.map(([first, last]) => [startOf(first), startOf(last + 1)] as const);
}
