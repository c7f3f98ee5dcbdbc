// Text written to be slow: every kind of credential against its own beginnings, over and over. And text that is broken.

import assert from 'node:assert/strict';
import { credentialRows } from '../../../../src/core/catalog/secrets.ts';
import { structureRows } from '../../../../src/core/catalog/secrets-structures.ts';
import type { Catalog } from '../../../../src/core/catalog/catalog.ts';
import { sensitiveDataDetector } from '../../../../src/core/detectors/sensitive-data/detector.ts';
import { lineOf, sampleOf, seededNumbers } from '../../../support/credential-samples.ts';
import { runs } from '../../../support/runs.ts';

const catalog = { tools: [], hash: '', signals: new Set() } as unknown as Catalog;
const scan = (text: string, path = 'src/a.env') =>
  sensitiveDataDetector.detect({ path, text }, { catalog }).matches ?? [];

const characters = runs(20_000);
// Ordinary text of this length takes a third of a millisecond; a pattern that goes back and forth takes seconds.
const budgetMs = 400 * (characters / 20_000);

function slowest(texts: readonly string[]): number {
  return Math.max(
    ...texts.map((text) => {
      // Of the processor, so that a busy machine is no failure.
      const started = process.cpuUsage();
      scan(text);
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1000;
    }),
  );
}

function repeated(unit: string): string {
  return unit.repeat(Math.ceil(characters / Math.max(1, unit.length)));
}

describe('adversarial text', () => {
  // What is made at first use is no cost of the first pattern.
  scan(repeated('warm token = 0 '));

  for (const row of credentialRows) {
    it(`${row.id} stays in its budget`, () => {
      const value = sampleOf(row.format, seededNumbers(11));
      const line = lineOf(row, value);
      const cut = value.slice(0, Math.ceil(value.length * 0.8));
      const took = slowest([
        repeated(cut),
        repeated(`${cut} `),
        repeated(line.slice(0, -4)),
        cut + repeated(value.at(-1) ?? 'a'),
      ]);
      assert.ok(took < budgetMs, `${took.toFixed(0)} ms for ${String(characters)} characters`);
    });
  }

  for (const row of structureRows) {
    it(`${row.id} stays in its budget`, () => {
      for (const { keywords } of row.places) {
        const took = slowest(
          keywords.flatMap((keyword) => [
            repeated(keyword),
            repeated(`${keyword} `),
            repeated(`${keyword}//a:b`),
            keyword + repeated('a'),
            keyword + repeated('a:'),
            repeated(`${keyword}="a" `),
          ]),
        );
        assert.ok(took < budgetMs, `${took.toFixed(0)} ms for ${String(characters)} characters`);
      }
    });
  }

  it('names and what is assigned to them stay in their budget', () => {
    const units = [
      'password',
      'password=',
      'password = "',
      'key: ',
      'token: string ',
      'api_key\n',
      'secret(',
      'pass"], ',
      '${',
      'a.key.',
      '密码',
    ];
    const took = slowest(units.map(repeated));
    assert.ok(took < budgetMs, `${took.toFixed(0)} ms`);
  });
});

describe('broken text', () => {
  const value = sampleOf('gs' + 'k_{base62 52}', seededNumbers(5));

  for (const [what, text] of [
    ['null bytes', `\0\0${value}\0\0`],
    ['lone surrogates', `\uD800 ${value} \uDC00`],
    ['replacement characters of bytes that are no UTF-8', `\uFFFD\uFFFD"${value}"\uFFFD`],
    ['one line of 20 MB', `${'lorem = ipsum; '.repeat(1_400_000)} "${value}"`],
  ] as const) {
    it(`with ${what} is read to its end`, () => {
      const found = scan(text).map(({ startOffset, endOffset }) => text.slice(startOffset, endOffset));
      assert.deepEqual(found, [value]);
    });
  }
});
