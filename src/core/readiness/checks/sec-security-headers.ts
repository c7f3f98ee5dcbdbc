// The check sec-security-headers: safety settings that are sent to the browser.

import { weights, type Check } from '../check.ts';
import { hitsOf, linesSeen, packagesSeen, passWith } from '../look.ts';
import type { PackageNames } from '../traits.ts';

const headerPackages: PackageNames = {
  npm: ['helmet', '@fastify/helmet', 'koa-helmet', 'next-safe', 'nuxt-security', '@next-safe/*', 'next-secure-headers'],
  pypi: ['flask-talisman', 'django-csp', 'secure'],
  maven: ['spring-boot-starter-security'],
  nuget: ['NWebsec.AspNetCore.Middleware', 'NetEscapades.AspNetCore.SecurityHeaders*'],
  gems: ['secure_headers'],
  packagist: ['bepsvpt/secure-headers', 'nelmio/security-bundle', 'spatie/laravel-csp'],
};

/** Browser safety settings are on. */
export const secSecurityHeaders: Check = {
  id: 'sec-security-headers',
  category: 'Security',
  title: 'Browser safety settings are on',
  plain: 'A few headers tell the browser to block common tricks such as hidden frames or injected scripts.',
  why: 'Without these headers a browser allows framing, sniffing and injected scripts that it would otherwise refuse.',
  fix: 'Add a headers block for your host, or the middleware of your framework, with Content-Security-Policy and its like.',
  source: 'https://owasp.org/www-project-secure-headers/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  revision: 3,
  applies: ['browserClient'],
  attest: 'The host or proxy adds these headers (say which).',
  evaluate(facts) {
    const evidence = [
      ...packagesSeen(facts, headerPackages),
      ...hitsOf(facts, 'browser-safety').slice(0, 3),
      ...linesSeen(
        facts,
        /(?:^|\/)(?:vercel\.json|netlify\.toml|_headers|staticwebapp\.config\.json|firebase\.json|nginx[\w.-]*\.conf|Caddyfile|[\w.-]+\.conf\.template)$/,
        /(Content-Security-Policy|Strict-Transport-Security|X-Frame-Options|X-Content-Type-Options)/gm,
        'sends $1',
      ),
    ];
    return passWith(evidence, {
      state: 'warn',
      evidence: [],
      because: 'No safety settings for the browser were found.',
    });
  },
};
