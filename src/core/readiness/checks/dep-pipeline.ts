// The check dep-pipeline: any recipe of a build robot.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, filesSeen, missing, passWith } from '../look.ts';

/** A robot builds the app on every change. */
export const depPipeline: Check = {
  id: 'dep-pipeline',
  category: 'Deployment',
  title: 'A robot builds the app on every change',
  plain: 'No more "works on my machine".',
  why: 'A clean machine finds the missing step before your customers do.',
  fix: 'Add a build recipe for your code host that installs, tests and builds.',
  source: 'https://docs.github.com/en/actions/writing-workflows/quickstart',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  applies: [],
  evaluate(facts) {
    return passWith(filesSeen(facts, buildRobotFiles, 'a build recipe'), missing('No automatic build was found.'));
  },
};
