// Kinds of personal data as rows: what is said about each. Read by detectors/sensitive-data, which recognises them.

import type { RuleSeverity } from '../model/finding.ts';

/** One kind of personal data. */
export interface PersonalDataRow {
  /** Rule id without `sensitive-data/`. */
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly severity: RuleSeverity;
  readonly source: string;
}

const gdpr = 'https://eur-lex.europa.eu/eli/reg/2016/679/oj';

/** All kinds of personal data; ids are never reused. */
export const personalDataRows: readonly PersonalDataRow[] = [
  {
    id: 'iban',
    title: 'Bank account number (IBAN)',
    tags: ['personal', 'payment'],
    severity: 'high',
    source: 'https://www.iso.org/standard/81090.html',
  },
  {
    id: 'payment-card',
    title: 'Payment card number',
    tags: ['personal', 'payment'],
    severity: 'critical',
    source: 'https://www.iso.org/standard/70484.html',
  },
  {
    id: 'us-ssn',
    title: 'US social security number',
    tags: ['personal'],
    severity: 'high',
    source: 'https://www.ssa.gov/employer/randomization.html',
  },
  {
    id: 'de-tax-id',
    title: 'German tax identification number',
    tags: ['personal'],
    severity: 'high',
    source: 'https://www.gesetze-im-internet.de/ao_1977/__139b.html',
  },
  { id: 'email-list', title: 'List of email addresses', tags: ['personal'], severity: 'medium', source: gdpr },
  { id: 'customer-list', title: 'Table of people', tags: ['personal'], severity: 'high', source: gdpr },
];
