// The check dep-config-from-env: addresses of one machine in the code.

import { weights, type Check } from '../check.ts';
import { hitsOf, nothingInCode } from '../look.ts';

/** Addresses and settings aren’t fixed in the code. */
export const depConfigFromEnv: Check = {
  id: 'dep-config-from-env',
  category: 'Deployment',
  title: 'Addresses and settings aren’t fixed in the code',
  plain: 'The same build must run in test and live without editing code.',
  why: 'An address in the code has to be edited for each environment, and one day the wrong one goes live.',
  fix: 'Read the address from an environment variable, with a default for development only.',
  source: 'https://12factor.net/config',
  requiredFrom: 'internal',
  weight: weights.medium,
  effort: 1,
  confidence: 'medium',
  revision: 4,
  applies: ['webServer'],
  evaluate(facts) {
    const fixed = hitsOf(facts, 'fixed-address');
    if (fixed.length > 0)
      return { state: 'fail', evidence: fixed, because: 'The address of one machine stands in the code.' };
    const evidence = hitsOf(facts, 'reads-environment').slice(0, 3);
    return evidence.length > 0
      ? { state: 'pass', evidence }
      : nothingInCode(facts, 'There is no code here that could hold an address.');
  },
};
