// What stands between a project and its next stop: "do everything" plans for these, and no further than somebody wants to read.

import { tiers } from '../model/outcome.ts';
import { isPart, type CheckReport, type PlacedReport, type ProjectReport } from './report.ts';

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

/** Checks that keep a project from the tier it aims at, in the order of the registry. */
export function blocking(report: ProjectReport): readonly CheckReport[] {
  const aim = tiers.indexOf(report.tier);
  return report.checks.filter(({ state, requiredFrom }) => {
    if (requiredFrom === 'advice' || tiers.indexOf(requiredFrom) > aim) return false;
    return state === 'fail' || (report.tier === 'production' && (state === 'unknown' || state === 'error'));
  });
}

/** How a project of a monorepo stands, in a few words for a list. */
export function standingInWords(project: PlacedReport): string {
  const left = blocking(project).length;
  if (isPart(project)) return `library, ${left === 0 ? 'nothing found' : `${String(left)} to mend`}`;
  return project.ready ? `ready for ${project.tier}` : `not ready for ${project.tier} yet, ${String(left)} to go`;
}

/** Projects in the order of a list: what goes live by itself first. */
export function projectsInOrder(projects: readonly PlacedReport[]): readonly PlacedReport[] {
  return [...projects.filter((project) => !isPart(project)), ...projects.filter(isPart)];
}
