// The check review-happens: requests behind the recent changes of the main branch.

import { weights, type Check } from '../check.ts';
import type { CommitFact } from '../git-facts.ts';

function reasonOf({ cameByRequest, changesCode, changesTests }: CommitFact): string {
  const reasons = [...(cameByRequest ? [] : ['no request']), ...(changesCode && !changesTests ? ['no test'] : [])];
  return reasons.join(', ');
}

/** Recent changes were looked at by someone else. */
export const reviewHappens: Check = {
  id: 'review-happens',
  category: 'Review',
  title: 'Recent changes were looked at by someone else',
  plain: 'The rule only helps if people follow it.',
  why: 'A rule that changes are reviewed helps only if they are; what an AI wrote needs a human look most of all.',
  fix: 'Send every change through a request that somebody else approves; begin with those an AI wrote.',
  source: 'https://github.com/ossf/scorecard/blob/main/docs/checks.md#code-review',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'medium',
  applies: ['inGit'],
  attest: 'Recent changes were looked at by somebody else (say how).',
  evaluate(facts) {
    if (facts.git.state !== 'present' || facts.git.history === undefined) {
      return { state: 'unknown', because: 'Git did not say what was changed lately.' };
    }
    const { commits, isShallow } = facts.git.history;
    const recent = commits.slice(0, 30);
    if (recent.length === 0) return { state: 'unknown', because: 'There are no commits yet.' };
    const byRequest = recent.filter(({ cameByRequest }) => cameByRequest).length;
    const share = `${String(byRequest)} of the last ${String(recent.length)} changes came by a request`;
    if (recent.length >= 5 && byRequest >= recent.length * 0.9) {
      return { state: 'pass', evidence: [{ path: '.git', line: 1, note: share }] };
    }
    const fromAi = recent.filter(({ isAiLabelled }) => isAiLabelled);
    const unseen = fromAi.filter(({ cameByRequest }) => !cameByRequest);
    const untested = fromAi.filter(({ changesCode, changesTests }) => changesCode && !changesTests);
    const aboutAi =
      fromAi.length === 0
        ? ''
        : ` Of ${String(fromAi.length)} changes made with AI, ${String(unseen.length)} show no request and ${String(untested.length)} change code without a test.`;
    const shallow = isShallow ? ' Older commits are not on this machine.' : '';
    return {
      state: 'unknown',
      because: `${share}; whether somebody looked at the others, only the code host knows.${aboutAi}${shallow}`,
      evidence: [...unseen, ...untested.filter((commit) => !unseen.includes(commit))]
        .slice(0, 10)
        .map((commit) => ({ path: '.git', line: 1, note: `${commit.id}: made with AI, ${reasonOf(commit)}` })),
    };
  },
};
