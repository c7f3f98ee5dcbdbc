// Characters that an agent reads and no editor shows. Where people write with them (emoji, right-to-left and Indic scripts, CJK),
// they are left alone. hidden-text.ts reports what is found here.
// Sources: https://www.unicode.org/reports/tr36/ (security), https://www.unicode.org/reports/tr51/ (emoji sequences),
// https://trojansource.codes (direction overrides).

import type { RuleSeverity } from '../../model/finding.ts';
import { expression } from '../../text/expression.ts';

/** A run of characters that are not shown. */
export interface HiddenCharacters {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly severity: RuleSeverity;
  /** What they are, in the plural: "direction overrides". */
  readonly kind: string;
  /** Unicode characters, not code units. */
  readonly count: number;
}

/** First and last of each range that is not shown, or only changes how its neighbours are shown. */
const hiddenRanges: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x7f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];
const escaped = (unit: number): string => `\\u{${unit.toString(16)}}`;
const hidden = new RegExp(
  `[${hiddenRanges.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join('')}]+`,
  'gu',
);

const isTag = inRange(0xe0000, 0xe007f);
const isSupplementSelector = inRange(0xe0100, 0xe01ef);
const isSelector = inRange(0xfe00, 0xfe0f);
const isMark = (unit: number): boolean => unit === 0x200e || unit === 0x200f || unit === 0x061c;
const isControl = (unit: number): boolean => unit < 0x20 || unit === 0x7f;
const isDirection = (unit: number): boolean => (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069);

const emoji = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]$/u;
const keycapBase = /^[0-9#*]$/;
const latinLetter = /^[\p{Script=Latin}\p{Nd}_]$/u;
const ascii = /^[\x20-\x7e\s]$/;
/** Scripts that are written with joiners. */
const joiningScript = expression('u')`
  ^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tibetan}\p{Script=Nko}\p{Script=Thaana}\p{Script=Hebrew}\p{M}]$
`;
/** Scripts that put no spaces between words, so that a zero-width space marks where a line may break. */
const unspacedScript = expression('u')`
  ^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Tibetan}\p{Script=Javanese}\u3000-\u303f\uff00-\uffef]$
`;
const han = /^\p{Script=Han}$/u;
const rightToLeft = /[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Runs that nobody would write on purpose for a reader to see, in order. Linear in the text. */
export function hiddenCharacters(text: string): readonly HiddenCharacters[] {
  return [...text.matchAll(hidden)].flatMap((hit): readonly HiddenCharacters[] => {
    const startOffset = hit.index === 0 && hit[0].startsWith('\ufeff') ? 1 : hit.index;
    const endOffset = hit.index + hit[0].length;
    const units = Array.from(text.slice(startOffset, endOffset), (character) => character.codePointAt(0) ?? 0);
    if (units.length === 0) return [];
    const judged = judgeRun(units, characterBefore(text, startOffset), characterAt(text, endOffset), () =>
      rightToLeft.test(lineAround(text, startOffset)),
    );
    return judged === undefined ? [] : [{ startOffset, endOffset, count: units.length, ...judged }];
  });
}

type Judged = Pick<HiddenCharacters, 'severity' | 'kind'> | undefined;

function judgeRun(units: readonly number[], before: string, after: string, isRightToLeft: () => boolean): Judged {
  const [first = 0] = units;
  if (units.some(isTag))
    return isFlag(units, before) ? undefined : { severity: 'high', kind: 'tag characters, which spell text' };
  if (units.some(isDirection)) return { severity: 'high', kind: 'direction controls' };
  if (units.some(isSupplementSelector)) {
    if (units.length > 1) return { severity: 'high', kind: 'variation selectors, which can carry text' };
    return han.test(before) ? undefined : { severity: 'medium', kind: 'variation selectors' };
  }
  if (units.every(isSelector)) return judgeSelectors(units, before, after);
  if (units.some(isControl)) return { severity: 'medium', kind: 'control characters' };
  if (units.every(isMark)) {
    if (isRightToLeft() && units.length < 3) return undefined;
    return { severity: units.length > 1 ? 'medium' : 'low', kind: 'direction marks' };
  }
  if (isJoinerInPlace(units, before, after)) return undefined;
  const kind = 'zero-width characters';
  if (units.length > 1) return { severity: 'medium', kind };
  // A soft hyphen says where a long word may break, and Hangul fillers hold the place of a missing letter.
  if (first === 0xad || (isFiller(first) && /\p{Script=Hangul}/u.test(before + after))) return undefined;
  if (unspacedScript.test(before) || unspacedScript.test(after)) return undefined;
  return { severity: latinLetter.test(before) && latinLetter.test(after) ? 'medium' : 'low', kind };
}

function judgeSelectors(units: readonly number[], before: string, after: string): Judged {
  if (units.length > 1) return { severity: 'high', kind: 'variation selectors, which can carry text' };
  const isKeycap = keycapBase.test(before) && after === '\u20e3';
  const isOddOnEmoji = emoji.test(before) && (units[0] ?? 0) < 0xfe0e;
  if (isKeycap || (!ascii.test(before) && before !== '' && !isOddOnEmoji)) return undefined;
  return { severity: 'medium', kind: 'variation selectors' };
}

/** England, Scotland, Wales: a black flag, then the region in tags. Nothing longer is one. */
function isFlag(units: readonly number[], before: string): boolean {
  const letters = units.slice(0, -1).map((unit) => String.fromCharCode(unit - 0xe0000));
  return before === '\u{1f3f4}' && units.at(-1) === 0xe007f && /^[a-z]{2}[a-z0-9]{1,3}$/.test(letters.join(''));
}

/** One joiner between two parts of an emoji, or between letters of a script that needs it. */
function isJoinerInPlace(units: readonly number[], before: string, after: string): boolean {
  const joiners = units.filter((unit) => !isSelector(unit));
  const [joiner] = joiners;
  if (joiners.length !== 1 || units.length > 2) return false;
  if (joiner === 0x200d && emoji.test(before) && emoji.test(after)) return true;
  const isJoiner = joiner === 0x200c || joiner === 0x200d || joiner === 0x034f || isMongolian(joiner ?? 0);
  return isJoiner && units.length === 1 && (joiningScript.test(before) || joiningScript.test(after));
}

const isMongolian = inRange(0x180b, 0x180f);

function isFiller(unit: number): boolean {
  return unit === 0x115f || unit === 0x1160 || unit === 0x3164 || unit === 0xffa0;
}

function inRange(first: number, last: number): (unit: number) => boolean {
  return (unit) => unit >= first && unit <= last;
}

function characterBefore(text: string, offset: number): string {
  const isPair = offset > 1 && /[\udc00-\udfff]/.test(text[offset - 1] ?? '');
  return text.slice(isPair ? offset - 2 : Math.max(0, offset - 1), offset);
}

function characterAt(text: string, offset: number): string {
  const unit = text.codePointAt(offset);
  return unit === undefined ? '' : String.fromCodePoint(unit);
}

function lineAround(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length : end);
}
