// The check sec-routes-check-login: handlers of routes without any sign of a login.

import { weights, type Check } from '../check.ts';
import { packagesSeen } from '../look.ts';

/** Every page and API that changes or shows data checks the login. */
export const secRoutesCheckLogin: Check = {
  id: 'sec-routes-check-login',
  category: 'Security',
  title: 'Every page and API that changes or shows data checks the login',
  plain: 'A login screen is a door. If the API behind it has no lock, people walk round the door.',
  why: 'A handler that trusts the page in front of it can be called by anybody who knows its address (OWASP API1, broken access control).',
  fix: 'Go through the list and add the login check of your framework to each handler, or tick those meant for everybody.',
  source: 'https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 3,
  confidence: 'low',
  revision: 3,
  applies: ['webServer'],
  attest: 'Every handler that shows or changes data of people checks the login (say who looked).',
  evaluate(facts) {
    // Spring Security asks at every address, unless it is told otherwise in one place.
    const isGuarded = packagesSeen(facts, { maven: ['spring-boot-starter-security'] }).length > 0;
    const open = facts.openRoutes.filter(({ path }) => !isGuarded || !/\.(?:java|kt)$/.test(path));
    const evidence = open.slice(0, 10);
    if (evidence.length === 0) {
      return { state: 'unknown', because: 'No handler without a login was noticed, which files alone cannot prove.' };
    }
    return {
      state: 'fail',
      evidence,
      because: `${String(open.length)} handlers show no login check. Some may be meant for everybody.`,
    };
  },
};
