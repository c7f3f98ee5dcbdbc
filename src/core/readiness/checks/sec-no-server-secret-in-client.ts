// The check sec-no-server-secret-in-client: secrets under names that are published, and service keys in browser code.

import { weights, type Check } from '../check.ts';
import { hitsOf, noneFound, runningCode } from '../look.ts';

/** No secret reaches the visitor’s browser. */
export const secNoServerSecretInClient: Check = {
  id: 'sec-no-server-secret-in-client',
  category: 'Security',
  title: 'No secret reaches the visitor’s browser',
  plain:
    'Anything the browser receives can be read by every visitor. Some names (NEXT_PUBLIC_, VITE_) send the value to the browser on purpose.',
  why: 'Build tools replace variables with these prefixes by their values in the published files; a service key there bypasses all row rules.',
  fix: 'Rename the variable without the public prefix, use it in a server route or edge function only, and ask for a new key.',
  source: 'https://vite.dev/guide/env-and-mode',
  requiredFrom: 'sandbox',
  weight: weights.critical,
  effort: 2,
  confidence: 'high',
  revision: 2,
  applies: ['browserClient'],
  evaluate(facts) {
    const evidence = [...hitsOf(facts, 'secret-under-public-name'), ...hitsOf(facts, 'service-role-in-client')];
    return evidence.length > 0
      ? { state: 'fail', evidence, because: 'A secret is on its way to every visitor.' }
      : noneFound(runningCode(facts), 'code files', 'There is no code here.');
  },
};
