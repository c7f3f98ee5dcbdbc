import assert from 'node:assert/strict';
import { myDataNodes } from '../../../src/extension/features/my-data-view.ts';
import type { UsageHoldings } from '../../../src/extension/usage-recorder.ts';

const held = (change: Partial<UsageHoldings> = {}): UsageHoldings => ({
  folder: '/home/ana/handrail/usage',
  files: [{ name: 'usage-2026-11.jsonl', text: '' }],
  summary: {
    events: 3,
    firstDay: '2026-11-20',
    lastDay: '2026-11-24',
    days: 2,
    byEvent: [{ eventName: 'handrail.check.completed', plain: 'A check ran', count: 3, lastDay: '2026-11-24' }],
  },
  ...change,
});

describe('my data rows', () => {
  it('say that it stays here, whether it is complete, where it lies, and what there is', () => {
    assert.deepEqual(
      myDataNodes(held()).map((row) => [row.label, row.description]),
      [
        ['Stays on this machine', 'nothing is sent'],
        ['Complete and unchanged', undefined],
        ['Where it lies', '/home/ana/handrail/usage'],
        ['3 entries', '2026-11-20 to 2026-11-24'],
      ],
    );
  });

  it('name what happened in words', () => {
    assert.deepEqual(
      myDataNodes(held())[3]?.children?.map((row) => row.spoken),
      ['A check ran: 3 times, last on 2026-11-24'],
    );
  });

  it('say where the log was changed', () => {
    const row = myDataNodes(held({ broken: 'usage-2026-11.jsonl, line 2: the hash does not fit' }))[1];
    assert.equal(row?.label, 'Something was changed or removed');
    assert.match(row.description ?? '', /line 2/);
  });

  it('are absent while there is nothing', () => {
    assert.deepEqual(myDataNodes(held({ summary: { events: 0, days: 0, byEvent: [] } })), []);
  });
});
