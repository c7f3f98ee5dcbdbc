// Many phone numbers in one file of data are one thing to see to, not many. In texts and mails that people write each one is.

import type { DetectedMatch } from '../../detector.ts';

const ruleId = 'sensitive-data/phone-number';
/** A list begins with so many. */
const listLength = 10;
const dataFile = /\.(?:csv|tsv|json|jsonl|ndjson|sql|xml|ya?ml|vcf|ldif)$/i;

/** Leaves the first of ten phone numbers and more in a file of data, with their count. Other matches stay. */
export function foldLists(matches: readonly DetectedMatch[], path: string): readonly DetectedMatch[] {
  if (matches.length < listLength || !dataFile.test(path)) return matches;
  const count = matches.filter((match) => match.ruleId === ruleId).length;
  if (count < listLength) return matches;
  const first = matches.findIndex((match) => match.ruleId === ruleId);
  return matches
    .filter((match, index) => match.ruleId !== ruleId || index === first)
    .map((match) => (match.ruleId === ruleId ? { ...match, detail: `${String(count)} numbers in this file.` } : match));
}
