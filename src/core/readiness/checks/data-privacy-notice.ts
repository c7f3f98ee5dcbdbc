// The check data-privacy-notice: a privacy page or notice.

import { weights, type Check } from '../check.ts';
import { filesSeen, hitsOf, missing, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const pageOnPrivacy = expression('i')`
  (?:^|/)privacy(?:[-_]?(?:policy|notice|statement|page|view))?(?:/(?:page|index|\+page))?\.
  (?:mdx?|txt|html|tsx|jsx|vue|svelte|astro|html\.erb|blade\.php|haml|slim|php)$
`;

/** Users are told what you keep and how to have it removed. */
export const dataPrivacyNotice: Check = {
  id: 'data-privacy-notice',
  category: 'Data',
  title: 'Users are told what you keep and how to have it removed',
  plain: 'If you keep personal data of people outside, the law asks for this.',
  why: 'People have a right to know what is stored about them, why, and how to have it removed.',
  fix: 'Link the company’s privacy notice from every page, or add a privacy page.',
  source: 'https://gdpr-info.eu/art-13-gdpr/',
  requiredFrom: 'production',
  weight: weights.medium,
  effort: 2,
  confidence: 'medium',
  applies: ['personalData'],
  attest: 'The company’s privacy notice covers this (link it).',
  evaluate(facts) {
    const evidence = [
      ...filesSeen(facts, pageOnPrivacy, 'a privacy notice'),
      ...hitsOf(facts, 'privacy-link').slice(0, 3),
    ];
    return passWith(evidence, missing('No privacy notice was found.'));
  },
};
