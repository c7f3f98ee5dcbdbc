// The check data-no-real-data-in-repo: data files whose rows name people, and database dumps.

import { isData, isDatabaseDump, isSample } from '../paths.ts';
import { weights, type Check } from '../check.ts';
import type { FactFile } from '../facts.ts';
import { noneFound } from '../look.ts';
import { filesWhich } from '../noted-facts.ts';

/** Fewer rows are an address list of the team or a sample somebody made up. */
const manyRows = 20;
/** Fewer will do where rows hold valid account numbers. */
const manyAccounts = 10;

const isDump = ({ path }: FactFile): boolean => isDatabaseDump(path) && !isSample(path);
const holdsData = ({ path }: FactFile): boolean => isData(path) && !isSample(path);

/** No real customer data among the files. */
export const dataNoRealDataInRepo: Check = {
  id: 'data-no-real-data-in-repo',
  category: 'Data',
  title: 'No real customer data among the files',
  plain: 'Spreadsheets and database copies with real people in them don’t belong next to code or in an AI chat.',
  why: 'Everybody with the code, and every AI tool that reads it, has the people in the file too.',
  fix: 'Move the file to the place your company approved, keep a made-up sample instead, and take it out of the history.',
  source: 'https://gdpr-info.eu/art-5-gdpr/',
  requiredFrom: 'sandbox',
  weight: weights.critical,
  effort: 2,
  confidence: 'medium',
  revision: 2,
  applies: [],
  evaluate(facts) {
    const evidence = [
      ...filesWhich(facts, isDump).map((file) => ({
        path: file.shownPath,
        line: 1,
        note: 'a copy of a whole database',
      })),
      ...facts.dataRows
        .filter(({ rows, accounts }) => rows >= manyRows || accounts >= manyAccounts)
        .map(({ path, line, rows }) => ({ path, line, note: `${String(rows)} rows name people` })),
    ];
    if (evidence.length > 0) {
      return {
        state: 'fail',
        evidence,
        because: `${evidence.map((seen) => seen.path).join(', ')} seems to hold data of real people.`,
      };
    }
    const unread = [...facts.unseen.keys()].filter((path) => isData(path) && !isSample(path));
    return unread.length > 0
      ? { state: 'unknown', because: `${unread.join(', ')} could not be looked into (too large or unreadable).` }
      : noneFound(filesWhich(facts, holdsData), 'data files', 'There are no data files here.');
  },
};
