// The check sec-no-unreviewable-files: programs kept in git.

import { weights, type Check } from '../check.ts';
import { isSample } from '../paths.ts';
import { trackedFiles } from '../project-facts.ts';

const program = /\.(?:exe|dll|so|dylib|jar|class|pyc|apk|ipa|msi)$/i;

/** No ready-made programs inside the code. */
export const secNoUnreviewableFiles: Check = {
  id: 'sec-no-unreviewable-files',
  category: 'Security',
  title: 'No ready-made programs inside the code',
  plain: 'A program file can’t be read and checked by anyone.',
  why: 'Nobody can review a program file, and it may hold what its source does not show.',
  fix: 'Move the file to a release or a package, and keep its source here.',
  source: 'https://github.com/ossf/scorecard/blob/main/docs/checks.md#binary-artifacts',
  requiredFrom: 'advice',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  applies: ['inGit'],
  evaluate(facts) {
    if (facts.git.state !== 'present') return { state: 'unknown', because: 'Git did not say which files it keeps.' };
    const tracked = trackedFiles(facts);
    const evidence = tracked
      .filter((path) => program.test(path) && !isSample(path) && !/(?:gradle|maven)-wrapper\.jar$/.test(path))
      .map((path) => ({ path, line: 1, note: 'a program' }));
    if (evidence.length > 0) {
      return {
        state: 'warn',
        evidence: evidence.slice(0, 10),
        because: `${String(evidence.length)} program files are kept in git.`,
      };
    }
    const first = tracked[0];
    return first === undefined
      ? { state: 'not_applicable', because: 'Git keeps no files here.' }
      : {
          state: 'pass',
          evidence: [{ path: first, line: 1, note: `no program among ${String(tracked.length)} files in git` }],
        };
  },
};
