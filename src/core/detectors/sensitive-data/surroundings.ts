// What stands around a value: borders, and the words before it.

/** Whether no value of the same kind could go on before `start`: quotes, blanks and escapes such as `\n` and `%3D` are borders. */
export function isBorderBefore(text: string, start: number, forbidden: RegExp): boolean {
  const before = text[start - 1];
  if (before === undefined || !forbidden.test(before)) return true;
  return /(?:\\[nrtbf]|\\u00[0-9a-f]{2}|\\x[0-9a-f]{2}|%[0-9A-Fa-f]{2}|&[a-z]{2,4};|\[[\d;]{1,8}m)$/i.test(
    text.slice(Math.max(0, start - 10), start),
  );
}

/** Whether a digest begins here: sha512-… in lock files and pages has the length of many keys. */
export function isDigest(text: string, start: number): boolean {
  return /sha\d{1,3}[-:=]$/i.test(text.slice(Math.max(0, start - 8), start));
}

/** So far in front of a value it may be called an example. */
export const exampleReach = 160;

/** Whether the words in front of a value say that it shows how one is written: `For example:`, `in the form of`. */
export function isCalledExample(text: string, start: number): boolean {
  return /\b(?:for (?:example|instance)|e\.g\.|in the form|such as|looks? like)\b[^\n]{0,90}(?:\n[ \t*#/]*){0,3}[^\n]{0,60}$/i.test(
    text.slice(Math.max(0, start - exampleReach), start),
  );
}

/** So far from a value the name of a search index counts. */
export const searchKeyReach = 200;

/** Whether the name of a search index stands near: the key in a page's search box only reads, and is made to be published.
 *  Source: https://docusaurus.io/docs/search#using-algolia-docsearch */
export function isSearchKey(text: string, start: number, end: number): boolean {
  return /\bindexName\b/.test(text.slice(Math.max(0, start - searchKeyReach), end + searchKeyReach));
}

/** Whether one of the words stands in a text that is in small letters. Short words have to stand alone. */
export function hasWord(lowerText: string, words: readonly string[]): boolean {
  return words.some((word) => {
    for (let at = lowerText.indexOf(word); at >= 0; at = lowerText.indexOf(word, at + 1)) {
      if (word.length > 5 || standsAlone(lowerText, at, at + word.length)) return true;
    }
    return false;
  });
}

function standsAlone(text: string, start: number, end: number): boolean {
  return !isLetter(text.charCodeAt(start - 1)) && !isLetter(text.charCodeAt(end));
}

function isLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
}

/** The text around a value in small letters: up to `before` characters in front of it and `after` behind it. */
export function around(text: string, start: number, end: number, before: number, after: number): string {
  return text.slice(Math.max(0, start - before), Math.min(text.length, end + after)).toLowerCase();
}
