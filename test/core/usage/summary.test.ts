import assert from 'node:assert/strict';
import { summarise, timeOf } from '../../../src/core/usage/summary.ts';
import { verifyLog } from '../../../src/core/usage/verify.ts';
import { usageLog } from '../../support/usage-lines.ts';

describe('summarise', () => {
  it('counts events and days', () => {
    const { files, head } = usageLog(30, 2);
    assert.deepEqual(summarise(verifyLog(files, head).lines), {
      events: 32,
      firstDay: '2026-01-01',
      lastDay: '2026-02-01',
      days: 3,
      byEvent: [{ eventName: 'handrail.check.completed', plain: 'A check ran', count: 32, lastDay: '2026-02-01' }],
    });
  });

  it('gives zeros for an empty log', () => {
    assert.deepEqual(summarise([]), { events: 0, days: 0, byEvent: [] });
  });

  it('reads times to the second', () => {
    const { files, head } = usageLog(2);
    assert.equal(timeOf(verifyLog(files, head).lines[1]!), '2026-01-01T01:00:00Z');
  });
});
