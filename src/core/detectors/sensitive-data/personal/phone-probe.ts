// Finds phone numbers: international ones by country and length, national ones by the words beside them.

import { matchAt, type Probe } from '../probe.ts';
import { mayNamePhone, mayNamePhoneAt, namesPhone } from './contact-words.ts';
import { severityAt } from './judge-number.ts';
import { isNote, isProse, longestNote } from './note.ts';
import { isCountedUp, isFictitiousPhone } from './published-values.ts';
import { reportData } from './report-data.ts';
import { isPartOfMore, namesOtherUse, textAround, wordsAround } from './surroundings-of-numbers.ts';
import { wordList } from '../../../text/word-list.ts';

const shape =
  /\+?\(?\d{1,12}\)?(?:(?:[ .\-/]|[ -]?\(|\) ?|\)[-/])\(?\d{1,8}\)?){0,6}(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\d(])/iy;
// Country codes of three digits begin with these two; the rest have one or two. Source: https://www.itu.int/pub/T-SP-E.164D
const longCodes = new Set('21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 80 85 87 88 96 97 99'.split(' '));
const shortCodes = new Set(
  wordList`
    20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91
    92 93 94 95 98
  `,
);
/** Digits behind the country code, from and to. */
const nationalLengths: Readonly<Record<string, readonly [number, number]>> = {
  '1': [10, 10],
  '7': [10, 10],
  '30': [10, 10],
  '31': [9, 9],
  '33': [9, 9],
  '34': [9, 9],
  '39': [6, 11],
  '41': [9, 9],
  '44': [9, 10],
  '45': [8, 8],
  '46': [7, 10],
  '47': [8, 8],
  '48': [9, 9],
  '49': [6, 12],
  '55': [10, 11],
  '61': [9, 9],
  '81': [9, 10],
  '86': [10, 11],
  '90': [10, 10],
  '91': [10, 10],
};

/** Pages are shown to everybody, and so is a number that stands in one. */
const page =
  /\.(?:x?html?|[jt]sx|vue|svelte|astro|njk|hbs|handlebars|ejs|erb|haml|slim|twig|cshtml|razor|liquid|mustache|jinja2?|j2|blade\.php|mjml)$/i;

const fewestDigits = 7;
const fewestInCode = 9;
/** So many stand before the first run of two at most. */
const mostLeadingDigits = 2;

