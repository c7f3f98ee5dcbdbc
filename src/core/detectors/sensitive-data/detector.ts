// Finds credentials and personal data in one text. The engine calls it; policy, masking and suppression come later.

import type { CredentialRow } from '../../catalog/credential-row.ts';
import type { DetectedMatch, Detector } from '../detector.ts';
import type { Rule } from '../../model/finding.ts';
import { credentialRows } from '../../catalog/secrets.ts';
import { personalDataRows } from '../../catalog/personal-data.ts';
import { shannonEntropy } from '../../text/entropy.ts';
import { KeywordAutomaton } from './keyword-automaton.ts';
import { personalDataMatches } from './personal-data.ts';
import { isStandIn, isSupabaseServiceKey, looksLikeKey, looksRandom, passesTokenChecksum } from './validators.ts';

const testPath =
  /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?|testdata|mocks?|__mocks__|examples?|docs?)\/|\.(?:test|spec|stories)\.|\.mdx?$|\.example$/i;
const machineMade =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|[\w.-]+\.lock|go\.sum)$|\.min\.(?:js|css)$|\.map$|\.svg$/i;
const weakPasswords =
  /^(?:postgres|password|passw0rd|root|admin|secret|test|guest|user|pass|mysql|redis|mongo|example|changeme|dev|local|\d{3,6})(?:word|123|ql)?$/i;

/** Credentials and personal data. Every offset is that of the value alone. */
export const sensitiveDataDetector: Detector = {
  id: 'sensitive-data',
  rules: buildRules(),
  appliesTo: () => true,
  detect: (document) => ({
    matches: [
      ...credentialMatches(document.path, document.text),
      ...(machineMade.test(document.path) ? [] : personalDataMatches(document.path, document.text)),
    ].sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset),
  }),
};

let automaton: KeywordAutomaton | undefined;
const keywordRows = credentialRows.flatMap((row, index) => row.keywords.map(() => index));
const expressions = new Map<number, RegExp>();

function credentialMatches(path: string, text: string): readonly DetectedMatch[] {
  automaton ??= new KeywordAutomaton(credentialRows.flatMap(({ keywords }) => keywords));
  const found: DetectedMatch[] = [];
  const doneUntil = new Map<number, number>();
  automaton.scan(text, (word, start) => {
    const index = keywordRows[word] ?? 0;
    const row = credentialRows[index];
    if (row === undefined || start < (doneUntil.get(index) ?? 0)) return;
    let expression = expressions.get(index);
    if (expression === undefined) {
      expression = new RegExp(
        row.pattern,
        row.validator === 'assigned' || row.id === 'aws-secret-access-key' ? 'yi' : 'y',
      );
      expressions.set(index, expression);
    }
    expression.lastIndex = start;
    const hit = expression.exec(text);
    if (hit === null) return;
    const value = hit[1] ?? hit[0];
    const valueStart =
      start +
      (hit[1] === undefined
        ? 0
        : row.validator === 'database'
          ? hit[0].indexOf(':' + value + '@') + 1
          : hit[0].lastIndexOf(value));
    const valueEnd = valueStart + value.length;
    if (hit[1] === undefined && !bordered(text, valueStart, valueEnd)) return;
    doneUntil.set(index, start + hit[0].length);
    const match = judge(row, value, path, hit[2]);
    if (match === undefined || found.some((other) => other.startOffset < valueEnd && valueStart < other.endOffset))
      return;
    found.push({
      ruleId: `sensitive-data/${row.id}`,
      startOffset: valueStart,
      endOffset: valueEnd,
      valueBits: Math.floor(shannonEntropy(value) * value.length),
      previewable: row.validator !== 'pem' && row.validator !== 'database' && row.validator !== 'assigned',
      ...match,
    });
  });
  return found;
}

type Judgement = Pick<DetectedMatch, 'confidence' | 'severity' | 'detail'>;

function judge(row: CredentialRow, value: string, path: string, host: string | undefined): Judgement | undefined {
  const inTest = testPath.test(path);
  const usual: Judgement = inTest
    ? { confidence: 'medium', detail: 'It stands in a test, an example or documentation.' }
    : { confidence: 'high' };
  if (row.validator !== 'pem' && isStandIn(value)) return undefined;
  switch (row.validator) {
    case 'supabase-service':
      return isSupabaseServiceKey(value) ? usual : undefined;
    case 'github':
      if (!looksRandom(value)) return undefined;
      return passesTokenChecksum(value)
        ? { ...usual, detail: 'The checksum is right.' }
        : { confidence: 'low', severity: 'medium', detail: 'It has the shape, but its checksum is not right.' };
    case 'database': {
      if (
        /^(?:localhost|127\.|0\.0\.0\.0|host\b|example\.|.*\.example\.)/i.test(host ?? '') ||
        !(host ?? '').includes('.')
      )
        return weakPasswords.test(value) || inTest
          ? undefined
          : {
              confidence: 'low',
              severity: 'low',
              detail: 'The database is on this machine or in the same network of containers.',
            };
      return weakPasswords.test(value) ? { confidence: 'low', severity: 'medium' } : usual;
    }
    case 'assigned':
      return inTest || machineMade.test(path) || !looksLikeKey(value) ? undefined : { confidence: 'medium' };
    case 'pem':
      return shannonEntropy(value) < 4 || /\.{3}|example/i.test(value) ? undefined : usual;
    case 'random':
    case undefined:
      break;
  }
  return looksRandom(value) ? usual : undefined;
}

// `\n` and `%3D` before a value are borders although they end in a letter.
function bordered(text: string, start: number, end: number): boolean {
  const before =
    /[A-Za-z0-9_]/.test(text[start - 1] ?? '') &&
    !/\\[nrt]$|%[0-9A-F]{2}$/.test(text.slice(Math.max(0, start - 3), start));
  return !before && !/[A-Za-z0-9_]/.test(text[end] ?? '');
}

function buildRules(): readonly Rule[] {
  const credentials = credentialRows.map((row): Rule => ({
    id: `sensitive-data/${row.id}`,
    kind: 'sensitive-data',
    title: row.title,
    plain: `A value that looks like a real ${row.title} stands in this file. Take it out and have it replaced by a new one.`,
    why: `Whoever has it can ${row.opens}. Files reach repositories, backups and AI tools, and history keeps what is deleted later.`,
    fix: 'Read the value from the environment or a secret store, then revoke the old one where it was issued.',
    severity: row.severity ?? 'critical',
    tags: ['credential'],
    source: row.source,
    ...(row.revokeUrl === undefined ? {} : { revokeUrl: row.revokeUrl }),
  }));
  const personal = personalDataRows.map((row): Rule => ({
    id: `sensitive-data/${row.id}`,
    kind: 'sensitive-data',
    title: row.title,
    plain: `This file holds what looks like real data of people: ${row.title}. Use made-up data in its place.`,
    why: 'Data of people may be used for its purpose alone. In a repository everybody with access, and every AI tool, can read it.',
    fix: 'Replace it by made-up data, and keep the real data in the system it comes from.',
    severity: row.severity,
    tags: row.tags,
    source: row.source,
  }));
  return [...credentials, ...personal];
}
