// The check rel-friendly-failure: error and not-found pages.

import { weights, type Check } from '../check.ts';
import { filesSeen, hitsOf, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const errorPages = expression('i')`
  ^(?!(?:.*/)?\.?(?:examples?|samples?)/).*(?<![^/])(?:error|global-error|not-?found|404|500|_error)\.
  (?:tsx|jsx|vue|svelte|html|astro|blade\.php|html\.erb)$|
  (?:^|/)(?:pages|app)/(?:.+/)?(?:404|500|_error|not-found|error)\.js$
`;

/** Users see a kind message when something breaks. */
export const relFriendlyFailure: Check = {
  id: 'rel-friendly-failure',
  category: 'Reliability',
  title: 'Users see a kind message when something breaks',
  plain: 'Not a white page or a page of code.',
  why: 'A blank page tells neither the user nor you what to do next.',
  fix: 'Add an error page and a "not found" page.',
  source: 'https://react.dev/reference/react/Component#catching-rendering-errors-with-an-error-boundary',
  requiredFrom: 'production',
  weight: weights.low,
  effort: 1,
  confidence: 'medium',
  revision: 4,
  applies: ['browserClient'],
  evaluate(facts) {
    const evidence = [
      ...filesSeen(facts, errorPages, 'a page for the moment when something breaks'),
      ...hitsOf(facts, 'friendly-failure'),
    ];
    return passWith(evidence.slice(0, 3), { state: 'warn', evidence: [], because: 'No error page was found.' });
  },
};
