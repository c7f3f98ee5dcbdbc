// Weighs a value that is written like one of a kind: structure and arithmetic first, then what surrounds it.

import type { NumberCheck, NumberRow } from '../../../catalog/personal-data-row.ts';
import type { DetectedMatch } from '../../detector.ts';
import type { Reading } from '../probe.ts';
import type { RuleSeverity } from '../../../model/finding.ts';
import { holdsDate } from './calendar.ts';
import { namesPhone } from './contact-words.ts';
import { isNote } from './note.ts';
import { passesCheck } from './number-checks.ts';
import type { Shape } from './number-shapes.ts';
import { hintsOf, namesOtherUse, wordsBefore } from './surroundings-of-numbers.ts';
import { Words } from './words.ts';

/** What is said of a value beyond its rule, and how strongly; the strongest of several kinds is reported. */
export interface Weighed {
  readonly row: NumberRow;
  readonly strength: number;
  readonly judgement: Pick<DetectedMatch, 'confidence' | 'severity' | 'detail'>;
}

interface Prepared {
  readonly words: Words;
  readonly hints: RegExp;
  readonly reject: readonly RegExp[];
  readonly known: ReadonlySet<string>;
}

const prepared = new WeakMap<NumberRow, Prepared>();

/** `value1234`: names that programs count up. No number of a document begins with four small letters and ends in digits alone. */
const numberedName = /^[a-z]{4,}\d+$/;

// `P160 was`, `5000 sq`, b64decode: a number and a word. Small letters in a document stand for capitals all over.
function hasPlainWord(written: string): boolean {
  return /\d [a-z]{2,3}$|[a-z]{6}/.test(written);
}

/** 000000000000 is nobody's number, right as its check digits may be. */
const oneSign = /^(.)\1{5,}$/;

/** @param written  the value as it stands
 *  @param textBeside  what stands around it. @param wordsBeside  the words in that
 *  @returns undefined when it is none, or nothing says so */
export function weighNumber(
  shape: Shape,
  written: string,
  textBeside: () => string,
  wordsBeside: () => string,
  reading: Reading,
): Weighed | undefined {
  if (numberedName.test(written) || oneSign.test(written) || hasPlainWord(written)) return undefined;
  const { row } = shape;
  const value = plainValue(written, row.keep);
  const { words, hints, reject, known } = prepare(row);
  if (row.starts !== undefined && !row.starts.some((start) => value.startsWith(start))) return undefined;
  if (reject.some((mask) => mask.test(value))) return undefined;
  if (known.has(value)) return undefined;
  if (row.date !== undefined && !holdsDate(row.date, value)) return undefined;
  if (row.check !== undefined && !passesCheck(row.check, value)) return undefined;
  // Words are the costliest to find, and the only thing that speaks for most numbers.
  const isBare = shape.isBare || /^\d+$/.test(written);
  if (!mayCountAlone(row, isBare, reading) && !hints.test(textBeside())) return undefined;
  const around = wordsBeside();
  // A number that nothing else speaks for needs its word on its own line.
  if (calledExample.test(wordsBefore(around))) return undefined;
  const isNamed = words.test(row.check === undefined && isBare && !isNote(reading) ? onSameLine(around) : around);
  if (isBare && isMadeUp(value) && !(isNamed && row.check !== undefined)) return undefined;
  if (!isNamed && !countsAlone(row, isBare, written, around, reading)) return undefined;
  const proof = proofOf(row.check);
  const severity = severityAt(row.severity, reading);
  return {
    row,
    strength: (isNamed ? 10 : 0) + (row.check === undefined ? 0 : 2) - row.chance + (isBare ? 0 : 1),
    judgement: {
      confidence: isNamed && row.check !== undefined ? 'high' : isNamed ? 'medium' : 'low',
      detail: isNamed ? `${proof}, and words beside it say so.` : `${proof}.`,
      ...(severity === row.severity ? {} : { severity }),
    },
  };
}

/** `Example = "`, `placeholder: "`: the word right before a value. */
const calledExample = /\b(?:example|placeholder|sample|beispiel|ejemplo|exemple)[ :=]{1,5}$/;

function onSameLine(around: string): string {
  return around.slice(around.lastIndexOf('\n') + 1);
}

// What was shown about a value: not every check is one of digits.
function proofOf(check: NumberCheck | undefined): string {
  if (check === undefined) return 'It is written like one';
  if (!('kind' in check) || check.kind !== 'named') return 'Its check digits are right';
  if (check.name === 'calendar-date') return 'It is a day of the calendar';
  return check.name === 'licence-plate' ? 'It is written like one' : 'Its check digits are right';
}

/** Invented values abound in tests, in examples and in the texts of an interface, which show how to write them; documentation has some. */
export function severityAt(severity: RuleSeverity, { path, pathClass }: Reading): RuleSeverity {
  if (pathClass.test || pathClass.translation || pathClass.sample) return 'low';
  if (!pathClass.docs || !path.includes('/')) return severity;
  return severity === 'high' || severity === 'critical' ? 'medium' : 'low';
}

// Whether a number of this kind may count without a word beside it.
function mayCountAlone(row: NumberRow, isBare: boolean, reading: Reading): boolean {
  if (row.alone === 'never' || reading.pathClass.test) return false;
  return (row.alone === 'anywhere' && !isBare) || isNote(reading);
}

const weakest = 0.02;

function countsAlone(row: NumberRow, isBare: boolean, written: string, around: string, reading: Reading): boolean {
  if (!mayCountAlone(row, isBare, reading) || namesOtherUse(around)) return false;
  if ((row.capitals === true || /[a-z]{3,} |\s[a-z]{3,}/.test(written)) && written !== written.toUpperCase())
    return false;
  if (namesPhone(around, isNote(reading))) return false;
  // One in fifty of all words and numbers is too many, unless somebody took the care to write separators.
  if (row.alone === 'anywhere' && !isBare && (row.chance < weakest || /[^A-Za-z\d]/.test(written))) return true;
  return isNote(reading) && (!isBare || row.bare === true);
}

function prepare(row: NumberRow): Prepared {
  let known = prepared.get(row);
  if (known === undefined) {
    known = {
      words: new Words(row.words),
      hints: hintsOf(row.words),
      reject: (row.reject ?? []).map(maskExpression),
      known: new Set((row.known ?? []).map((each) => plainValue(each, row.keep))),
    };
    prepared.set(row, known);
  }
  return known;
}

function plainValue(written: string, keep = ''): string {
  return written.replace(/[^A-Za-z0-9<]/g, (sign) => (keep.includes(sign) ? sign : '')).toUpperCase();
}

/** Shell-style: ? one character, * any, [..] a set. */
function maskExpression(mask: string): RegExp {
  return new RegExp(`^${mask.replace(/\*/g, '.*').replace(/\?/g, '.').replace(/\[!/g, '[^')}$`);
}

/** Whether digits are nearly all equal, or run up or down: nobody's number. */
export function isMadeUp(digits: string): boolean {
  if (digits.length < 6) return false;
  return (
    /^(\d)\1+$|([1-9])\2{7}/.test(digits) ||
    '01234567890123456789'.includes(digits) ||
    '98765432109876543210'.includes(digits) ||
    digits.includes('9876543210')
  );
}
