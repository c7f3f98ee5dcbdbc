// What stands between a project and its next stop: "do everything" plans for these, and no further than somebody wants to read.

import { tiers } from '../model/outcome.ts';
import type { CheckReport, ProjectReport } from './report.ts';

/** Failing checks up to the next stop, critical ones first. The stop is internal use, and from there the tier aimed at: what
 *  production asks is a second sitting. */
export function openChecks(report: ProjectReport): readonly CheckReport[] {
  const isFirstSitting = report.level === 'none' || report.level === 'sandbox';
  const stop = isFirstSitting && report.tier !== 'sandbox' ? 'internal' : report.tier;
  return report.checks
    .filter(
      ({ state, requiredFrom }) =>
        state === 'fail' && requiredFrom !== 'advice' && tiers.indexOf(requiredFrom) <= tiers.indexOf(stop),
    )
    .sort((a, b) => Number(b.weight === 10) - Number(a.weight === 10));
}
