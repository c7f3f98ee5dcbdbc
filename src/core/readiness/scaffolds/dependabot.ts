// An update robot for each kind of package that is in use.

import { livesOnGitlab } from './build-workflow.ts';
import { createAtRootUnlessThere, nothing, planOf, type Scaffold } from './scaffold.ts';

/** Names of ecosystems by the file that shows them.
 *  Source: https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference */
const ecosystems: readonly (readonly [string, RegExp])[] = [
  ['npm', /^package\.json$/],
  ['pip', /^(?:pyproject\.toml|requirements[\w.-]*\.txt|Pipfile)$/],
  ['gomod', /^go\.mod$/],
  ['maven', /^pom\.xml$/],
  ['gradle', /^build\.gradle(?:\.kts)?$/],
  ['nuget', /\.csproj$/],
  ['bundler', /^Gemfile$/],
  ['composer', /^composer\.json$/],
  ['terraform', /\.tf$/],
  ['docker', /^(?:Dockerfile|Containerfile)$/],
  ['github-actions', /^\.github\/workflows\/[^/]+\.ya?ml$/],
];

export const dependabotScaffold: Scaffold = {
  checks: ['sec-dependency-updates'],
  kind: 'scaffold',
  plan({ facts }) {
    if (livesOnGitlab(facts)) {
      const text =
        '{\n  "$schema": "https://docs.renovatebot.com/renovate-schema.json",\n  "extends": ["config:recommended"]\n}\n';
      const others = ['renovate.json5', '.renovaterc', '.renovaterc.json', '.gitlab/renovate.json'];
      return planOf(
        createAtRootUnlessThere(facts, 'renovate.json', text, others),
        'Ask whoever runs your GitLab to switch Renovate on for this repository.',
      );
    }
    const used = ecosystems.filter(([, pattern]) => facts.files.some((file) => pattern.test(file.path)));
    if (used.length === 0) return nothing;
    const entries = used.flatMap(([ecosystem]) => [
      `  - package-ecosystem: ${ecosystem}`,
      `    directory: /${facts.folder}`,
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
    return planOf(
      createAtRootUnlessThere(facts, '.github/dependabot.yml', text.join('\n'), [
        '.github/dependabot.yaml',
        'renovate.json',
      ]),
    );
  },
};
