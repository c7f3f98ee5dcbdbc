// The check test-load-known: load tests.

import { weights, type Check } from '../check.ts';
import { filesSeen, passWith } from '../look.ts';

/** You know how many users it can take. */
export const testLoadKnown: Check = {
  id: 'test-load-known',
  category: 'Reliability',
  title: 'You know how many users it can take',
  plain: 'A launch mail to a thousand clients shouldn’t be the first load test.',
  why: 'The number of users at which it breaks is better learned from a test than from a launch.',
  fix: 'Write a small k6 or Locust script for the main page, and note the number it holds.',
  source: 'https://sre.google/sre-book/reliable-product-launches/',
  requiredFrom: 'advice',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  applies: ['webServer'],
  attest: 'The expected traffic is known and was tried (say how much).',
  evaluate(facts) {
    const evidence = filesSeen(
      facts,
      /(?:^|\/)(?:k6[^/]*(?:\/.+)?|[^/]+\.k6\.[jt]s|locustfile\.py|[^/]+\.jmx|artillery[^/]*\.ya?ml|gatling\/.+|vegeta[^/]*|load-?tests?\/.+)$/i,
      'a load test',
    );
    return passWith(evidence.slice(0, 3), {
      state: 'unknown',
      because: 'Files do not tell how many users it can take.',
    });
  },
};
