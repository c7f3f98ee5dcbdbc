// The check test-one-command: a test script or the settings of a test tool.

import { weights, type Check } from '../check.ts';
import { filesLike, filesSeen, linesSeen, missing, packagesSeen, passWith, settingsSeen, testFiles } from '../look.ts';
import { expression } from '../../text/expression.ts';

const testSettings = expression()`
  (?:^|/)(?:
    pytest\.ini|tox\.ini|noxfile\.py|conftest\.py|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|\.rspec|
    phpunit(?:\.dist)?\.xml(?:\.dist)?|Cargo\.toml|mix\.exs|Package\.swift|build\.sbt|pubspec\.yaml|ct\.yaml|
    [\w.]*Tests?\.csproj
  )$
`;

/** Tests run with one command. */
export const testOneCommand: Check = {
  id: 'test-one-command',
  category: 'Testing',
  title: 'Tests run with one command',
  plain: 'If it takes a recipe, nobody will run them.',
  why: 'Robots and colleagues run what has a known command.',
  fix: 'Add a "test" script to package.json, or the settings file of your test tool.',
  source: 'https://docs.npmjs.com/cli/v10/commands/npm-test',
  requiredFrom: 'internal',
  weight: weights.medium,
  effort: 1,
  confidence: 'high',
  revision: 5,
  applies: [],
  evaluate(facts) {
    // Flask has a manage.py of its own, which tests nothing.
    const isFlask = packagesSeen(facts, { pypi: ['flask'] }).length > packagesSeen(facts, { pypi: ['django'] }).length;
    const hasTests = testFiles(facts).length > 0;
    const evidence = [
      ...settingsSeen(
        facts,
        /(?:^|\/)package\.json$/,
        /^scripts\.test(?::[\w-]+)?$/,
        'one command',
        /^(?!echo\b)[^\n]*\S/,
      ),
      ...filesSeen(facts, testSettings, 'one command').filter(
        ({ path }) =>
          !/(?:^|\/)(?:examples?|samples?|docs?)\//.test(path) &&
          // Every phone app that a generator made has one.
          (hasTests || !/(?:build\.gradle(?:\.kts)?|pubspec\.yaml)$/.test(path)),
      ),
      ...(!isFlask && filesLike(facts, /(?:^|\/)(?:tests?\/.*|tests?|test_\w+|\w+_test)\.py$/).length > 0
        ? filesSeen(facts, /(?:^|\/)manage\.py$/, 'one command: manage.py test')
        : []),
      ...(filesLike(facts, /(?:^|\/)(?:test|spec)\/.+\.rb$/).length > 0
        ? filesSeen(facts, /^Rakefile$/, 'one command: rake')
        : []),
      ...filesSeen(facts, /^tests?\.py$/, 'one command: python -m unittest'),
      ...settingsSeen(facts, /(?:^|\/)composer\.json$/, /^scripts\.test(?::[\w-]+)?$/, 'one command'),
      ...settingsSeen(facts, /(?:^|\/)pyproject\.toml$/, /^tool\.pytest(?:\.ini_options)?$/, 'one command'),
      ...linesSeen(
        facts,
        /^(?:Makefile|[Jj]ustfile|Taskfile\.ya?ml)$/,
        /^\s*@?tests?[\w -]*%?[\w -]*:(?!=)/gm,
        'one command',
      ),
    ];
    return passWith(evidence.slice(0, 3), missing('No command that runs the tests was found.'));
  },
};
