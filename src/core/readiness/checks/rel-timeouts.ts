// The check rel-timeouts: calls to others that may wait for ever.

import { weights, type Check } from '../check.ts';
import { hitsOf, passWith } from '../look.ts';

/** The app doesn’t wait for ever for others. */
export const relTimeouts: Check = {
  id: 'rel-timeouts',
  category: 'Reliability',
  title: 'The app doesn’t wait for ever for others',
  plain: 'If another service hangs, yours should give up and say so.',
  why: 'One sick service that never answers holds every request of yours until nothing is left to answer with.',
  fix: 'Give each outgoing call a timeout of a few seconds.',
  source: 'https://sre.google/sre-book/addressing-cascading-failures/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'low',
  revision: 3,
  applies: ['webServer'],
  evaluate(facts) {
    const waiting = hitsOf(facts, 'waits-for-ever');
    if (waiting.length > 0)
      return { state: 'fail', evidence: waiting, because: 'A call to another service has no timeout.' };
    return passWith(hitsOf(facts, 'timeout').slice(0, 3), {
      state: 'warn',
      evidence: [],
      because: 'No timeout was found for calls to other services.',
    });
  },
};
