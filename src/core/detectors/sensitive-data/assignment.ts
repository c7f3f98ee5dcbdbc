// Reads what is assigned to a name, in the syntax of programming languages, configuration files, markup and shells: from a place
// inside a name to the value behind it. Knows syntax only; what the name means is asked elsewhere.

import { matchAt } from './probe.ts';
import { unitsOfClass } from './unit-class.ts';
import { expression } from '../../text/expression.ts';

/** A name with the literal that is given to it. */
export interface Assignment {
  readonly name: string;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly quoted: boolean;
  /** `==` and the like: the value is compared with the name rather than given to it. */
  readonly compared: boolean;
  /** Nothing but a blank stands between the name and the value. */
  readonly isBare: boolean;
}

const longestName = 60;
const longestValue = 600;

// Behind the name: the quote, bracket or array size that belongs to it.
const closers = /(\\?["'`])?(?:\]|\[\d{0,4}\])?/y;
// A value in a neighbouring place: attribute, element, next line of a list of variables.
const elsewhere = expression('y')`
  </key>\s{0,40}<string>|,?\s{1,30}["']?[vV]alue["']?\s{0,3}[:=]\s{0,3}(?=["'\w])|\s{0,2}/?>\s{0,4}<[vV]alue>|
  ,\s{0,3}["']?value["']?\s{0,3}[:=]\s{0,3}
`;
const operators = expression('y')`
  \s{0,8}(?:(?::\s{0,2}[A-Za-z&'][\w.<>?&' [\]]{0,30}?|\s(?:\*?string|String|str|text)\b)\s{0,3}(?==[^=]))?
  (=>|:{1,3}=|\?\?=|\|\|=|\?=|\+=|\.=|->|<-|[=!]={1,2}|=|:-|:|\|\||\?\?|,|>|\()\s{0,40}
`;
const command = /[ \t]{1,3}(?:- )?(?=["'`])|[ \t]{1,3}is[ \t]{1,2}/y;
// In notes and logs a value may stand behind the name alone: of one piece, and long.
const pieceLength = 20;
const onePiece = new RegExp(`[ \\t]{1,3}(?=[\\w-]{${String(pieceLength)}})`, 'y');
const flagValue = /[ \t]{1,3}(?=\S)/y;
// Before the literal: marks of strings, one call around it, another source that it is the fallback of.
const wrapping = expression('y')`
  (?:
    [@bBrRuUfFLN$]{1,2}(?=["'\`])|
    (?:new\s)?[A-Za-z_][\w.:]{0,40}\(\s{0,4}(?:["'][\w.-]{1,60}["'],\s{0,4})?(?=["'\`@])|
    [A-Za-z_][\w.]{2,60}(?:\[["']\w{1,60}["']\])?\s{0,3}(?:\|\||\?\?|or)\s{0,3}(?=["'\`])
  )?(\\?(?:"""|'''|["'\`]))?
`;
const scheme = /(?:Bearer|Basic|Token|token|ApiKey|Key|SSWS|GenieKey|Bot)[ \t]{1,2}(?=\S)/y;
const bare = /[^\s"'`<>,;&\\|]{1,400}/y;
const innerDefault = /\$\{\w{1,60}:(?![?+])[-=]?/y;

const inName = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-$.')
  inName[character.charCodeAt(0)] = 1;

function isNameUnit(unit: number): boolean {
  // Names in other scripts; quotes, dashes and blanks above ASCII are below U+2000 to U+206F or U+3000 to U+303F.
  return unit < 128
    ? inName[unit] === 1
    : unit > 0xbf && (unit < 0x2000 || unit > 0x206f) && (unit < 0x3000 || unit > 0x303f) && unit < 0xff00;
}

/** Where the name around [start, end) ends. */
export function nameEndAt(text: string, end: number): number {
  const farthest = Math.min(text.length, end + longestName);
  let nameEnd = end;
  while (nameEnd < farthest && isNameUnit(text.charCodeAt(nameEnd))) nameEnd++;
  // A dash or a dot belongs to a name only inside of it.
  while (nameEnd > end && /[-.]/.test(text[nameEnd - 1] ?? '')) nameEnd--;
  return nameEnd;
}

/** The name around [start, end) in the units of a text, with the word before it that belongs to it; undefined for one so long that
 *  its end is not seen. */
export function nameAround(units: Uint16Array, start: number, end: number): string | undefined {
  let from = start;
  while (start - from < longestName && isNameUnit(units[from - 1] ?? 0)) from--;
  let to = end;
  while (to - end < longestName && isNameUnit(units[to] ?? 0)) to++;
  if (to - end === longestName) return undefined;
  while (to > end && (units[to - 1] === dash || units[to - 1] === dot)) to--;
  const lead = units[from - 1] === 32 ? Math.min(from, longestLead) : 0;
  const text = String.fromCharCode(...units.subarray(from - lead, to));
  return lead === 0 ? text : wordBefore(text, lead) + text.slice(lead);
}

/** Whether something may be assigned to the name around [start, end) in the units of a text, by the signs behind the name. */
export function mayBeAssigned(units: Uint16Array, start: number, end: number): boolean {
  let at = end;
  while (at < end + longestName && isNameUnit(units[at] ?? 0)) at++;
  if (at === end + longestName) return true;
  while (at > end && (units[at - 1] === dash || units[at - 1] === dot)) at--;
  const nameEnd = at;
  if (units[at] === backslash && isQuote(units[at + 1])) at += 2;
  else if (isQuote(units[at])) at++;
  const isQuoted = at > nameEnd;
  at = behindBrackets(units, at);
  const sign = units[at] ?? 0;
  if (sign > 127) return true;
  if (!isSpace(sign)) return beginsOperator(units, at, isQuoted);
  at = behindSpace(units, at);
  const next = units[at] ?? 0;
  return (
    next > 127 ||
    canFollowSpace[next] === 1 ||
    beginsOperator(units, at, true) ||
    takesAnyValue(units, start) ||
    isLongPiece(units, at) ||
    (next === dash && units[at + 1] === 32 && isQuote(units[at + 2]))
  );
}

function isLongPiece(units: Uint16Array, at: number): boolean {
  for (let index = at; index < at + pieceLength; index++) {
    const unit = units[index] ?? 0;
    if (unit > 127 || inPiece[unit] !== 1) return false;
  }
  return true;
}

const [dash, dot, backslash] = [45, 46, 92];
/** Quotes, the first letters of types, of `is` and of `value`, and the end of a tag. */
const canFollowSpace = unitsOfClass('"\'`*sStivV/');
/** Signs that are an operator by themselves, and those that are one before another sign. */
const operatorSigns = unitsOfClass(':=>(');
const operatorPairs = new Set(['??', '?=', '+=', '.=', '->', '<-', '</', '!=', '||', '/>']);

const inPiece = unitsOfClass('\\w-');

function beginsOperator(units: Uint16Array, at: number, mayBeComma: boolean): boolean {
  const sign = units[at] ?? 0;
  if (operatorSigns[sign] === 1) return sign !== 40 || units[at + 1] !== 41;
  if (sign !== 44) return operatorPairs.has(String.fromCharCode(sign, units[at + 1] ?? 0));
  if (mayBeComma) return true;
  // `name, value=`: the value stands in the next place.
  const next = units[behindSpace(units, at + 1)] ?? 0;
  return next > 127 || isQuote(next) || (next | 32) === 118;
}

// `]`, or a size in brackets.
function behindBrackets(units: Uint16Array, at: number): number {
  if (units[at] === 93) return at + 1;
  if (units[at] !== 91) return at;
  let end = at + 1;
  while (end < at + 5 && (units[end] ?? 0) >= 48 && (units[end] ?? 0) <= 57) end++;
  return units[end] === 93 ? end + 1 : at;
}

function behindSpace(units: Uint16Array, at: number): number {
  let end = at;
  while (end < at + 40 && isSpace(units[end] ?? 0)) end++;
  return end;
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}

function isQuote(unit: number | undefined): boolean {
  return unit === 34 || unit === 39 || unit === 96;
}

/** The last two letters of words behind which a name and then its value stand: ENV, ARG, define, setx, setenv, machine, login,
 *  password, _auth. */
const endsOfCommands = new Set(['NV', 'RG', 'ne', 'tx', 'nv', 'in', 'rd', 'th']);

// A flag, or a name behind a command that sets variables.
function takesAnyValue(units: Uint16Array, start: number): boolean {
  let nameStart = start;
  while (start - nameStart < longestName && isNameUnit(units[nameStart - 1] ?? 0)) nameStart--;
  if (units[nameStart] === dash) return true;
  let before = nameStart - 1;
  while (nameStart - before < 5 && isSpace(units[before] ?? 0)) before--;
  return endsOfCommands.has(String.fromCharCode(units[before - 1] ?? 0, units[before] ?? 0));
}

/** The assignment of the name around [start, nameEnd).
 *  @returns undefined when no literal stands behind the name in a way that is known */
export function readAssignment(text: string, start: number, nameEnd: number): Assignment | undefined {
  const farthest = Math.max(0, start - longestName);
  let nameStart = start;
  while (nameStart > farthest && isNameUnit(text.charCodeAt(nameStart - 1))) nameStart--;
  const closed = matchAt(closers, text, nameEnd);
  const quote = closed?.[1];
  let at = nameEnd + (closed?.[0].length ?? 0);
  let compared = false;
  let mustQuote = false;
  let inElement = false;
  let isBare = false;
  const before = text[nameStart - 1];
  const isFlag = text.startsWith('--', nameStart) || (before === ' ' && text[nameStart] === '-');
  const next = matchAt(elsewhere, text, at);
  if (next !== null) at += next[0].length;
  else {
    const operator = matchAt(operators, text, at);
    const sign = operator?.[1];
    if (operator !== null && sign !== undefined && isMeant(sign, quote, before, text, nameEnd)) {
      at += operator[0].length;
      compared = /^[=!]==?$/.test(sign);
      inElement = sign === '>';
      mustQuote = sign === '(' || sign === ',' || (/\n/.test(operator[0]) && sign !== '>' && sign !== ':');
    } else {
      const takesAny = isFlag || isVariableLine(text, nameStart);
      const gap = matchAt(takesAny ? flagValue : command, text, at) ?? matchAt(onePiece, text, at);
      if (gap === null) return undefined;
      at += gap[0].length;
      mustQuote = !takesAny && !gap[0].includes('is') && /["'`]/.test(text[at] ?? '');
      isBare = !takesAny && !mustQuote && !gap[0].includes('is');
    }
  }
  const value = readValue(text, at, mustQuote);
  // What stands in an element is closed by a tag; <password>@host in an address is not.
  if (inElement && value !== undefined && !/^\s{0,40}<\//.test(text.slice(value.valueEnd, value.valueEnd + 44)))
    return undefined;
  return (
    value && { name: wordBefore(text, nameStart) + text.slice(nameStart, nameEnd), nameEnd, compared, isBare, ...value }
  );
}

// "Secret key: …" is written in documents and headers of tables; the first word is part of the name there. Words that languages
// put before names (private, public, static) are not.
const partsOfNames =
  /(?:^|[^\w"'`])(secret|access|api|auth|authentication|client|encryption|signing|master|account|storage|license) $/i;

const longestLead = 18;

function wordBefore(text: string, nameStart: number): string {
  return partsOfNames.exec(text.slice(Math.max(0, nameStart - longestLead), nameStart))?.[1]?.concat(' ') ?? '';
}

// A comma separates arguments only behind a quoted name, `>` closes an element only behind its name or an attribute.
function isMeant(
  sign: string,
  quote: string | undefined,
  before: string | undefined,
  text: string,
  nameEnd: number,
): boolean {
  if (sign === ',') return quote !== undefined;
  if (sign === '>') return before === '<' || (quote !== undefined && before === quote);
  if (sign === '(') return /\w/.test(text[nameEnd - 1] ?? '');
  return true;
}

// ENV NAME value, setx NAME value, and the like.
function isVariableLine(text: string, nameStart: number): boolean {
  return /(?:^|\n|[ \t])(?:ENV|ARG|define|setx|setenv|machine|login|password|_auth)[ \t]{1,3}$/.test(
    text.slice(Math.max(0, nameStart - 12), nameStart),
  );
}

function readValue(
  text: string,
  from: number,
  mustQuote: boolean,
): Pick<Assignment, 'valueStart' | 'valueEnd' | 'quoted'> | undefined {
  const wrapped = matchAt(wrapping, text, from);
  const quote = wrapped?.[1];
  let start = from + (wrapped?.[0].length ?? 0);
  if (quote === undefined) {
    if (mustQuote || start !== from) return undefined;
    start += matchAt(innerDefault, text, start)?.[0].length ?? 0;
    start += matchAt(scheme, text, start)?.[0].length ?? 0;
    const found = matchAt(bare, text, start);
    if (found === null) return undefined;
    let end = start + found[0].length;
    while (end > start && /[)\]}.:]/.test(text[end - 1] ?? '')) end--;
    return end === start ? undefined : { valueStart: start, valueEnd: end, quoted: false };
  }
  start += matchAt(innerDefault, text, start)?.[0].length ?? 0;
  start += matchAt(scheme, text, start)?.[0].length ?? 0;
  let end = endOfQuoted(text, start, quote);
  if (end === undefined) return undefined;
  if (text[end - 1] === '}' && text.slice(from, start).includes('${')) end--;
  return end <= start ? undefined : { valueStart: start, valueEnd: end, quoted: true };
}

/** @returns where the quote is closed on the same line; undefined when it is not */
function endOfQuoted(text: string, start: number, quote: string): number | undefined {
  const farthest = Math.min(text.length, start + longestValue);
  const mark = quote.at(-1) ?? '"';
  const escapedQuote = quote.startsWith('\\');
  for (let index = start; index < farthest; index++) {
    const character = text[index];
    if (character === '\n' || character === '\r') return undefined;
    if (character === '\\') {
      if (escapedQuote && text[index + 1] === mark) return index;
      index++;
    } else if (character === mark) return escapedQuote ? undefined : index;
  }
  return undefined;
}
