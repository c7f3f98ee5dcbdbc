// The check sec-dependency-updates: an update robot in the repository.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, filesSeen, linesSeen, missing, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const updateSettings = expression()`
  ^(?:
    \.github/dependabot\.ya?ml|renovate\.json5?|\.renovaterc(?:\.json5?)?|\.github/\.?renovate(?:rc)?(?:\.json5?)?|
    \.gitlab/renovate\.json5?|\.pyup\.yml
  )$
`;

/** Someone or something keeps building blocks up to date. */
export const secDependencyUpdates: Check = {
  id: 'sec-dependency-updates',
  category: 'Security',
  title: 'Someone or something keeps building blocks up to date',
  plain: 'Old pieces collect known holes. A robot can propose updates for you.',
  why: 'Most break-ins use holes that were fixed upstream long before.',
  fix: 'Add .github/dependabot.yml with one entry for each kind of package.',
  source: 'https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 1,
  confidence: 'high',
  revision: 2,
  applies: ['inGit'],
  attest: 'Updates are switched on in the settings of the code host (say where).',
  evaluate(facts) {
    const evidence = [
      ...filesSeen(facts, updateSettings, 'a robot proposes updates'),
      ...linesSeen(
        facts,
        buildRobotFiles,
        /^[^\n#]*\b(renovatebot\/github-action|versionCatalogUpdate|update-flake-lock|npm-check-updates|ncu -u|pre-commit autoupdate)\b/gm,
        'the build robot proposes updates: $1',
      ),
    ];
    return passWith(evidence, missing('No update robot is set up in the files.'));
  },
};
