// The check sec-ci-steps-pinned: actions of others taken by a tag that can move.

import { weights, type Check } from '../check.ts';

/** Not made by the code host itself and not in this repository. */
function isForeign(action: string): boolean {
  return !/^(?:\.{1,2}\/|actions\/|github\/|docker:\/\/)/.test(action);
}

/** Build steps made by others are pinned. */
export const secCiStepsPinned: Check = {
  id: 'sec-ci-steps-pinned',
  category: 'Security',
  title: 'Build steps made by others are pinned',
  plain: 'Pinning means the step can’t be swapped under you.',
  why: 'A tag can be moved to other code overnight; a commit hash cannot.',
  fix: 'Replace the tag of each action made by others by its commit hash, and keep the tag as a comment.',
  source:
    'https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#using-third-party-actions',
  requiredFrom: 'advice',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  applies: ['buildRobot'],
  evaluate(facts) {
    const read = facts.workflows.filter((workflow) => workflow.state === 'read');
    const uses = read.flatMap(({ path, jobs }) =>
      jobs.flatMap(({ steps, uses: called }) =>
        [...steps.map((step) => step.uses), called].flatMap((each) => (each === undefined ? [] : [{ ...each, path }])),
      ),
    );
    if (uses.length === 0) return { state: 'not_applicable', because: 'No build recipe here uses actions of others.' };
    const loose = uses.filter(({ value }) => isForeign(value) && !/@[0-9a-f]{40}$/.test(value));
    return loose.length > 0
      ? {
          state: 'warn',
          evidence: loose
            .slice(0, 10)
            .map(({ path, line, value }) => ({ path, line, note: `${value.slice(0, 80)} can change` })),
          because: `${String(loose.length)} steps made by others are named by a tag that can move.`,
        }
      : {
          state: 'pass',
          evidence: uses.slice(0, 3).map(({ path, line, value }) => ({ path, line, note: value.slice(0, 80) })),
        };
  },
};
