// The check obs-metrics: figures of requests, errors and speed.

import { weights, type Check } from '../check.ts';
import { packagesSeen, passWith, terraformSeen } from '../look.ts';
import type { PackageNames } from '../traits.ts';

const metricsPackages: PackageNames = {
  npm: [
    'prom-client',
    '@opentelemetry/sdk-metrics',
    '@opentelemetry/sdk-node',
    '@vercel/otel',
    '@vercel/analytics',
    '@vercel/speed-insights',
    'dd-trace',
    'newrelic',
    'hot-shots',
    '@willsoto/nestjs-prometheus',
    'express-prom-bundle',
    'applicationinsights',
  ],
  pypi: [
    'prometheus-client',
    'prometheus-fastapi-instrumentator',
    'django-prometheus',
    'opentelemetry-sdk',
    'opentelemetry-distro',
    'ddtrace',
    'statsd',
    'newrelic',
    'logfire',
    'azure-monitor-opentelemetry',
  ],
  go: ['github.com/prometheus/client_golang', 'go.opentelemetry.io/otel*'],
  maven: ['micrometer-*', 'spring-boot-starter-actuator', 'opentelemetry-*', 'quarkus-micrometer*'],
  nuget: ['OpenTelemetry*', 'prometheus-net*', 'Microsoft.ApplicationInsights*'],
  gems: [
    'prometheus-client',
    'yabeda*',
    'opentelemetry-sdk',
    'skylight',
    'newrelic_rpm',
    'ddtrace',
    'datadog',
    'scout_apm',
    'statsd-instrument',
  ],
  packagist: ['open-telemetry/*', 'laravel/pulse', 'promphp/*'],
};

/** You can see how busy and how fast it is. */
export const obsMetrics: Check = {
  id: 'obs-metrics',
  category: 'Observability',
  title: 'You can see how busy and how fast it is',
  plain: 'Requests, errors and speed on a chart.',
  why: 'Without figures, "it is slow" cannot be told from "it is down".',
  fix: 'Add OpenTelemetry or a Prometheus client, or say which charts the platform gives you.',
  source: 'https://sre.google/sre-book/monitoring-distributed-systems/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  applies: ['webServer'],
  attest: 'The platform shows requests, errors and speed (say which).',
  evaluate(facts) {
    const evidence = [
      ...packagesSeen(facts, metricsPackages),
      ...facts.kubernetes
        .filter(
          ({ kind, annotations }) =>
            /^(?:ServiceMonitor|PodMonitor)$/.test(kind) || annotations.has('prometheus.io/scrape'),
        )
        .slice(0, 3)
        .map(({ path, line }) => ({ path, line, note: 'figures are collected' })),
      ...terraformSeen(
        facts,
        /^(?:aws_cloudwatch_dashboard|google_monitoring_dashboard|grafana_dashboard|datadog_dashboard)/,
        'a board of charts',
      ),
    ];
    return passWith(evidence, { state: 'unknown', because: 'Files do not tell whether the platform shows charts.' });
  },
};
