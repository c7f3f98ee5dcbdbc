// The check sec-webhooks-verified: handlers of webhooks that believe everybody.

import { weights, type Check } from '../check.ts';

/** Messages from payment and other services are checked for forgery. */
export const secWebhooksVerified: Check = {
  id: 'sec-webhooks-verified',
  category: 'Security',
  title: 'Messages from payment and other services are checked for forgery',
  plain: 'Without a signature check anyone can send a fake "payment succeeded" message.',
  why: 'An address that takes "payment succeeded" from anybody gives away the goods (CWE-345).',
  fix: 'Check the signature that the sending service adds, before anything else happens in the handler.',
  source: 'https://docs.stripe.com/webhooks#verify-events',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'medium',
  applies: ['webServer'],
  evaluate(facts) {
    const open = facts.webhooks.filter(({ isVerified }) => !isVerified).map(({ seen }) => seen);
    if (open.length > 0) {
      return {
        state: 'fail',
        evidence: open.slice(0, 10),
        because: 'A webhook is taken without checking who sent it.',
      };
    }
    const verified = facts.webhooks.map(({ seen }) => seen);
    return verified.length > 0
      ? { state: 'pass', evidence: verified.slice(0, 3) }
      : { state: 'not_applicable', because: 'No handler of a webhook was found here.' };
  },
};
