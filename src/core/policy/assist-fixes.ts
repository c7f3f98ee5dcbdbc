// The obvious repair of a mistake in a policy text, as an edit of the text. Offsets are in UTF-16 code units.

import type { Issue } from '../model/errors.ts';
import { LineIndex } from '../text/line-index.ts';
import { day } from './schema-types.ts';
import { lastDayOf } from './terms.ts';

export interface PolicyFix {
  readonly title: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly newText: string;
}

/** How long an exception lasts when nobody says: long enough to find another way, short enough to be looked at again. */
const usualDays = 90;

/** Repairs of one mistake, the surest first; [] when a person has to decide. */
export function fixesOf(issue: Issue, text: string, today: string): readonly PolicyFix[] {
  const lines = new LineIndex(text);
  const startOffset = lines.lineStart(issue.line - 1) + issue.column - 1;
  const endOffset = lines.lineStart(issue.endLine - 1) + issue.endColumn - 1;
  const replace = (newText: string): PolicyFix => ({
    title: `Replace with ${newText.startsWith("'") ? newText : `"${newText}"`}`,
    startOffset,
    endOffset,
    newText,
  });
  if (issue.suggestion !== undefined) return [replace(issue.suggestion)];
  if (issue.code === 'policy/bad-date') {
    const meant = dayMeant(text.slice(startOffset, endOffset));
    return meant === undefined ? [] : [replace(meant)];
  }
  return issue.code === 'policy/missing-key' ? missingKey(issue, text, startOffset, today) : [];
}

/** A day in the order that only one reading allows: `2027-1-5`, `2027/01/05`, `31.1.2027`. */
function dayMeant(written: string): string | undefined {
  const parts = written.replaceAll(/["']/g, '').trim().split(/[-/.]/);
  const [first = '', second = '', third = ''] = parts;
  if (parts.length !== 3) return undefined;
  const isDayFirst = third.length === 4 && written.includes('.');
  const [year, month, date] = first.length === 4 ? [first, second, third] : isDayFirst ? [third, second, first] : [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return day.safeParse(iso).success && iso !== written ? iso : undefined;
}

/** Keys that have a value which can be proposed. */
function valueFor(key: string, today: string): string | undefined {
  switch (key) {
    case 'expires':
      return lastDayOf(today, usualDays);
    case 'apiVersion':
      return 'handrail/v1';
    case 'kind':
      return 'Policy';
    case 'owner':
      return 'name@company.example';
    case 'reason':
      return 'why it is needed';
    default:
      return undefined;
  }
}

/** Put a missing key in front of what stands there already: in the same form, braces or lines, and with the space that the braces have. */
function missingKey(issue: Issue, text: string, start: number, today: string): readonly PolicyFix[] {
  const key = /needs "(\w+)"/.exec(issue.message)?.[1] ?? '';
  const value = valueFor(key, today);
  if (value === undefined) return [];
  const entry = `${key}: ${value}`;
  const [, space = '', isEmpty] = /^\{(\s*)(\})?/.exec(text.slice(start)) ?? [];
  const isFlow = text.charAt(start) === '{';
  const indent = ' '.repeat(issue.column - 1);
  // What stands behind the brace stays behind the new key; an empty pair gets the space of this file's other braces.
  const pad = isEmpty === undefined ? space : spaceInBraces(text);
  const inBraces = isEmpty === undefined ? `${space}${entry},${space === '' ? ' ' : ''}` : `${pad}${entry}${pad}`;
  const newText = isFlow ? inBraces : `${entry}\n${indent}`;
  const at = isFlow ? start + 1 : start;
  const end = isFlow && isEmpty !== undefined ? at + space.length : at;
  return [{ title: `Add "${entry}"`, startOffset: at, endOffset: end, newText }];
}

/** A space where the first pair of braces with something in it has one. */
function spaceInBraces(text: string): string {
  return /\{(\s?)[^\s}]/.exec(text)?.[1] === '' ? '' : ' ';
}
