// The rules of personal and confidential data, derived from the rows of the catalogue.

import { personalDataRows } from '../../../catalog/personal-data.ts';
import type { PersonalDataKind } from '../../../catalog/personal-data-row.ts';
import type { Rule } from '../../../model/finding.ts';

/** Kinds in which many people stand at once. */
const tables = new Set(['customer-list', 'email-list', 'health-record', 'pay-record', 'special-category-record']);

/** One rule for each kind. */
export const personalDataRules: readonly Rule[] = personalDataRows.map((row) => ({
  id: `sensitive-data/${row.id}`,
  kind: 'sensitive-data',
  title: row.title,
  ...wordsFor(row),
  severity: row.severity,
  tags: row.tags,
  source: row.source,
}));

function wordsFor(row: PersonalDataKind): Pick<Rule, 'plain' | 'why' | 'fix'> {
  if (row.tags.includes('confidential'))
    return {
      plain: `This file says of itself that it is not for everybody: ${row.title}. Make sure that it belongs here.`,
      why: 'What is marked as confidential may be read by few. In a repository everybody with access, and every AI tool, can read it.',
      fix: 'Move it to where confidential documents are kept, or take the marking off if it no longer holds.',
    };
  if (tables.has(row.id))
    return {
      plain: `This file holds many people at once: ${row.title}. Use made-up data in its place.`,
      why: 'Lists of people may be used for their purpose alone, and a lost one has to be reported. History keeps what is deleted later.',
      fix: 'Keep the list in the system it comes from, and put a few made-up rows here for development.',
    };
  if (row.tags.includes('health'))
    return {
      plain: `This file holds what looks like health data of a person: ${row.title}. Use made-up data in its place.`,
      why: 'Health data is specially protected: it may be used by those who treat or insure the person, and by nobody else.',
      fix: 'Replace it by made-up data, and keep the real data in the system it comes from.',
    };
  if (row.tags.includes('payment'))
    return {
      plain: `This file holds what looks like a real account of a person: ${row.title}. Use a published test number in its place.`,
      why: 'With account and card numbers others can take money or pose as the owner. Card rules forbid to keep them outside of protected systems.',
      fix: 'Replace it by a test number that the payment provider publishes, and keep the real one in the payment system.',
    };
  return {
    plain: `This file holds what looks like real data of people: ${row.title}. Use made-up data in its place.`,
    why: 'Data of people may be used for its purpose alone. In a repository everybody with access, and every AI tool, can read it.',
    fix: 'Replace it by made-up data, and keep the real data in the system it comes from.',
  };
}
