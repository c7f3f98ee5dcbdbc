// Finds credentials of a common shape (32 hexadecimal digits, 40 letters) by the name of their provider before them.

import type { CredentialRow } from '../../catalog/credential-row.ts';
import { compileFormat } from '../../catalog/credential-format.ts';
import { judgeCandidate } from './judgement.ts';
import type { Probe, Reading } from './probe.ts';
import { bitsOf } from './rarity.ts';
import { isDigest, isSearchKey, searchKeyReach } from './surroundings.ts';
import { isRunNear, unitsOfClass } from './unit-class.ts';

/** The value starts at most so many characters behind the word. */
const reach = 110;
/** Of longer values so much is enough to look at a place. */
const longestSought = 64;
const secretWord = /key|token|secret|pass|pwd|auth|cred|bearer|unseal|\bpat\b|_pat|api|dsn|\bsid\b/i;

/** A row with one of its formats. */
export interface ContextShape {
  readonly row: CredentialRow;
  readonly format: string;
}

interface Shape {
  readonly row: CredentialRow;
  readonly source: string;
  readonly characters: string;
  readonly shortest: number;
  readonly longest: number;
  expression?: RegExp;
}

/** A probe for each word, with all formats without a literal that it stands before. */
export function contextProbes(shapes: readonly ContextShape[]): readonly Probe[] {
  const byWord = new Map<string, Shape[]>();
  for (const { row, format: notation } of shapes) {
    const format = compileFormat(notation);
    const set = format.lastSet.replace(/[\]\\^=]/g, '').replace(/-$/, '\\-');
    const shape: Shape = {
      row,
      source: `(?<![\\w${set}])(?:${format.source})(?![\\w${set}])`,
      characters: format.characters,
      shortest: format.shortest,
      longest: format.longest,
    };
    for (const word of row.words ?? []) {
      const known = byWord.get(word);
      if (known === undefined) byWord.set(word, [shape]);
      else known.push(shape);
    }
  }
  return [...byWord].map(([word, own]) => probeOf(word, own));
}

function probeOf(word: string, shapes: readonly Shape[]): Probe {
  const shortest = Math.min(longestSought, ...shapes.map((shape) => shape.shortest));
  let characters: Uint8Array | undefined;
  return {
    keywords: [word],
    reach: reach + Math.max(...shapes.map((shape) => shape.longest)) + searchKeyReach,
    sift: ({ units }, _, end) => {
      characters ??= unitsOfClass(shapes.map((shape) => shape.characters).join(''));
      return isRunNear(units, end, { reach, shortest, characters });
    },
    look: (reading, start, end) => {
      if (word.length <= 5 && !standsAlone(reading.text, start, end)) return;
      for (const shape of shapes) lookBehind(reading, word, start, end, shape);
    },
  };
}

function lookBehind(reading: Reading, word: string, start: number, end: number, shape: Shape): void {
  const { text } = reading;
  shape.expression ??= new RegExp(shape.source, 'g');
  shape.expression.lastIndex = 0;
  const window = text.slice(end, end + reach + shape.longest + 1);
  const hit = shape.expression.exec(window);
  if (hit === null || hit.index > reach || hit.index === 0) return;
  const between = window.slice(0, hit.index);
  if ((between.match(/\n/g)?.length ?? 0) > 3 || isTale(between)) return;
  if (isForeignPath(between)) return;
  const [valueStart, valueEnd] = [end + hit.index, end + hit.index + hit[0].length];
  if (isDigest(text, valueStart) || isMark(between) || isPlaceInCommit(text, valueEnd)) return;
  if (isSearchKey(text, valueStart, valueEnd)) return;
  const lead = text.slice(Math.max(0, start - 30), start) + text.slice(start, end) + between;
  // Names such as CC_TEST_REPORTER_ID say it all.
  if (!(word.includes('_') || secretWord.test(lead)) || !/[=:"'`>\s,(/]$/.test(between)) return;
  const judgement = judgeCandidate({
    value: hit[0],
    severity: shape.row.severity,
    evidence: 'context',
    pathClass: reading.pathClass,
  });
  if (judgement === undefined) return;
  reading.report({
    ruleId: `sensitive-data/${shape.row.id}`,
    startOffset: valueStart,
    endOffset: valueEnd,
    valueBits: bitsOf(hit[0]),
    previewable: true,
    ...judgement,
  });
}

// A sentence about the provider that goes on, and a value under it that is given to no name.
function isTale(between: string): boolean {
  const line = between.lastIndexOf('\n');
  if (line < 0) return false;
  return !/\w/.test(between.slice(line)) && (between.slice(0, line).match(/\s[a-z]{2,}(?=[\s.,])/g)?.length ?? 0) >= 6;
}

// The name right before the value says that a machine counts or compares by it.
function isMark(between: string): boolean {
  return /(?:guid|uuid|hash|sha\d*|md5|checksum|digest|etag|revision|commit|integrity)["']?\s*[:=]\s*["']?$/i.test(
    between,
  );
}

// `commit:path:rule:line`, as lists of known findings name them. Source: https://github.com/gitleaks/gitleaks#gitleaksignore
function isPlaceInCommit(text: string, end: number): boolean {
  return /^:[\w.-]+(?:\/|\.\w+:)/.test(text.slice(end, end + 100));
}

// A part of the path of an address that begins behind the word: that of some other service.
function isForeignPath(between: string): boolean {
  return /:\/\/[^\s"'`<>?#]*\/$/.test(between);
}

// Short words are parts of others: ark in spark, line in outline. Names are written in camel case too: lineToken.
function standsAlone(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? '';
  const after = text[end] ?? '';
  const lastIsSmall = /[a-z]/.test(text[end - 1] ?? '');
  return !/[A-Za-z]/.test(before) && (!/[A-Za-z]/.test(after) || (lastIsSmall && /[A-Z]/.test(after)));
}
