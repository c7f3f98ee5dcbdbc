// The check sec-cors-not-wide-open: answers that any website may read. Supabase functions only warn: their template ships the star and uses no cookies.

import { weights, type Check } from '../check.ts';
import { hitsOf, nothingInCode } from '../look.ts';

/** Only your own site may call your API from a browser. */
export const secCorsNotWideOpen: Check = {
  id: 'sec-cors-not-wide-open',
  category: 'Security',
  title: 'Only your own site may call your API from a browser',
  plain: 'The star setting lets any website make requests to your API. Worst when logins use cookies.',
  why: 'With a wildcard origin every page a user visits can talk to the API in the user’s name or network.',
  fix: 'Replace the star by the list of your own addresses, from a setting.',
  source: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 1,
  confidence: 'medium',
  revision: 5,
  applies: ['webServer'],
  evaluate(facts) {
    const hits = hitsOf(facts, 'open-cors');
    const serious = hits.filter((hit) => !/(?:^|\/)supabase\/functions\//.test(hit.path));
    const because = 'Any website may call this address from a browser.';
    if (serious.length > 0) return { state: 'fail', evidence: serious, because };
    return hits.length > 0
      ? { state: 'warn', evidence: hits, because }
      : nothingInCode(facts, 'There is no code here that could answer a browser.');
  },
};
