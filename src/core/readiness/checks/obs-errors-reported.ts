// The check obs-errors-reported: a library that reports crashes.

import type { PackageNames } from '../traits.ts';
import { weights, type Check } from '../check.ts';
import { holdsCode, missingPackage, packagesSeen, passWith } from '../look.ts';

const reportingPackages: PackageNames = {
  npm: [
    '@sentry/*',
    '@bugsnag/*',
    'rollbar',
    '@honeybadger-io/*',
    'newrelic',
    'dd-trace',
    '@datadog/browser-*',
    'applicationinsights',
    '@microsoft/applicationinsights-*',
    '@highlight-run/*',
    'posthog-node',
  ],
  pypi: [
    'sentry-sdk',
    'bugsnag',
    'rollbar',
    'ddtrace',
    'newrelic',
    'opencensus-ext-azure',
    'azure-monitor-opentelemetry',
  ],
  go: ['github.com/getsentry/sentry-go', 'github.com/bugsnag/bugsnag-go*'],
  maven: ['sentry*', 'applicationinsights*'],
  nuget: ['Sentry*', 'Microsoft.ApplicationInsights*'],
  gems: [
    'sentry-*',
    'honeybadger',
    'bugsnag',
    'rollbar',
    'exception_notification',
    'appsignal',
    'airbrake',
    'solid_errors',
    'newrelic_rpm',
  ],
  packagist: [
    'sentry/*',
    'bugsnag/*',
    'rollbar/*',
    'honeybadger-io/*',
    'spatie/laravel-flare',
    'facade/flare-client-php',
  ],
};

/** You hear about crashes before users complain. */
export const obsErrorsReported: Check = {
  id: 'obs-errors-reported',
  category: 'Observability',
  title: 'You hear about crashes before users complain',
  plain: 'The app sends you a message with the details when it crashes.',
  why: 'Most users leave without a word; the report is the only trace.',
  fix: 'Add an error reporting library your company uses and give it its address by a setting.',
  source: 'https://opentelemetry.io/docs/concepts/signals/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  applies: [],
  evaluate(facts) {
    if (facts.packages.length === 0 && !holdsCode(facts)) {
      return { state: 'not_applicable', because: 'There is no code here that could crash.' };
    }
    return passWith(
      packagesSeen(facts, reportingPackages),
      missingPackage(facts, 'No error reporting library is in use.'),
    );
  },
};
