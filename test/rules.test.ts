// Every rule that findings come from says what, why, what to do, and where it comes from.

import assert from 'node:assert/strict';
import { aiToolDetectors } from '../src/core/detectors/ai-tools/registry.ts';
import { toolRules } from '../src/core/detectors/ai-tools/rules.ts';
import { sensitiveDataDetector } from '../src/core/detectors/sensitive-data/detector.ts';
import { agentFileRules } from '../src/core/detectors/agent-files/rules.ts';
import { boundaryRules } from '../src/core/detectors/data-boundary/rules.ts';
import { findingKinds, ruleSeverities } from '../src/core/model/finding.ts';
import { assertPlainText } from './support/plain-text.ts';

describe('rules', () => {
  const detectors = [...aiToolDetectors, sensitiveDataDetector];
  const rules = [...toolRules, ...agentFileRules, ...boundaryRules, ...detectors.flatMap((detector) => detector.rules)];

  it('have ids of their own, and so have detectors', () => {
    assert.deepEqual(repeated(detectors.map(({ id }) => id)), []);
    const different = [...new Set(rules)];
    assert.deepEqual(repeated(different.map(({ id }) => id)), []);
  });

  for (const rule of new Set(rules)) {
    it(`${rule.id} says what, why, what to do and where it comes from`, () => {
      assert.match(rule.id, /^[a-z-]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
      assert.ok(findingKinds.includes(rule.kind) && ruleSeverities.includes(rule.severity));
      assert.ok(rule.id.startsWith(`${rule.kind}/`), 'the first part of the id is its kind');
      assertPlainText(rule);
      assert.ok(rule.revokeUrl === undefined || rule.revokeUrl.startsWith('https://'));
    });
  }
});

function repeated(ids: readonly string[]): readonly string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}
