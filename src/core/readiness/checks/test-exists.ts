// The check test-exists: any test file, by the naming habits of each language.

import { weights, type Check } from '../check.ts';
import { missing, passWith, testFiles } from '../look.ts';

/** There is at least one automatic test. */
export const testExists: Check = {
  id: 'test-exists',
  category: 'Testing',
  title: 'There is at least one automatic test',
  plain: 'A test is a small robot that checks the app still works after each change.',
  why: 'Without a test every change, by a person or an AI, can break something unseen.',
  fix: 'Write one test that starts the app and loads the first page; ask your AI tool to help.',
  source: 'https://github.com/ossf/scorecard/blob/main/docs/checks.md#ci-tests',
  requiredFrom: 'internal',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  revision: 5,
  applies: [],
  evaluate(facts) {
    const tests = testFiles(facts).slice(0, 3);
    const evidence = tests.map((file) => ({ path: file.shownPath, line: 1, note: 'a test' }));
    return passWith(evidence, missing('No test was found.'));
  },
};
