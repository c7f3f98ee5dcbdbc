// What stands around a number: whether it is a part of something longer, and which words are near.

import { expression } from '../../../text/expression.ts';

/** Stands for the value among the words around it. */
const valueMark = ' \u0000 ';

/** So many units before a number are read, and so many behind it. */
export const reachBefore = 110;
export const reachBehind = 60;
/** With its separators. */
export const longestNumber = 70;

/** Letters and digits of ASCII. */
export function isAlphanumeric(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
}

/** Whether [start, end) is a part of something longer: an identifier, a path, a version, a UUID, an amount. */
export function isPartOfMore(text: string, start: number, end: number): boolean {
  return goesOnBefore(text, start) || goesOnBehind(text, end);
}

function goesOnBefore(text: string, start: number): boolean {
  const unit = text.charCodeAt(start - 1);
  if (isAlphanumeric(unit) || unit === 95) return true;
  if (isBreak(unit)) return false;
  const before = text[start - 1] ?? '';
  if (before === '') return false;
  if (/[\p{L}\p{N}_$€£¥@#%&^~+=\\]/u.test(before)) {
    // Words of other scripts stand beside numbers without a blank; `=` and `#` stand before values.
    if (/[=]/.test(before) || /[^\p{Script=Latin}\d_$€£¥@%&^~+#\\]/u.test(before)) return false;
    return !(before === '#' && /[\s(]/.test(text[start - 2] ?? ' '));
  }
  if (before === '.' && text[start - 2] === '.') return /\d\.{2,3}$/.test(text.slice(Math.max(0, start - 4), start));
  return /[-./:]/.test(before) && isAlphanumeric(text.charCodeAt(start - 2));
}

function goesOnBehind(text: string, end: number): boolean {
  const unit = text.charCodeAt(end);
  if (isAlphanumeric(unit) || unit === 95) return true;
  if (isBreak(unit)) return false;
  const after = text[end] ?? '';
  if (after === '') return false;
  if (/[\p{Script=Latin}\d_@%^~\\]/u.test(after)) return true;
  return /[-./:]/.test(after) && isAlphanumeric(text.charCodeAt(end + 1));
}

/** Whether what ends before `start` in the units of a text goes on there, as far as ASCII tells. */
export function followsWord(units: Uint16Array, start: number): boolean {
  const before = units[start - 1] ?? 0;
  if (isAlphanumeric(before) || before === 95) return true;
  const isJoint = before === 45 || before === 46 || before === 47 || before === 58;
  return isJoint && isAlphanumeric(units[start - 2] ?? 0);
}

/** Whether what ends at `end` in the units of a text goes on there, as far as ASCII tells. */
export function goesOn(units: Uint16Array, end: number): boolean {
  const after = units[end] ?? 0;
  if (isAlphanumeric(after) || after === 95) return true;
  const isJoint = after === 45 || after === 46 || after === 47 || after === 58;
  return isJoint && isAlphanumeric(units[end + 1] ?? 0);
}

// Blanks, quotes, brackets and the signs that end sentences and arguments.
function isBreak(unit: number): boolean {
  return (
    unit === 32 ||
    unit === 9 ||
    unit === 10 ||
    unit === 13 ||
    unit === 34 ||
    unit === 39 ||
    unit === 40 ||
    unit === 41 ||
    unit === 44 ||
    unit === 59 ||
    unit === 91 ||
    unit === 93 ||
    unit === 123 ||
    unit === 125
  );
}

/** The words before a value (this line and up to two above) and a few behind it on the same line: in small letters, names split. */
export function wordsAround(text: string, start: number, end: number): string {
  let from = Math.max(0, start - reachBefore);
  let breaks = 0;
  for (let index = start - 1; index >= from; index--) {
    if (text.charCodeAt(index) !== 10) continue;
    // A blank line ends what belongs together only when something stands between.
    if (++breaks > 2) {
      from = index + 1;
      break;
    }
  }
  const behind = text.slice(end, end + reachBehind);
  const newline = behind.indexOf('\n');
  return plainWords(text.slice(from, start) + valueMark + (newline < 0 ? behind : behind.slice(0, newline)));
}

/** Small letters; camel case, `_`, `-` and `.` as blanks. */
export function plainWords(text: string): string {
  return text
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .replace(/[_\-.'’"`]+/g, ' ')
    .replace(/[ \t]+/g, ' ');
}

/** A test for the beginnings of such words in a text as it stands: far faster, and true wherever words can be found. */
export function hintsOf(words: readonly string[]): RegExp {
  const hints = words.map((word) => {
    const longest = (word.toLowerCase().match(/\p{L}+/gu) ?? word.match(/\d+/g) ?? []).reduce(
      (best, each) => (each.length > best.length ? each : best),
      '',
    );
    return longest.slice(0, 3);
  });
  return new RegExp(hints.includes('') ? '' : [...new Set(hints)].join('|'), 'i');
}

/** What `wordsAround` reads, as it stands. */
export function textAround(text: string, start: number, end: number): string {
  return text.slice(Math.max(0, start - reachBefore), end + reachBehind);
}

/** Of the words around a value those in front of it. */
export function wordsBefore(around: string): string {
  return around.slice(0, around.indexOf(valueMark));
}

/** Words that say that a number counts or names something else. */
const otherUse = expression('u')`
  (?:
    \b(?:
      id|ids|uid|gid|pid|key|keys|ref|refs|order|invoice|ticket|issue|build|sku|isbn|issn|ean|upc|gtin|doi|port|
      version|ver|rev|revision|commit|hash|sha|sha1|sha256|md5|crc|checksum|oid|seed|offset|size|length|timestamp|
      time|date|created|updated|expires|exp|iat|serial|model|part|hex|color|colour|bytes|count|total|sum|amount|price|
      page|line|row|width|height|number of|tracking|booking|job|run|index|sequence|case|chapter|section|clause|rfc|
      draft|uuid|guid|digest
    )\b
  )[^\p{L}\n]{0,8}$
`;

/** Whether the words right before a value say that it is something else. */
export function namesOtherUse(around: string): boolean {
  return otherUse.test(wordsBefore(around));
}
