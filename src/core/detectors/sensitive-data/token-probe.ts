// Makes probes of a row whose format has a literal in it: the literal is the keyword, the format is tried around it.

import type { CredentialRow } from '../../catalog/credential-row.ts';
import { compileFormat, type CompiledFormat } from '../../catalog/credential-format.ts';
import { credentialGroups } from '../../catalog/secrets.ts';
import { bitsOf } from './rarity.ts';
import { checksumOf } from './checksums.ts';
import { judgeCandidate } from './judgement.ts';
import { matchAt, type Probe, type Reading } from './probe.ts';
import { unitsOfClass } from './unit-class.ts';
import { around, hasWord, isBorderBefore, isDigest } from './surroundings.ts';

/** @returns undefined when the format has no literal of two characters and more; `context-probe.ts` takes those */
export function tokenProbe(row: CredentialRow, notation: string): Probe | undefined {
  const format = compileFormat(notation);
  if (format.keywords.length === 0) return undefined;
  let token: TokenExpression | undefined;
  let outline: TokenOutline | undefined;
  const probe: Probe = {
    keywords: format.keywords,
    reach: format.keywordOffset.most + format.longest + reachOfWords,
    sift: ({ units }, start, end) => (outline ??= new TokenOutline(row, format)).fits(units, start, end),
    look: (reading, keywordStart) => {
      const progress = reading.stateOf(probe, () => ({ doneUntil: 0 }));
      if (keywordStart < progress.doneUntil) return;
      token ??= new TokenExpression(row, format);
      const found = token.at(reading.text, keywordStart);
      if (found === undefined) return;
      progress.doneUntil = found.start + found.value.length;
      report(row, format, reading, found);
    },
  };
  return probe;
}

const frameworkRows = new Set(credentialGroups.find(([group]) => group === 'framework')?.[1]);

// A key that a program draws for itself, or a token of a sandbox: there is nothing but the test behind it.
function opensNothingElse(row: CredentialRow, value: string): boolean {
  return frameworkRows.has(row) || /^[a-z]+[-_](?:sandbox|test)[-_]/.test(value);
}

/** Words are looked for in so many characters around a value. */
const reachOfWords = 130;

interface FoundToken {
  readonly start: number;
  readonly value: string;
  readonly drawn: string;
}

function report(
  row: CredentialRow,
  format: CompiledFormat,
  reading: Reading,
  { start, value, drawn }: FoundToken,
): void {
  const end = start + value.length;
  if (row.words !== undefined && isDigest(reading.text, start)) return;
  if (row.words !== undefined && !hasWord(around(reading.text, start, end, 60, 60), row.words)) return;
  if (row.publicName !== undefined && isNamed(reading.text, start, row.publicName)) return;
  const checksum = row.checksum === undefined ? undefined : checksumOf(row.checksum, value);
  if (checksum === 'refused') return;
  const judgement = judgeCandidate({
    value,
    severity: row.severity,
    evidence: row.words === undefined ? 'format' : 'context',
    pathClass: reading.pathClass,
    fixedStart: format.fixedStart,
    drawn,
    points: opensNothingElse(row, value) && (reading.pathClass.test || reading.pathClass.docs) ? -15 : 0,
    ...(checksum !== undefined && { checksum: checksum === 'right' }),
  });
  if (judgement === undefined) return;
  reading.report({
    ruleId: `sensitive-data/${row.id}`,
    startOffset: start,
    endOffset: end,
    valueBits: bitsOf(drawn),
    previewable: true,
    ...judgement,
  });
}

// Whether a value is given to a name, or to one that says that it is public: `apiKey: "…"`.
function isNamed(text: string, start: number, name: string): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  return (
    before
      .slice(-name.length - 6)
      .replace(/[^A-Za-z]/g, '')
      .endsWith(name) ||
    /"current_key"\s*:\s*"$/.test(before) ||
    /public[\w-]*["']?\s{0,3}[:=]\s{0,3}["'`]?$/i.test(before)
  );
}

