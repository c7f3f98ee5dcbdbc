// What stands around a number: whether it is a part of something longer, and which words are near.

/** Stands for the value among the words around it. */
const valueMark = ' \u0000 ';

/** Letters and digits of ASCII. */
export function isAlphanumeric(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
}

/** Whether [start, end) is a part of something longer: an identifier, a path, a version, a UUID, an amount. */
export function isPartOfMore(text: string, start: number, end: number): boolean {
  return goesOnBefore(text, start) || goesOnBehind(text, end);
}

function goesOnBefore(text: string, start: number): boolean {
  const before = text[start - 1] ?? '';
  if (before === '') return false;
  if (/[\p{L}\p{N}_$€£¥@#%&^~+=\\]/u.test(before)) {
    // Words of other scripts stand beside numbers without a blank; `=` and `#` stand before values.
    if (/[=]/.test(before) || /[^\p{Script=Latin}\d_$€£¥@%&^~+#\\]/u.test(before)) return false;
    return !(before === '#' && /[\s(]/.test(text[start - 2] ?? ' '));
  }
  return /[-./:]/.test(before) && isAlphanumeric(text.charCodeAt(start - 2));
}

function goesOnBehind(text: string, end: number): boolean {
  const after = text[end] ?? '';
  if (after === '') return false;
  if (/[\p{Script=Latin}\d_@%^~\\]/u.test(after)) return true;
  return /[-./:]/.test(after) && isAlphanumeric(text.charCodeAt(end + 1));
}

/** The words before a value (this line and up to two above) and a few behind it on the same line: in small letters, names split. */
export function wordsAround(text: string, start: number, end: number): string {
  let from = Math.max(0, start - 110);
  let breaks = 0;
  for (let index = start - 1; index >= from; index--) {
    if (text.charCodeAt(index) !== 10) continue;
    // A blank line ends what belongs together only when something stands between.
    if (++breaks > 2) {
      from = index + 1;
      break;
    }
  }
  let to = Math.min(text.length, end + 60);
  const newline = text.indexOf('\n', end);
  if (newline >= 0 && newline < to) to = newline;
  return plainWords(text.slice(from, start) + valueMark + text.slice(end, to));
}

/** Small letters; camel case, `_`, `-` and `.` as blanks. */
export function plainWords(text: string): string {
  return text
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .replace(/[_\-.'’"`]+/g, ' ')
    .replace(/[ \t]+/g, ' ');
}

/** A test for words that are written as rows write them; those of up to five Latin letters have to stand alone. */
export function wordsExpression(words: readonly string[]): RegExp {
  const sources = words.map((word) => {
    const plain = plainWords(word)
      .trim()
      .replace(/[$()*+?[\\\]^{|}]/g, '\\$&');
    const isShort = plain.length <= 6;
    if (/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek} ]/u.test(plain))
      return isShort ? `(?<![\\p{L}])${plain}(?:s|n)?(?![\\p{L}])` : `(?<![\\p{L}])${plain}|${plain}(?![\\p{L}])`;
    return plain;
  });
  return new RegExp(sources.join('|'), 'u');
}

/** Of the words around a value those in front of it. */
export function wordsBefore(around: string): string {
  return around.slice(0, around.indexOf(valueMark));
}

/** Words that say that a number counts or names something else. */
const otherUse =
  /(?:\b(?:id|ids|uid|gid|pid|key|keys|ref|refs|order|invoice|ticket|issue|build|sku|isbn|issn|ean|upc|gtin|doi|port|version|ver|rev|revision|commit|hash|sha|sha1|sha256|md5|crc|checksum|oid|seed|offset|size|length|timestamp|time|date|created|updated|expires|exp|iat|serial|model|part|hex|color|colour|bytes|count|total|sum|amount|price|page|line|row|width|height|number of|tracking|booking|job|run|index|sequence|case|chapter|section|clause|rfc|draft|uuid|guid|digest)\b)[^\p{L}\n]{0,8}$/u;

/** Whether the words right before a value say that it is something else. */
export function namesOtherUse(around: string): boolean {
  return otherUse.test(wordsBefore(around));
}
