// The check obs-tracing: traces of requests through all parts.

import { weights, type Check } from '../check.ts';
import { packagesSeen, passWith } from '../look.ts';

/** A slow request can be followed through all parts. */
export const obsTracing: Check = {
  id: 'obs-tracing',
  category: 'Observability',
  title: 'A slow request can be followed through all parts',
  plain: 'Shows which part is slow.',
  why: 'A trace shows which of ten parts made the request slow.',
  fix: 'Add the OpenTelemetry auto-instrumentation for your stack.',
  source: 'https://opentelemetry.io/docs/concepts/signals/traces/',
  requiredFrom: 'advice',
  weight: weights.low,
  effort: 2,
  confidence: 'high',
  revision: 2,
  applies: ['webServer'],
  evaluate(facts) {
    const evidence = packagesSeen(facts, {
      npm: ['@opentelemetry/*', '@vercel/otel', 'dd-trace', '@sentry/*', 'newrelic'],
      pypi: ['opentelemetry-*', 'ddtrace', 'sentry-sdk', 'newrelic', 'logfire'],
      go: ['go.opentelemetry.io/*', 'github.com/getsentry/sentry-go'],
      maven: [
        'opentelemetry-*',
        'micrometer-tracing*',
        'spring-cloud-starter-sleuth',
        'spring-cloud-starter-zipkin',
        'sentry*',
        'quarkus-opentelemetry',
        'quarkus-smallrye-opentracing',
      ],
      nuget: ['OpenTelemetry*', 'Sentry*'],
      gems: ['opentelemetry-*', 'sentry-*', 'ddtrace', 'datadog', 'newrelic_rpm', 'skylight', 'scout_apm'],
      packagist: ['open-telemetry/*', 'sentry/*'],
    });
    return passWith(evidence, {
      state: 'warn',
      evidence: [],
      because: 'No request can be followed through all parts.',
    });
  },
};
