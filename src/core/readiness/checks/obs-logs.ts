// The check obs-logs: a logging library or the language's own logger.

import type { PackageNames } from '../traits.ts';
import { weights, type Check } from '../check.ts';
import { hitsOf, missingPackage, packagesSeen, passWith } from '../look.ts';

const loggingPackages: PackageNames = {
  npm: [
    'pino',
    'winston',
    'bunyan',
    '@nestjs/common',
    'next-logger',
    'consola',
    'next-axiom',
    'fastify',
    'loglevel',
    'log4js',
    'tslog',
    'signale',
  ],
  pypi: ['structlog', 'loguru', 'python-json-logger'],
  go: [
    'go.uber.org/zap',
    'github.com/rs/zerolog',
    'github.com/sirupsen/logrus',
    'k8s.io/klog*',
    'github.com/hashicorp/go-hclog',
    'github.com/go-logr/*',
    'github.com/charmbracelet/log*',
  ],
  maven: [
    'logstash-logback-encoder',
    'spring-boot-starter*',
    'micronaut-http-server*',
    'quarkus-*',
    'logback-classic',
    'log4j-core',
  ],
  nuget: ['Serilog*', 'NLog*'],
  packagist: ['monolog/*', 'symfony/monolog-bundle'],
};

/** The app writes a useful diary. */
export const obsLogs: Check = {
  id: 'obs-logs',
  category: 'Observability',
  title: 'The app writes a useful diary',
  plain: 'When something goes wrong at night, the diary tells you what happened.',
  why: 'Without a log the cause of a failure is guesswork.',
  fix: 'Use a logging library that writes one line for each event to the standard output.',
  source: 'https://12factor.net/logs',
  requiredFrom: 'internal',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  revision: 3,
  applies: ['webServer'],
  evaluate(facts) {
    const evidence = [...packagesSeen(facts, loggingPackages), ...hitsOf(facts, 'logger')];
    return passWith(evidence.slice(0, 5), missingPackage(facts, 'No logging library is in use.'));
  },
};
