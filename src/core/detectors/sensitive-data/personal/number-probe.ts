// Looks at runs of digits: takes the whole word around one, finds the kinds that are written so, and reports the best one.

import type { NumberRow } from '../../../catalog/personal-data-row.ts';
import type { Page, Probe, Reading } from '../probe.ts';
import { weighNumber, type Weighed } from './judge-number.ts';
import { ShapeIndex, type Shape } from './number-shapes.ts';
import { reportData } from './report-data.ts';
import { isAlphanumeric, isPartOfMore, textAround, wordsAround } from './surroundings-of-numbers.ts';

const longestWord = 34;
const longestPrefix = 5;
const mostPrefixes = 3;

interface Progress {
  /** Words before this offset were looked at. */
  wordsUntil: number;
  /** Where the last reported value ends. */
  reportedUntil: number;
}

/** One probe for all kinds that are recognised by how they are written. */
export function numberProbe(rows: readonly NumberRow[]): Probe {
  let index: ShapeIndex | undefined;
  const probe: Probe = {
    triggers: ['digits'],
    reach: 512,
    sift: (page, start, end) => {
      index ??= new ShapeIndex(rows);
      return beginsHere(page, start, end, index);
    },
    look: (reading, start, end) => {
      const progress = reading.stateOf<Progress>(probe, () => ({ wordsUntil: 0, reportedUntil: 0 }));
      if (start < progress.wordsUntil) return;
      const { text } = reading;
      const from = wordStart(text, start);
      const to = wordEnd(text, end);
      progress.wordsUntil = to;
      if (to - from > longestWord || from < progress.reportedUntil) return;
      index ??= new ShapeIndex(rows);
      for (const begin of beginnings(text, from, progress.reportedUntil)) {
        const until = lookAt(reading, index, begin, wordEnd(text, begin));
        if (until === undefined) continue;
        progress.reportedUntil = until;
        return;
      }
    },
  };
  return probe;
}

/** Whether a writing begins with the word around a run of digits, or with one of the short ones before it. */
function beginsHere(page: Page, start: number, end: number, index: ShapeIndex): boolean {
  const { units } = page;
  let from = start;
  while (start - from <= longestWord && isAlphanumeric(units[from - 1] ?? 0)) from--;
  let to = end;
  while (to - from <= longestWord && isAlphanumeric(units[to] ?? 0)) to++;
  if (to - from > longestWord) return false;
  if (index.standsAt(page, from, to)) return true;
  for (let words = 0; words < mostPrefixes && isJoint(units[from - 1] ?? 0); words++) {
    const wordEnd = from - 1;
    let before = wordEnd;
    while (wordEnd - before <= longestPrefix && isAlphanumeric(units[before - 1] ?? 0)) before--;
    if (before === wordEnd || wordEnd - before > longestPrefix) return false;
    if (index.standsAt(page, before, wordEnd)) return true;
    from = before;
  }
  return false;
}

// What parts of a number are joined by: a blank, a dash, a dot, a slash.
function isJoint(unit: number): boolean {
  return unit === 32 || unit === 45 || unit === 46 || unit === 47;
}

/** The word itself, and short ones before it: `BE 0123…`, `1 85 05…`, `1EG4-TE5-MK72`. The earliest first. */
function beginnings(text: string, from: number, floor: number): readonly number[] {
  const found = [from];
  for (let at = from; found.length <= mostPrefixes && /[ \-./]/.test(text[at - 1] ?? '');) {
    const before = wordStart(text, at - 1);
    const length = at - 1 - before;
    if (length === 0 || length > longestPrefix || before < floor) break;
    found.unshift(before);
    at = before;
  }
  return found;
}

/** @returns where a reported value ends */
function lookAt(reading: Reading, index: ShapeIndex, start: number, firstEnd: number): number | undefined {
  const { text } = reading;
  let best: Weighed | undefined;
  let bestEnd = start;
  let besideEnd: number | undefined;
  let beside: string | undefined;
  let around: string | undefined;
  for (const shape of index.at(text, start, firstEnd)) {
    const end = endOf(shape, text, start);
    // Longer writings come first; what they claim is not taken apart.
    if (end === undefined || end < bestEnd || isPartOfMore(text, start, end) || isColour(text, start, end)) continue;
    if (isSpaced(text, start, end) && goesOnSpaced(text, start, end)) continue;
    // Most numbers fall to their shape or check; the words beside them are read for the others, once.
    const textBeside = (): string => (beside ??= textAround(text, start, (besideEnd ??= end)));
    const wordsBeside = (): string => (around ??= wordsAround(text, start, (besideEnd ??= end)));
    const weighed = weighNumber(shape, text.slice(start, end), textBeside, wordsBeside, reading);
    if (weighed === undefined || (best !== undefined && best.strength >= weighed.strength)) continue;
    best = weighed;
    bestEnd = end;
  }
  if (best === undefined) return undefined;
  reportData(reading, best.row.id, start, bestEnd, best.judgement);
  return bestEnd;
}

/** #f3002515 */
function isColour(text: string, start: number, end: number): boolean {
  return text[start - 1] === '#' && /^(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text.slice(start, end));
}

function isSpaced(text: string, start: number, end: number): boolean {
  return text.slice(start, end).includes(' ');
}

/** Groups of digits before or behind, with a blank between like those inside. */
function goesOnSpaced(text: string, start: number, end: number): boolean {
  return /\d\d $/.test(text.slice(Math.max(0, start - 3), start)) || /^ \d\d/.test(text.slice(end, end + 3));
}

function endOf({ expression }: Shape, text: string, start: number): number | undefined {
  expression.lastIndex = start;
  return expression.test(text) ? expression.lastIndex : undefined;
}

function wordStart(text: string, at: number): number {
  let from = at;
  const floor = Math.max(0, at - longestWord - 1);
  while (from > floor && isAlphanumeric(text.charCodeAt(from - 1))) from--;
  return from;
}

function wordEnd(text: string, at: number): number {
  let to = at;
  while (isAlphanumeric(text.charCodeAt(to))) to++;
  return to;
}
