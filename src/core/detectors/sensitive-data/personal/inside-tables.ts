// What is said of single values inside of a table of people is left out: the finding of the table says it once, with the count.

import type { TextDocument } from '../../../model/document.ts';
import type { DetectedMatch } from '../../detector.ts';
import { personalDataRows } from '../../../catalog/personal-data.ts';

const tables = new Set(
  ['customer-list', 'health-record', 'pay-record', 'special-category-record'].map((id) => `sensitive-data/${id}`),
);
const cells = new Set(
  personalDataRows
    .filter(({ tags }) => !tags.includes('confidential'))
    .map(({ id }) => `sensitive-data/${id}`)
    .filter((id) => !tables.has(id)),
);

/** Leaves out personal data inside of tables. A data file is one table; in a document it goes on to the next blank line.
 *  @param matches  sorted by start */
export function withoutCells(matches: readonly DetectedMatch[], document: TextDocument): readonly DetectedMatch[] {
  const ranges = matches
    .filter(({ ruleId }) => tables.has(ruleId))
    .map(({ startOffset }) => {
      const { path, text } = document;
      const blank = /\.(?:md|markdown|mdx)$/i.test(path) ? text.indexOf('\n\n', startOffset) : -1;
      return { from: startOffset, to: blank < 0 ? text.length : blank };
    });
  if (ranges.length === 0) return matches;
  return matches.filter(
    ({ ruleId, startOffset }) =>
      !cells.has(ruleId) || !ranges.some(({ from, to }) => startOffset >= from && startOffset < to),
  );
}
