// The clock of a machine against the one of the server that a policy comes from. A policy neither goes stale nor stays fresh because
// somebody's clock is wrong, and an exception does not outlive its day because it was turned back.

import type { Issue } from '../model/errors.ts';
import { momentInWords } from './break-glass.ts';

/** What has to be known to judge a clock. All ISO 8601, UTC. */
export interface ClockEvidence {
  /** Of this machine. */
  readonly now: string;
  /** What the server said just now; absent when it did not answer, or names no date. */
  readonly heard?: string | undefined;
  /** What it said the last time before. */
  readonly heardBefore?: string | undefined;
}

/** A clock that differs by less is not worth a word: the shortest term of a policy is an hour. */
const toleratedMs = 3_600_000;

/** How much has to be added to this machine's clock to get the time by which terms are weighed; 0 while it is not far off. Without an
 *  answer of the server the clock is believed, but for times that are over already. */
export function clockCorrectionMs({ now, heard, heardBefore }: ClockEvidence): number {
  const nowMs = Date.parse(now);
  const differenceMs = heard === undefined ? Math.max(0, earliest(heardBefore) - nowMs) : Date.parse(heard) - nowMs;
  return Math.abs(differenceMs) > toleratedMs ? differenceMs : 0;
}

/** The moment by which terms are weighed. ISO 8601, UTC. */
export function correctedMoment(now: string, correctionMs: number): string {
  return correctionMs === 0 ? now : new Date(Date.parse(now) + correctionMs).toISOString();
}

/** What people are told of a clock that is far off. Code: policy/clock-off
 *  @param source  address of the policy */
export function clockIssue(source: string, now: string, correctionMs: number): Issue {
  const [here, there] = [now, correctedMoment(now, correctionMs)].map((each) => momentInWords(Date.parse(each)));
  return {
    code: 'policy/clock-off',
    severity: 'warning',
    message: `The clock of this machine says ${here ?? ''}, and the server of the policy ${there ?? ''}. Set the clock right; until then, ends of policies and exceptions go by the server.`,
    file: source,
    ...{ line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
}

function earliest(moment: string | undefined): number {
  return moment === undefined ? -Infinity : Date.parse(moment);
}
