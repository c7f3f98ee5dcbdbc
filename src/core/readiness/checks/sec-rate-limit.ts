// The check sec-rate-limit: limits on how often one visitor may call.

import { weights, type Check } from '../check.ts';
import { annotationsSeen, hitsOf, packagesSeen, passWith, terraformSeen } from '../look.ts';
import type { PackageNames } from '../traits.ts';

const limitingPackages: PackageNames = {
  npm: [
    'express-rate-limit',
    'rate-limiter-flexible',
    '@fastify/rate-limit',
    'fastify-rate-limit',
    '@upstash/ratelimit',
    '@nestjs/throttler',
    '@arcjet/*',
    'hono-rate-limiter',
    'koa-ratelimit',
  ],
  pypi: ['flask-limiter', 'slowapi', 'django-ratelimit', 'fastapi-limiter', 'django-axes'],
  go: ['golang.org/x/time', 'github.com/ulule/limiter*', 'github.com/didip/tollbooth*'],
  maven: ['bucket4j*', 'resilience4j-ratelimiter', 'resilience4j-spring-boot*'],
  nuget: ['AspNetCoreRateLimit', 'Microsoft.AspNetCore.RateLimiting'],
  gems: ['rack-attack', 'rack-throttle'],
  packagist: ['symfony/rate-limiter'],
};

/** One person can’t flood the app. */
export const secRateLimit: Check = {
  id: 'sec-rate-limit',
  category: 'Security',
  title: 'One person can’t flood the app',
  plain: 'Without a limit a script can guess passwords, copy your data or burn your AI budget overnight.',
  why: 'Without a limit one script can guess passwords, copy all data or spend the AI budget in a night (OWASP API4).',
  fix: 'Add the rate limiter of your framework, or limit calls at the entrance in front of it.',
  source: 'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  revision: 4,
  applies: ['webServer'],
  attest: 'The entrance in front of it limits requests (say which).',
  evaluate(facts) {
    const evidence = [
      ...packagesSeen(facts, limitingPackages),
      ...hitsOf(facts, 'rate-limited').slice(0, 3),
      ...annotationsSeen(facts, /\/(?:limit-(?:rps|rpm|connections)|rate-limit)/, 'the entrance limits requests'),
      ...terraformSeen(
        facts,
        /^(?:aws_wafv2_|cloudflare_(?:ruleset|rate_limit)|google_compute_security_policy|azurerm_web_application_firewall)/,
        'the entrance limits requests',
      ),
    ];
    return passWith(evidence, {
      state: 'warn',
      evidence: [],
      because: 'Nothing limits how often one visitor may call.',
    });
  },
};
