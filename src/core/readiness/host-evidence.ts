// What the code host knows and files cannot tell: who must approve a change, whether people do, whether a robot brings it live. Pure:
// node/code-host.ts asks, evaluate.ts weighs the answers. "Could not look" names the permission that is missing and is never a fail.

import type { CheckOutcome } from '../model/outcome.ts';

/** An answer of the host, or why there is none. */
export type Asked<Answer> =
  { readonly state: 'seen'; readonly answer: Answer } | { readonly state: 'unseen'; readonly because: string };

export interface HostAnswers {
  /** Page of the repository, for evidence. */
  readonly page: string;
  readonly branch: string;
  readonly protection: Asked<{
    /** Approvals that a change needs; 0 when none. */
    readonly approvals: number;
    readonly needsPullRequest: boolean;
    readonly allowsForcePush: boolean;
  }>;
  /** Of the last merged changes: all, and numbers of those that nobody else approved. */
  readonly reviews: Asked<{ readonly merged: number; readonly unreviewed: readonly number[] }>;
  readonly deployments: Asked<{ readonly count: number }>;
}

/** Outcomes by check id; `unknown` ones say why. */
export type HostOutcomes = ReadonlyMap<string, CheckOutcome>;

const reviewedShare = 0.9;

/** What the answers mean for the checks that files leave open. */
export function outcomesOfHost(answers: HostAnswers): HostOutcomes {
  return new Map([
    ['review-protected-main', protection(answers)],
    ['review-happens', reviews(answers)],
    ['dep-automatic', deployments(answers)],
  ]);
}

/** What came of asking, in one or two sentences: how much is answered, and what keeps the rest open. */
export function askedInWords(outcomes: HostOutcomes): string {
  const open = [...outcomes.values()].flatMap((outcome) => (outcome.state === 'unknown' ? [outcome.because] : []));
  const answered = `The code host answered ${String(outcomes.size - open.length)} of ${String(outcomes.size)} questions.`;
  return [answered, ...new Set(open)].join(' ');
}

/** The outcome of a check with the host's answer: files beat the host where they decide, the host beats "files cannot tell". */
export function withHost<Other>(
  id: string,
  outcome: CheckOutcome | Other,
  host: HostOutcomes | undefined,
): CheckOutcome | Other {
  const known = host?.get(id);
  const isOpen = typeof outcome === 'object' && outcome !== null && 'state' in outcome && outcome.state === 'unknown';
  return known !== undefined && isOpen ? known : outcome;
}

function protection({ protection: asked, page, branch }: HostAnswers): CheckOutcome {
  if (asked.state === 'unseen') return { state: 'unknown', because: asked.because };
  const { approvals, needsPullRequest, allowsForcePush } = asked.answer;
  const evidence = [{ path: page, line: 1, note: `the rules of ${branch} at the code host` }];
  if (approvals > 0 && !allowsForcePush) return { state: 'pass', evidence };
  const because = !needsPullRequest
    ? `Anybody who may write can change ${branch} directly.`
    : approvals === 0
      ? `Changes to ${branch} need a pull request, but nobody has to approve it.`
      : `Changes to ${branch} need an approval, but its history can be overwritten (force push).`;
  return { state: 'fail', evidence, because };
}

function reviews({ reviews: asked, page }: HostAnswers): CheckOutcome {
  if (asked.state === 'unseen') return { state: 'unknown', because: asked.because };
  const { merged, unreviewed } = asked.answer;
  if (merged === 0) return { state: 'unknown', because: 'No change was merged by a pull request yet.' };
  const words = `${String(merged - unreviewed.length)} of the last ${String(merged)} changes were approved by somebody else`;
  const evidence = [{ path: page, line: 1, note: words }];
  if ((merged - unreviewed.length) / merged >= reviewedShare) return { state: 'pass', evidence };
  const numbers = unreviewed.slice(0, 10).map((number) => `#${String(number)}`);
  return { state: 'fail', evidence, because: `Only ${words}. Without an approval: ${numbers.join(', ')}.` };
}

function deployments({ deployments: asked, page }: HostAnswers): CheckOutcome {
  if (asked.state === 'unseen') return { state: 'unknown', because: asked.because };
  return asked.answer.count > 0
    ? { state: 'pass', evidence: [{ path: page, line: 1, note: 'the code host has a list of deployments' }] }
    : {
        state: 'unknown',
        because: 'The code host knows of no deployment. Somebody who knows how it goes live has to confirm it.',
      };
}
