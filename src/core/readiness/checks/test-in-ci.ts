// The check test-in-ci: test commands in build recipes.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, linesSeen, missing, passWith } from '../look.ts';

/** Tests run by themselves on every change. */
export const testInCi: Check = {
  id: 'test-in-ci',
  category: 'Testing',
  title: 'Tests run by themselves on every change',
  plain: 'So a broken change is caught before people meet it.',
  why: 'A test that nobody runs finds nothing.',
  fix: 'Add a build recipe that runs the test command on every change.',
  source: 'https://github.com/ossf/scorecard/blob/main/docs/checks.md#ci-tests',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  applies: [],
  evaluate(facts) {
    const evidence = linesSeen(
      facts,
      buildRobotFiles,
      /^[^\n#]*(\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:test|t\b)[\w:-]*|\bnpx\s+(?:vitest|jest|playwright)|\bpytest\b|\btox\b|\bgo\s+test|\bmvn\s+[^\n]*(?:test|verify)|gradlew?\s+[^\n]*(?:test|check|build)|\bdotnet\s+test|\bcargo\s+test|\bmake\s+test|\bjust\s+test|\bplaywright\s+test)/gm,
      'runs: $1',
    );
    return passWith(evidence, missing('No build recipe runs tests.'));
  },
};
