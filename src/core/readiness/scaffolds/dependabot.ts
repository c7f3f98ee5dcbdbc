// An update robot for each kind of package that is in use.

import { createUnlessThere, type Scaffold } from './scaffold.ts';

/** Names of ecosystems by the file that shows them.
 *  Source: https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference */
const ecosystems: readonly (readonly [string, RegExp])[] = [
  ['npm', /^package\.json$/],
  ['pip', /^(?:pyproject\.toml|requirements[\w.-]*\.txt|Pipfile)$/],
  ['gomod', /^go\.mod$/],
  ['maven', /^pom\.xml$/],
  ['gradle', /^build\.gradle(?:\.kts)?$/],
  ['nuget', /\.csproj$/],
  ['docker', /^(?:Dockerfile|Containerfile)$/],
  ['github-actions', /^\.github\/workflows\/[^/]+\.ya?ml$/],
];

export const dependabotScaffold: Scaffold = {
  checks: ['sec-dependency-updates'],
  plan(facts) {
    const used = ecosystems.filter(([, pattern]) => facts.files.some((file) => pattern.test(file.path)));
    if (used.length === 0) return [];
    const entries = used.flatMap(([ecosystem]) => [
      `  - package-ecosystem: ${ecosystem}`,
      '    directory: /',
      '    schedule:',
      '      interval: weekly',
      '    groups:',
      `      ${ecosystem}:`,
      "        patterns: ['*']",
    ]);
    const text = [
      '# Proposes updates once a week, grouped into one request for each kind of package.',
      'version: 2',
      'updates:',
      ...entries,
      '',
    ];
    return createUnlessThere(facts, '.github/dependabot.yml', text.join('\n'), [
      '.github/dependabot.yaml',
      'renovate.json',
    ]);
  },
};