/** The keyword and the characters next to it, made at its first keyword: tells most places without an expression. */
class TokenOutline {
  readonly #keywords: readonly string[];
  readonly #anyCase: boolean;
  readonly #behind: readonly Uint8Array[];
  readonly #inFront: readonly Uint8Array[];

  constructor({ anyCase = false }: CredentialRow, { keywords, behindKeyword, inFrontOfKeyword }: CompiledFormat) {
    this.#keywords = keywords;
    this.#anyCase = anyCase;
    this.#behind = behindKeyword.map((body) => unitsOfClass(body, anyCase));
    this.#inFront = inFrontOfKeyword.map((body) => unitsOfClass(body, anyCase));
  }

  fits(units: Uint16Array, start: number, end: number): boolean {
    for (let index = 0; index < this.#behind.length; index++) {
      if (!isIn(this.#behind[index], units[end + index])) return false;
    }
    for (let index = 0; index < this.#inFront.length; index++) {
      if (!isIn(this.#inFront[index], units[start - 1 - index])) return false;
    }
    return (
      this.#anyCase || this.#keywords.some((keyword) => keyword.length === end - start && isAt(keyword, units, start))
    );
  }
}

function isIn(set: Uint8Array | undefined, unit: number | undefined): boolean {
  return unit !== undefined && unit < 128 && set?.[unit] === 1;
}

function isAt(keyword: string, units: Uint16Array, start: number): boolean {
  for (let index = 0; index < keyword.length; index++) {
    if (keyword.charCodeAt(index) !== units[start + index]) return false;
  }
  return true;
}

/** The expressions of one format, made at its first keyword. */
class TokenExpression {
  readonly #expression: RegExp;
  readonly #before: RegExp | undefined;
  readonly #forbiddenBefore: RegExp;
  readonly #forbiddenAfter: RegExp;
  readonly #offset: CompiledFormat['keywordOffset'];

  constructor(row: CredentialRow, format: CompiledFormat) {
    this.#expression = new RegExp(format.source, row.anyCase === true ? 'yi' : 'y');
    this.#before = format.beforeKeyword === '' ? undefined : new RegExp(`[${format.beforeKeyword}]`);
    // A literal of letters alone also stands by chance in long texts of base64.
    const inBase64 = format.keywords.every((keyword) => keyword.length < 6 && /^[A-Za-z0-9]+$/.test(keyword));
    // Short literals such as sk- and API- also end longer names and begin those of pages: task-…, mask-…, /API-….
    const isShort = format.fixedStart > 0 && format.fixedStart <= 4;
    const beforeShort = !isShort
      ? ''
      : /^[A-Za-z]+-/.test(row.format)
        ? '.+/\\-'
        : format.fixedStart < 4
          ? '.+\\-'
          : '';
    this.#forbiddenBefore = new RegExp(`[A-Za-z0-9_${beforeShort}${inBase64 ? '+/' : ''}${format.beforeKeyword}]`);
    this.#forbiddenAfter = new RegExp(`[A-Za-z0-9_${format.lastSet.replace(/[\]\\^]/g, '\\$&')}]`);
    this.#offset = format.keywordOffset;
  }

  /** The value around a keyword, with nothing before and behind it that would belong to it. */
  at(text: string, keywordStart: number): FoundToken | undefined {
    let start = keywordStart - this.#offset.least;
    if (this.#before !== undefined && this.#offset.most > this.#offset.least) {
      const farthest = Math.max(0, keywordStart - this.#offset.most);
      while (start > farthest && this.#before.test(text[start - 1] ?? '')) start--;
    }
    if (start < 0 || !isBorderBefore(text, start, this.#forbiddenBefore)) return undefined;
    const hit = matchAt(this.#expression, text, start);
    if (hit === null) return undefined;
    const [value] = hit;
    const end = start + value.length;
    if (end <= keywordStart || this.#forbiddenAfter.test(text[end] ?? '')) return undefined;
    const drawn = hit.groups?.['drawn'] ?? '';
    return { start, value, drawn: drawn.length >= 12 ? drawn : value };
  }
}
