// Two reports of the same project, an older and a newer one: what changed, and whether the project changed or the rules did.
// Whoever keeps earlier results (history, release records) asks here.

import type { CheckState } from '../model/outcome.ts';

/** As much of an earlier report as has to be kept to tell later what changed. */
export interface EarlierReport {
  readonly checkSet: string;
  readonly checks: readonly { readonly id: string; readonly state: CheckState; readonly revision: number }[];
}

/** One check that has another state now. `new-rule`: the check is new or judges differently since, so the project may be just
 *  as it was. `dropped-rule`: the check is no longer asked. `project`: files or decisions changed. */
export interface CheckChange {
  readonly id: string;
  /** Absent for a new check. */
  readonly before?: CheckState;
  /** Absent for a check that is gone. */
  readonly after?: CheckState;
  readonly cause: 'project' | 'new-rule' | 'dropped-rule';
}

/** Checks whose state differs, in the order of the newer report, those that are gone last. Pure; O(checks). */
export function compareReports(earlier: EarlierReport, now: EarlierReport): readonly CheckChange[] {
  const before = new Map(earlier.checks.map((check) => [check.id, check]));
  const changes: CheckChange[] = [];
  for (const check of now.checks) {
    const old = before.get(check.id);
    before.delete(check.id);
    if (old === undefined) changes.push({ id: check.id, after: check.state, cause: 'new-rule' });
    else if (old.state !== check.state) {
      const cause = old.revision === check.revision ? 'project' : 'new-rule';
      changes.push({ id: check.id, before: old.state, after: check.state, cause });
    }
  }
  for (const old of before.values()) changes.push({ id: old.id, before: old.state, cause: 'dropped-rule' });
  return changes;
}

/** Ids of the checks whose answer is another one because of a new rule, so that everybody who shows them can say so. What does not
 *  apply needs no word. */
export function labelledNew({ changes = [] }: { readonly changes?: readonly CheckChange[] }): ReadonlySet<string> {
  return new Set(
    changes.filter(({ cause, after }) => cause === 'new-rule' && after !== 'not_applicable').map(({ id }) => id),
  );
}
