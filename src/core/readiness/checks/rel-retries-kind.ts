// The check rel-retries-kind: retries that wait longer each time.

import { weights, type Check } from '../check.ts';
import { packagesSeen, passWith } from '../look.ts';

/** Retries wait longer each time. */
export const relRetriesKind: Check = {
  id: 'rel-retries-kind',
  category: 'Reliability',
  title: 'Retries wait longer each time',
  plain: 'Hammering a sick service makes it sicker.',
  why: 'Retrying at once makes a sick service sicker.',
  fix: 'Use a retry library with growing pauses and a limit.',
  source: 'https://sre.google/sre-book/handling-overload/',
  requiredFrom: 'advice',
  weight: weights.low,
  effort: 2,
  confidence: 'medium',
  revision: 3,
  applies: ['webServer'],
  evaluate(facts) {
    const evidence = packagesSeen(facts, {
      npm: [
        'p-retry',
        'async-retry',
        'cockatiel',
        'axios-retry',
        'got',
        'opossum',
        'exponential-backoff',
        'ky',
        'fetch-retry',
        '@tanstack/react-query',
      ],
      pypi: ['tenacity', 'backoff', 'stamina', 'celery'],
      go: ['github.com/cenkalti/backoff*', 'github.com/hashicorp/go-retryablehttp', 'github.com/avast/retry-go*'],
      maven: [
        'resilience4j-*',
        'spring-cloud-starter-*hystrix',
        'spring-cloud-starter-circuitbreaker-*',
        'hystrix-*',
        'failsafe',
        'spring-retry',
        'quarkus-smallrye-fault-tolerance',
      ],
      nuget: ['Polly*', 'Microsoft.Extensions.Http.Resilience', 'Microsoft.Extensions.Http.Polly'],
      gems: ['retriable', 'faraday-retry', 'sidekiq'],
    });
    return passWith(evidence, {
      state: 'warn',
      evidence: [],
      because: 'No retry library with growing pauses is in use.',
    });
  },
};
