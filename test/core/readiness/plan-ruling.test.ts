import assert from 'node:assert/strict';
import { planRuling } from '../../../src/core/readiness/plan-ruling.ts';
import { renderEdits } from '../../../src/core/readiness/render-edits.ts';
import { defaultWaiverDays } from '../../../src/core/readiness/rulings.ts';
import { readinessOf, today } from './workspace.ts';

const limits = { maxWaiverDays: defaultWaiverDays };
const request = {
  check: 'review-protected-main',
  owner: 'dana@acme.example',
  by: 'kim@acme.example',
  at: today,
  reason: 'seen in the settings of the repository',
  expires: '2026-12-31',
};
const report = await readinessOf({ files: { 'src/a.test.ts': "it.only('a', f)" } }, { tier: 'production' });

function problemOf(
  kind: 'waive' | 'attest',
  change: Partial<typeof request>,
  approvers: readonly string[] = [],
): string {
  const plan = planRuling(kind, { ...request, ...change }, report, { ...limits, approvers }, undefined);
  return 'problem' in plan ? plan.problem : '';
}

describe('planRuling', () => {
  it('plans an attestation in the file for it', () => {
    const plan = planRuling('attest', request, report, limits, undefined);
    assert.ok('edit' in plan && plan.edit.kind === 'create');
    assert.equal(plan.edit.path, '.handrail/attestations.yaml');
    assert.match(plan.edit.text, /by: kim@acme\.example/);
  });

  it('refuses what would not hold, in words that say the next step', () => {
    assert.match(problemOf('waive', { expires: '31.12.2026' }), /YYYY-MM-DD/);
    assert.match(problemOf('waive', { expires: '2026-02-30' }), /no date/);
    assert.match(problemOf('waive', { expires: '2026-11-23' }), /over already/);
    assert.match(problemOf('waive', { expires: '2027-11-23' }), /last possible day is 2027-02-22/);
    assert.match(problemOf('waive', { check: 'nope' }), /no check named/);
    assert.match(problemOf('waive', { reason: ' ' }), /reason/);
    assert.match(problemOf('waive', { check: 'test-exists' }), /met already/);
    assert.match(problemOf('attest', { check: 'test-none-skipped' }), /waive/);
    assert.match(problemOf('attest', { check: 'own-readme' }), /Files decide/);
    assert.match(problemOf('waive', {}, ['security@acme.example']), /only security@acme\.example/);
    assert.equal(problemOf('waive', { by: 'security@acme.example' }, ['security@acme.example']), '');
  });
});

describe('renderEdits', () => {
  it('shows a new file and a changed one as a diff', () => {
    const create = { kind: 'create', path: 'a.md', text: '# A\n' } as const;
    assert.equal(
      renderEdits([create], () => undefined),
      '--- /dev/null\n+++ b/a.md\n@@ -0,0 +1,1 @@\n+# A\n',
    );
    const before = '1\n2\n3\n4\n5\n6\n';
    const modify = {
      kind: 'modify',
      path: 'b',
      beforeHash: '',
      edits: [{ startOffset: 8, endOffset: 9, newText: 'five' }],
    } as const;
    assert.equal(
      renderEdits([modify], () => before),
      '--- a/b\n+++ b/b\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n',
    );
  });
});
