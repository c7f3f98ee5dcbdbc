// How many findings count, by severity. Suppressed ones are counted apart and nowhere else.

import type { Finding, Severity } from '../model/finding.ts';

export interface Counts {
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
}

/** Counts of a list of findings; zeros for an empty one. */
export function countBySeverity(findings: readonly Finding[]): Counts {
  const bySeverity = { error: 0, warning: 0, info: 0 };
  let suppressed = 0;
  for (const finding of findings) {
    if (finding.suppressed === undefined) bySeverity[finding.severity] += 1;
    else suppressed += 1;
  }
  return { bySeverity, suppressed };
}
