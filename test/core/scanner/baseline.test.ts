// The list of known findings, out and in again.

import assert from 'node:assert/strict';
import type { Finding } from '../../../src/core/model/finding.ts';
import { startOfDocument } from '../../../src/core/model/document.ts';
import { formatBaseline, parseBaseline } from '../../../src/core/scanner/baseline.ts';

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

describe('baseline', () => {
  it('reads what it writes', () => {
    const { entries, issues } = parseBaseline(formatBaseline([finding('f1'), finding('f2')]), 'b.json');
    assert.deepEqual([[...entries.keys()], issues], [['f1', 'f2'], []]);
  });

  it('keeps reasons that a person wrote, and leaves out what a comment silences', () => {
    const known = new Map([['f1', { by: 'baseline' as const, reason: 'old test keys' }]]);
    const silenced = finding('f2', { suppressed: { by: 'inline', reason: 'sample' } });
    const { entries } = parseBaseline(formatBaseline([finding('f1'), silenced], known), 'b.json');
    assert.deepEqual([...entries], [['f1', { by: 'baseline', reason: 'old test keys' }]]);
  });

  for (const text of ['', '{', '[]', '{"findings": [{"path": "a"}]}', 'null']) {
    it(`silences nothing and says so when it reads ${JSON.stringify(text)}`, () => {
      const { entries, issues } = parseBaseline(text, '.handrail/baseline.json');
      assert.deepEqual([entries.size, issues[0]?.severity, issues[0]?.file], [0, 'error', '.handrail/baseline.json']);
    });
  }
});
