// The check test-in-ci: test commands in build recipes.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, linesSeen, missing, passWith } from '../look.ts';
import { testsInRobots } from '../test-commands.ts';

/** Recipes of another repository, and programs that build. Source: https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows */
const delegated =
  /^[^\n#]*((?<=\buses:[ \t]*)[\w.-]+\/[\w.-]+\/\.github\/workflows\/[\w.-]+|\bdotnet (?:run --project \S*build\S*|cake|nuke)\b)/gm;

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
  revision: 6,
  applies: [],
  evaluate(facts) {
    const evidence = testsInRobots(facts);
    const [elsewhere] = linesSeen(facts, buildRobotFiles, delegated, 'runs $1, which is not read here');
    return passWith(
      evidence,
      elsewhere === undefined
        ? missing('No build recipe runs tests.')
        : { state: 'unknown', because: `${elsewhere.path}:${String(elsewhere.line)} ${elsewhere.note}.` },
    );
  },
};
