// The check test-coverage-measured: measuring how much the tests cover.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, filesSeen, linesSeen, packagesSeen, passWith } from '../look.ts';
import { isSample } from '../paths.ts';

/** You know how much of the app the tests cover. */
export const testCoverageMeasured: Check = {
  id: 'test-coverage-measured',
  category: 'Testing',
  title: 'You know how much of the app the tests cover',
  plain: 'Not a race for 100 percent: it shows you the blind spots.',
  why: 'A number for coverage shows which parts no test ever touches.',
  fix: 'Add the coverage switch of your test tool.',
  source: 'https://martinfowler.com/bliki/TestCoverage.html',
  requiredFrom: 'advice',
  weight: weights.low,
  effort: 1,
  confidence: 'high',
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...linesSeen(
        facts,
        /(?:^|\/)(?:package\.json|pyproject\.toml|\.coveragerc|setup\.cfg|tox\.ini|pom\.xml|build\.gradle(?:\.kts)?|\.?codecov\.ya?ml|Makefile)$/,
        /^[^#\n]*(\bcoverage\b|"(?:nyc|c8)"|\bjacoco\b|\bcoverlet\b|\bcodecov\b|--cov\b|@vitest\/coverage)/gm,
        'coverage is measured: $1',
      ),
      ...filesSeen(facts, /^(?:\.?codecov\.ya?ml|\.coveragerc|\.nycrc(?:\.json)?)$/, 'settings of coverage'),
      ...linesSeen(
        facts,
        buildRobotFiles,
        /^[^#\n]*(codecov|coveralls|-coverprofile|--cov\b|coverlet|--coverage)/gm,
        'coverage is measured: $1',
      ),
      ...packagesSeen(facts, { nuget: ['coverlet*'], gems: ['simplecov'] }),
    ].filter((seen) => !isSample(seen.path));
    return passWith(evidence.slice(0, 3), {
      state: 'warn',
      evidence: [],
      because: 'Nothing measures what the tests cover.',
    });
  },
};
