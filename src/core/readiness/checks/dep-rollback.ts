// The check dep-rollback: a described or automated way back.

import { weights, type Check } from '../check.ts';
import { buildRobotFiles, documentFiles, linesSeen, missing, passWith } from '../look.ts';

/** You can go back to yesterday’s version in minutes. */
export const depRollback: Check = {
  id: 'dep-rollback',
  category: 'Deployment',
  title: 'You can go back to yesterday’s version in minutes',
  plain: 'Things will break. The fix is to step back first and think later.',
  why: 'Looking for the cause while customers wait makes an incident longer than going back.',
  fix: 'Write down in docs/rollback.md who presses which button, and try it once.',
  source: 'https://sre.google/sre-book/release-engineering/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'medium',
  revision: 2,
  applies: [],
  attest: 'The host keeps earlier versions, and these people can go back to one (say who).',
  evaluate(facts) {
    const evidence = [
      ...linesSeen(
        facts,
        documentFiles,
        /^#+[^\n]*\broll.?back\b|\brollback\s+(?:steps|procedure|plan)/gim,
        'the way back is described',
      ),
      ...linesSeen(facts, buildRobotFiles, /^[^\n#]*\b(?:rollback|rollout undo)\b/gm, 'the way back is automated'),
      ...linesSeen(
        facts,
        /^(?!(?:.*\/)?(?:[\w-]*[-_.])?(?:examples?|samples?|tests?|docs?|ci|fixtures?)\/).*\.ya?ml$/,
        /^kind:\s*Rollout\b|^\s*revisionHistoryLimit:\s*[1-9]/gm,
        'earlier versions are kept',
      ),
    ];
    return passWith(evidence, missing('No way back to an earlier version is described.'));
  },
};
