// The check review-protected-main: rules of the main branch as far as files hold them.

import { weights, type Check } from '../check.ts';
import { linesSeen, passWith } from '../look.ts';

/** Nobody can change the live code without a second look. */
export const reviewProtectedMain: Check = {
  id: 'review-protected-main',
  category: 'Review',
  title: 'Nobody can change the live code without a second look',
  plain: 'The main version is locked; changes go through a request someone else approves.',
  why: 'One account, one mistake or one agent could otherwise change what customers use.',
  fix: 'Ask the owner of the repository to require a review for the main branch, then confirm it here.',
  source:
    'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches',
  requiredFrom: 'production',
  weight: weights.critical,
  effort: 1,
  confidence: 'high',
  applies: ['inGit'],
  attest: 'The main branch asks for a review by somebody else (say where you saw it).',
  evaluate(facts) {
    const evidence = [
      ...linesSeen(
        facts,
        /^\.github\/settings\.ya?ml$/,
        /^\s*required_approving_review_count:\s*[1-9]/gm,
        'a review is required',
      ),
      ...linesSeen(
        facts,
        /\.tf$/,
        /^\s*resource\s+"(?:github_branch_protection\w*|github_repository_ruleset|gitlab_branch_protection)"/gm,
        'a review is required',
      ),
    ];
    return passWith(evidence, {
      state: 'unknown',
      because:
        'Files cannot tell: the rule lives at the code host. Somebody who may see its settings has to confirm it.',
    });
  },
};
