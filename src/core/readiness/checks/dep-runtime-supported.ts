// The check dep-runtime-supported: language versions that no longer get security fixes.

import { weights, type Check } from '../check.ts';
import { namedVersions, tableDate } from '../runtime-versions.ts';

/** The language version still gets security fixes. */
export const depRuntimeSupported: Check = {
  id: 'dep-runtime-supported',
  category: 'Deployment',
  title: 'The language version still gets security fixes',
  plain: 'Old versions stop getting repairs.',
  why: 'A version past its end gets no fix when the next hole is found.',
  fix: 'Move to a version that is still maintained: change it in one place and let the tests run.',
  source: 'https://endoflife.date/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  revision: 2,
  applies: [],
  evaluate(facts) {
    const named = namedVersions(facts);
    const old = named.filter(({ standing }) => standing === 'ended');
    if (old.length > 0) {
      return {
        state: 'fail',
        evidence: old.map(({ seen }) => seen).slice(0, 10),
        because: `${old[0]?.seen.note ?? ''} (table of ${tableDate}).`,
      };
    }
    const ending = named.filter(({ standing }) => standing === 'ending');
    if (ending.length > 0) {
      return {
        state: 'warn',
        evidence: ending.map(({ seen }) => seen).slice(0, 10),
        because: `${ending[0]?.seen.note ?? ''} (table of ${tableDate}).`,
      };
    }
    return named.length > 0
      ? { state: 'pass', evidence: named.map(({ seen }) => seen).slice(0, 3) }
      : {
          state: 'not_applicable',
          because: 'No exact version of a language is named here, so there is nothing to compare.',
        };
  },
};
