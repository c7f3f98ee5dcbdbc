// Tests of Rust stand at the end of the file that they test, so that its path says nothing of them.
// Source: https://doc.rust-lang.org/book/ch11-03-test-organization.html

import type { DetectedMatch } from '../detector.ts';
import type { TextDocument } from '../../model/document.ts';
import type { RuleSeverity } from '../../model/finding.ts';
import { structureRows } from '../../catalog/secrets-structures.ts';

const testModule =
  /^[ \t]*#\[cfg\((?:test|all\(test\b[^)\n]{0,80}\))\)\]\s{0,20}(?:#\[[^\]\n]{1,80}\]\s{0,20})?(?:pub )?mod\b/m;
const asInTests: Readonly<Record<RuleSeverity, RuleSeverity>> = {
  critical: 'medium',
  high: 'medium',
  medium: 'low',
  low: 'low',
};

const byPlace = new Set(structureRows.map(({ id }) => `sensitive-data/${id}`));

// In tests a place for secrets holds invented ones; a format alone still says something.
function isByPlace(ruleId: string): boolean {
  return byPlace.has(ruleId);
}

/** Lowers what is said of values in the module of tests of a Rust file, as in files of tests.
 *  @param severityOf  of a rule, for matches that say nothing else */
export function lowerInRustTests(
  matches: readonly DetectedMatch[],
  document: TextDocument,
  severityOf: (ruleId: string) => RuleSeverity,
): readonly DetectedMatch[] {
  if (matches.length === 0 || !document.path.endsWith('.rs')) return matches;
  const from = document.text.search(testModule);
  if (from < 0) return matches;
  return matches.map((match) =>
    match.startOffset < from
      ? match
      : {
          ...match,
          severity: isByPlace(match.ruleId) ? 'low' : asInTests[match.severity ?? severityOf(match.ruleId)],
          detail: 'It stands in a test, an example or documentation.',
        },
  );
}
