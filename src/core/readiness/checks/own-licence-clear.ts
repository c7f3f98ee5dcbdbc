// The check own-licence-clear: the licence of the code.

import { weights, type Check } from '../check.ts';
import { filesSeen, passWith, settingsSeen } from '../look.ts';

/** Rights to the code and its parts are clear. */
export const ownLicenceClear: Check = {
  id: 'own-licence-clear',
  category: 'Ownership',
  title: 'Rights to the code and its parts are clear',
  plain: 'Some free parts come with duties.',
  why: 'Code without a word on its rights may not be used by anybody, and parts of it may come with duties.',
  fix: 'Add "private": true to package.json for company code, or a LICENSE file.',
  source:
    'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/licensing-a-repository',
  requiredFrom: 'advice',
  weight: weights.low,
  effort: 1,
  confidence: 'high',
  revision: 3,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...filesSeen(
        facts,
        /^(?:[A-Z][\w.]*-)?(?:(?:UN)?LICEN[CS]E|COPYING)(?:[.-][\w.-]+)?$|^LICENSES\/.+/i,
        'the rights are said',
      ),
      ...settingsSeen(facts, /^package\.json$/, /^license$/, 'company code: $1', /^(UNLICENSED)$/),
      ...settingsSeen(facts, /^package\.json$/, /^private$/, 'company code: "private": $1', /^(true)$/),
      ...settingsSeen(facts, /^pyproject\.toml$/, /^(?:project|tool\.poetry)\.license$/, 'the rights are said'),
      ...settingsSeen(facts, /^composer\.json$/, /^license$/, 'the rights are said'),
    ];
    return passWith(evidence.slice(0, 3), {
      state: 'warn',
      evidence: [],
      because: 'Nothing says who may use this code.',
    });
  },
};
