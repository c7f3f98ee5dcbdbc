// The check own-backup-person: a declared backup owner, a team in CODEOWNERS, or two people who write it.

import { weights, type Check } from '../check.ts';
import { declared, linesSeen, missing, passWith } from '../look.ts';

/** A second person could take over. */
export const ownBackupPerson: Check = {
  id: 'own-backup-person',
  category: 'Ownership',
  title: 'A second person could take over',
  plain: 'So a holiday or a new job doesn’t end the app.',
  why: 'With one person who knows, every absence is an outage waiting to happen.',
  fix: 'Add "backupOwner: a.colleague@company" to .handrail/project.yaml.',
  source: 'https://github.com/ossf/scorecard/blob/main/docs/checks.md#contributors',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'medium',
  revision: 3,
  applies: ['inGit'],
  evaluate(facts) {
    const history = facts.git.state === 'present' ? facts.git.history : undefined;
    const evidence = [
      ...(facts.declaration?.backupOwner === undefined
        ? []
        : declared(facts, '/backupOwner', 'a second person is named')),
      ...(history !== undefined && history.regularPeople > 1
        ? [
            {
              path: '.git',
              line: 1,
              note: `${String(history.regularPeople)} people made a tenth or more of the last year’s changes`,
            },
          ]
        : []),
      ...linesSeen(
        facts,
        /^(?:\.github\/|docs\/|\.gitlab\/)?CODEOWNERS$/,
        /^\*\s+(?:@[\w.-]+\/[\w.-]+|\S+\s+\S*@\S+)/gm,
        'a team or two people are named',
      ),
    ];
    // A build checks out the newest commit alone; who wrote the others is not to be seen there.
    if (evidence.length === 0 && history?.isShallow === true) {
      return { state: 'unknown', because: 'No second person is named, and older commits are not on this machine.' };
    }
    return passWith(evidence, missing('No second person is named.'));
  },
};
