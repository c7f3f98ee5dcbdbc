// The check sec-env-gitignored: whether git itself would leave a .env file out.

import { weights, type Check } from '../check.ts';
import { linesSeen, missing } from '../look.ts';

/** Git is told to ignore secret files. */
export const secEnvGitignored: Check = {
  id: 'sec-env-gitignored',
  category: 'Security',
  title: 'Git is told to ignore secret files',
  plain: 'This makes it hard to share your passwords by accident.',
  why: 'One "git add ." is enough to publish a settings file that no rule keeps out.',
  fix: 'Add ".env" and ".env.local" to .gitignore.',
  source: 'https://git-scm.com/docs/gitignore',
  requiredFrom: 'sandbox',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  applies: ['inGit'],
  evaluate(facts) {
    if (facts.git.state !== 'present' || facts.git.ignoredSecretFiles === undefined) {
      return { state: 'unknown', because: 'Git did not say which files it leaves out.' };
    }
    const rule = linesSeen(facts, /^\.gitignore$/, /^[^#\n]*\.env\b[^\n]*$/gm, 'keeps .env out of git')[0];
    if (facts.git.ignoredSecretFiles.has('.env')) return { state: 'pass', evidence: rule === undefined ? [] : [rule] };
    return missing('Nothing keeps a file named .env out of git.');
  },
};
