import assert from 'node:assert/strict';
import { readinessOf } from './workspace.ts';
import { compareReports, type EarlierReport } from '../../../src/core/readiness/compare-reports.ts';

const before: EarlierReport = {
  checkSet: 'handrail/1',
  checks: [
    { id: 'own-readme', state: 'pass', revision: 1 },
    { id: 'test-exists', state: 'pass', revision: 1 },
    { id: 'dep-pipeline', state: 'fail', revision: 1 },
    { id: 'obs-logs', state: 'pass', revision: 1 },
  ],
};

describe('changes between two reports', () => {
  it('tells a regression from a rule that is new or judges differently', () => {
    const after: EarlierReport = {
      checkSet: 'handrail/2',
      checks: [
        { id: 'own-readme', state: 'fail', revision: 1 },
        { id: 'test-exists', state: 'fail', revision: 2 },
        { id: 'sec-debug-off', state: 'fail', revision: 1 },
        { id: 'dep-pipeline', state: 'fail', revision: 2 },
      ],
    };
    assert.deepEqual(compareReports(before, after), [
      { id: 'own-readme', before: 'pass', after: 'fail', cause: 'project' },
      { id: 'test-exists', before: 'pass', after: 'fail', cause: 'new-rule' },
      { id: 'sec-debug-off', after: 'fail', cause: 'new-rule' },
      { id: 'obs-logs', before: 'pass', cause: 'dropped-rule' },
    ]);
  });

  it('labels in the report what only a new rule brought up', async () => {
    const report = await readinessOf({ files: {} });
    const failing = report.checks.find((check) => check.state === 'fail');
    const earlier = { ...report, checks: report.checks.filter((check) => check !== failing) };
    const now = await readinessOf({ files: {} }, { earlier });
    assert.deepEqual(now.changes, [{ id: failing?.id, after: 'fail', cause: 'new-rule' }]);
    assert.match(now.notes.join(' '), new RegExp(`New rule.*${failing?.id ?? '-'}`));
    assert.deepEqual((await readinessOf({ files: {} }, { earlier: report })).changes, []);
  });

  it('says nothing of equal reports', () => {
    assert.deepEqual(compareReports(before, before), []);
  });
});
