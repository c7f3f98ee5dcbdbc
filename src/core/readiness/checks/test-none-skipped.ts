// The check test-none-skipped: tests marked to run alone.

import { weights, type Check } from '../check.ts';
import { hitsOf, noneFound, testFiles } from '../look.ts';

/** No test is switched off or run alone by mistake. */
export const testNoneSkipped: Check = {
  id: 'test-none-skipped',
  category: 'Testing',
  title: 'No test is switched off or run alone by mistake',
  plain: 'A left-over switch makes everything look green while most tests never ran.',
  why: 'With one ".only" the runner leaves all other tests out and still reports success.',
  fix: 'Remove ".only" from the test.',
  source: 'https://mochajs.org/#exclusive-tests',
  requiredFrom: 'internal',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  applies: [],
  evaluate(facts) {
    const tests = testFiles(facts);
    if (tests.length === 0) {
      return { state: 'not_applicable', because: 'This project has no tests yet.' };
    }
    const evidence = hitsOf(facts, 'test-runs-alone');
    return evidence.length > 0
      ? { state: 'fail', evidence, because: 'A test is marked to run alone.' }
      : noneFound(tests, 'test files', 'There are no tests here.');
  },
};
