// The check rel-timeouts: calls to others that may wait for ever.

import { weights, type Check } from '../check.ts';
import { hitsOf, linesSeen, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const timeoutSettings = expression('gim')`
  ^[^#\n]*\b(?:connect|read|socket|response|connection)-?timeout(?:-?(?:in-?)?millis(?:econds)?)?
  ["']?\s*[:=]\s*["']?[1-9]|
  ^[^#\n]*\btimeoutInMilliseconds["']?\s*[:=]\s*[1-9]
`;

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
  revision: 5,
  applies: ['webServer'],
  evaluate(facts) {
    const waiting = hitsOf(facts, 'waits-for-ever');
    if (waiting.length > 0)
      return { state: 'fail', evidence: waiting, because: 'A call to another service has no timeout.' };
    const evidence = [
      ...hitsOf(facts, 'timeout'),
      // Settings of Spring clients, which may lie in a repository of settings. Source:
      // https://docs.spring.io/spring-cloud-openfeign/reference/spring-cloud-openfeign.html#timeout-handling
      ...linesSeen(
        facts,
        /(?:^|\/)src\/main\/resources\/(?:.+\.ya?ml|application[\w-]*\.properties)$/,
        timeoutSettings,
        'a limit on waiting',
      ),
    ];
    return passWith(evidence.slice(0, 3), {
      state: 'warn',
      evidence: [],
      because: 'No timeout was found for calls to other services.',
    });
  },
};