/** Finds phone numbers. */
export const phoneProbe: Probe = {
  triggers: ['digits'],
  reach: 512,
  sift: ({ units, length }, start) => {
    // Outside of notes national numbers have nine digits at least, and words beside them.
    if (length <= longestNote || hasPlus(units, start))
      return hasDigits(units, start, fewestDigits - mostLeadingDigits);
    return hasDigits(units, start, fewestInCode - mostLeadingDigits) && mayNamePhoneAt(units, start);
  },
  look: (reading, start) => {
    const { text, pathClass } = reading;
    const from = beginning(text, start);
    const progress = reading.stateOf(phoneProbe, () => ({ until: 0 }));
    if (from < progress.until) return;
    const hit = matchAt(shape, text, from);
    if (hit === null) return;
    const written = hit[0].replace(/[ .\-/(]+$/, '');
    const digits = written.replace(/(?:x|ext).*$/i, '').replace(/\D/g, '');
    if (digits.length < fewestDigits || digits.length > 15) return;
    progress.until = from + written.length;
    if (
      text[from] !== '+' &&
      isPartOfMore(text, from, from + written.length) &&
      !isLabelled(text, from + written.length)
    )
      return;
    if (/[\w@%]/.test(text[from - 1] ?? '') || /\w/.test(text[from + written.length] ?? '')) return;
    if (/^\d{1,3}(?:\.\d{1,3}){3}$|^\d{4}[-./]\d\d?[-./]\d\d?|^\d\d?[-./]\d\d?[-./]\d{4}$|^\d+\.\d+$/.test(written))
      return;
    if (isFictitiousPhone(digits) || isFraction(written) || isDrawing(text, from)) return;
    const note = isNote(reading);
    // In code it is a sample; in a message it may be anybody's.
    if (!note && isCountedUp(digits)) return;
    if (!note && !mayCount(written, digits, () => mayNamePhone(textAround(text, from, from + written.length)))) return;
    const around = wordsAround(text, from, from + written.length);
    const named = namesPhone(around, note || isProse(reading.path));
    if (!counts(written, digits, { named, note, test: pathClass.test, other: namesOtherUse(around) })) return;
    reportData(reading, 'phone-number', from, from + written.length, {
      confidence: named ? 'medium' : 'low',
      detail: named ? 'Words beside it say so.' : 'It is written like one.',
      severity: page.test(reading.path) ? 'low' : severityAt('medium', reading),
    });
  },
};

// +13 36 24.91632: a point between blanks, and more digits behind it than a group has.
function isFraction(written: string): boolean {
  return written.includes(' ') && /^[^.]*\.\d{5,}$/.test(written);
}

// `d="m12.7 16.3-.15-.12a1 1 0 0 0-.91.27"`: the path of a picture.
function isDrawing(text: string, from: number): boolean {
  const before = text.slice(Math.max(0, from - reachOfDrawings), from);
  const behind = /^[^"'`<>\n]*/.exec(text.slice(from, from + reachOfDrawings))?.[0] ?? '';
  const drawing = (/[^"'`<>\n]*$/.exec(before)?.[0] ?? '') + behind;
  return /^[MLHVCSQTAZ\d .,-]+$/i.test(drawing) && /[a-z]/i.test(drawing) && (drawing.match(/\d+/g)?.length ?? 0) >= 10;
}

const reachOfDrawings = 100;

/** Whether a plus stands right before a run of digits, or before the short group in front of it. */
function hasPlus(units: Uint16Array, start: number): boolean {
  for (let at = start - 1; at >= start - 5; at--) if (units[at] === 43) return true;
  return false;
}

/** Whether so many digits follow, with nothing but the signs of phone numbers between. */
function hasDigits(units: Uint16Array, start: number, fewest: number): boolean {
  let found = 0;
  for (let at = start, gap = 0; found < fewest; at++) {
    const unit = units[at] ?? 0;
    if (unit >= 48 && unit <= 57) {
      found++;
      gap = 0;
    } else if (++gap > 3 || !isPhoneSign(unit)) return false;
  }
  return true;
}

// Blank, brackets, dash, dot, slash.
function isPhoneSign(unit: number): boolean {
  return unit === 32 || unit === 40 || unit === 41 || (unit >= 45 && unit <= 47);
}

/** `078 123-Office`: a dash and a word. */
function isLabelled(text: string, end: number): boolean {
  return /^-\p{Lu}\p{Ll}/u.test(text.slice(end, end + 3));
}

interface Place {
  readonly named: boolean;
  readonly note: boolean;
  readonly test: boolean;
  readonly other: boolean;
}

function counts(written: string, digits: string, { named, note, test, other }: Place): boolean {
  if (written.startsWith('+'))
    return (
      isInternational(digits) && (named || (!other && !test && (note || (written.match(/[ -]/g)?.length ?? 0) > 1)))
    );
  const isWhole = /^[\d(]/.test(written) && digits.length >= (note ? fewestDigits : fewestInCode);
  if (named) return isWhole && (digits.length > 8 || /\D/.test(written)) && (note || /\D|^0/.test(written));
  if (!note || other) return false;
  if (/^(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{4}$/.test(written)) return true;
  // Turkish mobile numbers without their zero: 532 123 45 67.
  if (/^5\d\d[ .-]\d{3}[ .-]\d\d[ .-]\d\d$/.test(written)) return true;
  return (
    /^0[ (]{0,2}[1-9]/.test(written) &&
    (/\D/.test(written)
      ? digits.length === 10 || digits.length === 11 || /^0\d-\d{7}$/.test(written)
      : /^0[5-9]\d{9}$/.test(written))
  );
}

// Whether a number outside of a note can count at all: tells most numbers before their words are looked at.
function mayCount(written: string, digits: string, mayBeNamed: () => boolean): boolean {
  const place = { note: false, test: false, other: false };
  return counts(written, digits, { ...place, named: true }) && (written.startsWith('+') || mayBeNamed());
}

function isInternational(digits: string): boolean {
  const code = /^[17]/.test(digits)
    ? digits.slice(0, 1)
    : longCodes.has(digits.slice(0, 2))
      ? digits.slice(0, 3)
      : digits.slice(0, 2);
  if (code.length === 2 && !shortCodes.has(code)) return false;
  const [least, most] = nationalLengths[code] ?? [7, 11];
  // A trunk zero is often left in: +44 (0)20 …
  const rest = digits.slice(code.length).replace(/^0/, '');
  return rest.length >= least && rest.length <= most;
}

function beginning(text: string, start: number): number {
  let from = start;
  // A first group of one digit is no run of its own: `+1 415`, `0 (532)`.
  const lead = /(?:\+?\d[ -]?)?\(?$|\+\d{0,2}[ -]?\(?$/.exec(text.slice(Math.max(0, start - 5), start));
  if (lead !== null) from -= lead[0].length;
  return from;
}
