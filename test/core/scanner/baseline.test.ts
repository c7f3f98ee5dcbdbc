// The list of known findings, out and in again; ours and those of other scanners.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Finding } from '../../../src/core/model/finding.ts';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { startOfDocument } from '../../../src/core/model/document.ts';
import { mergeBaseline, parseBaseline, suppressionsOf } from '../../../src/core/scanner/baseline.ts';
import { resolveForeign } from '../../../src/core/scanner/foreign-baseline.ts';
import { scanDocument } from '../../../src/core/scanner/scan-document.ts';
import { scanSetUp } from '../../../src/core/scanner/scan-set-up.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const finding = (fingerprint: string, more: Partial<Finding> = {}): Finding => ({
  ruleId: 'a/b',
  kind: 'sensitive-data',
  severity: 'error',
  confidence: 'high',
  path: 'a.ts',
  region: startOfDocument,
  message: '',
  preview: '',
  fingerprint,
  fixes: [],
  ...more,
});
const written = (...findings: readonly Finding[]) => mergeBaseline(new Map(), findings).textWithout([]);

describe('baseline', () => {
  it('reads what it writes', () => {
    const read = parseBaseline(written(finding('f2'), finding('f1')), 'b.json');
    assert.deepEqual([...read.entries.keys()], ['f1', 'f2']);
    assert.deepEqual(suppressionsOf(read).get('f1'), { by: 'baseline', reason: 'known since the baseline' });
  });

  it('keeps everything that is known, reasons too, and takes up what is new', () => {
    const known = new Map([
      ['f1', { fingerprint: 'f1', ruleId: 'a/b', path: 'a.ts', reason: 'test account' }],
      ['f9', { fingerprint: 'f9', ruleId: 'a/b', path: 'gone.ts' }],
    ]);
    const merged = mergeBaseline(known, [finding('f1'), finding('f2')]);
    const { entries } = parseBaseline(merged.textWithout([]), 'b.json');
    assert.deepEqual([...entries.keys()].sort(), ['f1', 'f2', 'f9']);
    assert.equal(entries.get('f1')?.reason, 'test account');
    assert.deepEqual([merged.count, merged.added, merged.notFound.map(({ path }) => path)], [3, 1, ['gone.ts']]);
    assert.deepEqual([...parseBaseline(merged.textWithout(merged.notFound), 'b').entries.keys()], ['f1', 'f2']);
  });

  it('leaves out what a comment or waiver silences: that carries a reason of its own', () => {
    const silenced = finding('f3', { suppressed: { by: 'inline', reason: 'sample' } });
    assert.deepEqual([...parseBaseline(written(silenced), 'b.json').entries], []);
  });

  for (const [what, text] of [
    ['no JSON', '{'],
    ['no list', '{"version": 1}'],
    ['an entry without a fingerprint', '{"findings": [{}]}'],
    ['a list of something else', '[{"a": 1}]'],
  ] as const) {
    it(`silences nothing and says so for ${what}`, () => {
      const { entries, issues } = parseBaseline(text, 'b.json');
      assert.equal(entries.size, 0);
      assert.deepEqual(
        issues.map(({ code, file }) => [code, file]),
        [['policy/unreadable-baseline', 'b.json']],
      );
    });
  }
});

describe('baselines of other scanners', () => {
  // Fabricated, and put together here so that no scanner takes this file for a leak.
  const key = ['sk', 'live', '51HxQwErTyUiOpAsDfGhJkLzXcVbNm'].join('_');
  const files = memoryFiles({ 'src/a.ts': `\n\nconst key = '${key}';\n`, 'b.ts': `const key = '${key}';\n` });
  const setUp = scanSetUp(builtinCatalog());
  const known = async (value: unknown) => {
    const baseline = parseBaseline(JSON.stringify(value), 'other.json');
    assert.ok(baseline.isForeign);
    const entries = await resolveForeign(baseline.foreign, files, (document) => scanDocument(document, setUp));
    return entries.map(({ path, reason }) => `${path}: ${reason ?? ''}`);
  };
  const gitleaks = (more: object) => [{ RuleID: 'stripe-access-token', File: 'src/a.ts', StartLine: 3, ...more }];
  const detectSecrets = (value: string) => ({
    version: '1.5.0',
    plugins_used: [],
    results: {
      'src/a.ts': [
        {
          type: 'Stripe Access Key',
          filename: 'src/a.ts',
          hashed_secret: createHash('sha1').update(value).digest('hex'),
          line_number: 77,
        },
      ],
    },
  });

  it('gitleaks: by value, also where the line has moved; by line where the value is redacted', async () => {
    const expected = ['src/a.ts: known to gitleaks as stripe-access-token'];
    assert.deepEqual(await known(gitleaks({ Secret: key, StartLine: 99 })), expected);
    assert.deepEqual(await known(gitleaks({ Secret: 'REDACTED' })), expected);
    assert.deepEqual(await known(gitleaks({ Secret: 'REDACTED', StartLine: 2 })), []);
  });

  it('detect-secrets: by the hash of the value', async () => {
    assert.deepEqual(await known(detectSecrets(key)), ['src/a.ts: known to detect-secrets as Stripe Access Key']);
    assert.deepEqual(await known(detectSecrets(`${key}x`)), []);
  });

  it('never leave the folder, and say nothing of files that are gone', async () => {
    assert.deepEqual(await known(gitleaks({ File: '../b.ts', Secret: key })), []);
    assert.deepEqual(await known(gitleaks({ File: 'gone.ts', Secret: key })), []);
  });
});
