// One text through the detectors: what a detector reports becomes places without values, and a broken one costs only its own.

import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import type { DetectedMatch, Detector } from '../../../src/core/detectors/detector.ts';
import { maxMatches, scanDocument } from '../../../src/core/scanner/scan-document.ts';

const match = (startOffset: number, endOffset: number, more: Partial<DetectedMatch> = {}): DetectedMatch => ({
  ruleId: 'a/b',
  startOffset,
  endOffset,
  confidence: 'high',
  valueBits: 100,
  previewable: true,
  ...more,
});
const reporting = (...matches: readonly DetectedMatch[]): Detector => ({
  id: 'reporting',
  rules: [],
  appliesTo: () => true,
  detect: () => ({ matches }),
});
const broken: Detector = {
  id: 'broken',
  rules: [],
  appliesTo: () => true,
  detect: ({ text }) => {
    throw new TypeError(`cannot read ${text}`);
  },
};
const scan = (text: string, ...detectors: readonly Detector[]) =>
  scanDocument(
    { path: 'a.ts', text },
    {
      detectors,
      catalog: builtinCatalog(),
      seesSecrets: true,
      severityOf: (id) => (id === 'a/severe' ? 'critical' : 'low'),
      troubleOf: (id) => id.slice(0, id.indexOf('/')),
    },
  );

describe('scan of a document', () => {
  it('turns offsets into a region, a masked preview and a fingerprint', () => {
    const [found] = scan('x\nkey = AAAABBBBCCCCDDDDEEEEFFFF;', reporting(match(8, 32))).matches;
    assert.deepEqual(found?.region, {
      startLine: 2,
      startColumn: 7,
      endLine: 2,
      endColumn: 31,
      startOffset: 8,
      endOffset: 32,
    });
    assert.equal(found.preview, 'AAAA…FF');
    assert.match(found.fingerprint, /^[0-9a-f]{64}$/);
  });

  it('keeps the stronger of two matches about the same, and both where they are about different things', () => {
    const severe = match(0, 10, { ruleId: 'a/severe' });
    assert.deepEqual(
      scan('0123456789', reporting(severe, match(2, 8))).matches.map(({ ruleId }) => ruleId),
      ['a/severe'],
    );
    assert.deepEqual(
      scan('0123456789', reporting(severe, match(2, 8, { ruleId: 'b/other' }))).matches.map(({ ruleId }) => ruleId),
      ['a/severe', 'b/other'],
    );
  });

  it('shows nothing of what may not be shown', () => {
    assert.equal(
      scan('0123456789', reporting(match(0, 10, { previewable: false }))).matches[0]?.preview,
      '(10 characters)',
    );
  });

  it('keeps what others found when a detector throws, names it, and does not repeat the text', () => {
    const { matches, failures } = scan('secret text', broken, reporting(match(0, 6)));
    assert.equal(matches.length, 1);
    assert.deepEqual(
      failures.map(({ detector, path }) => [detector, path]),
      [['broken', 'a.ts']],
    );
    assert.ok(!JSON.stringify(failures).includes('secret text'));
  });

  it('keeps the more severe of two that overlap, then the longer', () => {
    const { matches } = scan(
      '0123456789',
      reporting(match(0, 4), match(2, 9, { ruleId: 'a/severe' }), match(9, 10), match(9, 10, { ruleId: 'a/severe' })),
    );
    assert.deepEqual(
      matches.map(({ ruleId, region }) => [ruleId, region.startOffset]),
      [
        ['a/severe', 2],
        ['a/severe', 9],
      ],
    );
  });

  it('lists no more than people can read, and says so', () => {
    const many = Array.from({ length: maxMatches + 5 }, (_, index) => match(index, index + 1));
    const { matches, issues } = scan('x'.repeat(maxMatches + 5), reporting(...many));
    assert.equal(matches.length, maxMatches);
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['policy/too-many-findings'],
    );
  });
});
