// The check sec-cookies-safe: cookies set without their protection.

import { weights, type Check } from '../check.ts';
import { hitsOf, nothingInCode } from '../look.ts';

/** Login cookies are marked private. */
export const secCookiesSafe: Check = {
  id: 'sec-cookies-safe',
  category: 'Security',
  title: 'Login cookies are marked private',
  plain: 'These marks stop other scripts and unprotected connections from stealing a login.',
  why: 'A cookie that scripts can read, or that travels unencrypted, lets a login be stolen.',
  fix: 'Set httpOnly, secure and sameSite on every login cookie.',
  source: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'medium',
  revision: 2,
  applies: ['webServer'],
  evaluate(facts) {
    const evidence = hitsOf(facts, 'loose-cookie');
    return evidence.length > 0
      ? { state: 'fail', evidence, because: 'A cookie is set without its protection.' }
      : nothingInCode(facts, 'There is no code here that could set a cookie.');
  },
};
