// The check review-launch-approval: an approval to go live. No file can give it: only an attestation does.

import { weights, type Check } from '../check.ts';
import { missing } from '../look.ts';

/** Someone accountable said yes to going live. */
export const reviewLaunchApproval: Check = {
  id: 'review-launch-approval',
  category: 'Review',
  title: 'Someone accountable said yes to going live',
  plain: 'Name, date and what they looked at, kept with the code.',
  why: 'Going live is a decision of the company, not of a tool.',
  fix: 'Ask the person who answers for it, and record the yes with "handrail readiness attest review-launch-approval".',
  source: 'https://sre.google/sre-book/launch-checklist/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'high',
  applies: [],
  attest: 'I answer for this and say yes to going live (say what you looked at).',
  evaluate(facts) {
    return missing(`Nobody has said yes to going live with ${facts.folder === '' ? 'this' : facts.folder} yet.`);
  },
};
