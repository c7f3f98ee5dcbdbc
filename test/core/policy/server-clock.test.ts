// When a machine's clock is believed, and what is added to it when not.

import assert from 'node:assert/strict';
import { clockCorrectionMs, clockIssue, correctedMoment } from '../../../src/core/policy/server-clock.ts';

const now = '2026-11-24T09:00:00Z';
const hour = 3_600_000;

describe('the clock of a machine against that of a server', () => {
  const cases: readonly (readonly [
    what: string,
    heard: string | undefined,
    before: string | undefined,
    hours: number,
  ])[] = [
    ['nothing was ever heard', undefined, undefined, 0],
    ['they agree', '2026-11-24T09:00:03Z', undefined, 0],
    ['they differ by an hour', '2026-11-24T10:00:00Z', undefined, 0],
    ['they differ by more', '2026-11-24T10:00:01Z', undefined, 1 + 1 / 3600],
    ['it is a year ahead', '2025-11-24T09:00:00Z', '2025-11-20T09:00:00Z', -365 * 24],
    ['it is a day behind', '2026-11-25T09:00:00Z', undefined, 24],
    ['the server does not answer', undefined, '2026-11-20T09:00:00Z', 0],
    ['it is earlier than what was heard before', undefined, '2026-11-25T09:00:00Z', 24],
    ['the server has set its own clock back since', now, '2027-11-25T09:00:00Z', 0],
  ];
  for (const [what, heard, heardBefore, hours] of cases) {
    it(`adds ${String(Math.round(hours * 100) / 100)} hours when ${what}`, () => {
      const correctionMs = clockCorrectionMs({ now, heard, heardBefore });
      assert.equal(correctionMs, hours * hour);
      assert.equal(Date.parse(correctedMoment(now, correctionMs)), Date.parse(now) + hours * hour);
    });
  }

  it('names both in words', () => {
    const { code, severity, message } = clockIssue('https://policy.acme.example/p.yaml', now, 24 * hour);
    assert.deepEqual([code, severity], ['policy/clock-off', 'warning']);
    assert.match(message, /says 2026-11-24 09:00 UTC, and the server of the policy 2026-11-25 09:00 UTC/);
  });
});
