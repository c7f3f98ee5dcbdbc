// The readiness report for a terminal: verdict, next steps, why this tier, then every check by category. Called by the command line.

import { tiers, type CheckState, type Tier } from '../model/outcome.ts';
import { categories } from './check.ts';
import { labelledNew } from './compare-reports.ts';
import { explained, type Voice } from './voice.ts';
import { projectsInOrder, standingInWords } from './open-checks.ts';
import type { CheckReport, PlacedReport, ProjectReport, ReadinessReport } from './report.ts';

/** One word each, of one length, so that the list reads as columns. */
const stateInWords: Readonly<Record<CheckState, string>> = {
  pass: 'yes     ',
  fail: 'no      ',
  warn: 'advice  ',
  unknown: 'unknown ',
  not_applicable: '-       ',
  waived: 'accepted',
  attested: 'attested',
  error: 'error   ',
};

/** What each tier is for, for people. */
export const tierInWords: Readonly<Record<Tier, string>> = {
  sandbox: 'only you and people you sit with',
  internal: 'colleagues rely on it',
  production: 'people outside the company can reach it',
};

/** Plain text, 100 columns or so, ending with a line break. Without details, checks that need nothing are only counted and the
 *  projects of a monorepo are a list. */
export function renderText(
  report: ReadinessReport,
  options: { readonly details: boolean; readonly voice: Voice },
): string {
  const parts = [renderProject(report, options)];
  const projects = projectsInOrder(report.projects ?? []);
  if (projects.length > 0) parts.push(projectList(projects, options.details));
  for (const project of options.details ? projects : []) {
    parts.push(`Project ${project.path}\n\n${renderProject(project, options)}`);
  }
  return parts.join('\n');
}

function projectList(projects: readonly PlacedReport[], details: boolean): string {
  const width = Math.min(60, Math.max(...projects.map(({ path }) => path.length)));
  return [
    'Projects in this repository',
    ...projects.map((project) => `  ${project.path.padEnd(width)}  ${standingInWords(project)}`),
    ...(details ? [] : ['', 'One of them: handrail readiness --project PATH. All: --verbose.']),
    '',
  ].join('\n');
}

function renderProject(
  report: ProjectReport,
  { details, voice }: { readonly details: boolean; readonly voice: Voice },
): string {
  const lines = [verdictLine(report), levelLine(report), boundaryLine(report)];
  for (const signal of report.boundary.signals) {
    lines.push(`    ${signal.path}:${String(signal.line)}  ${signal.plain} (${signal.note})`);
  }
  for (const note of report.notes) lines.push(`  Note: ${note}`);
  if (report.next.length > 0) lines.push('', 'Next steps', ...nextLines(report, voice));
  const hidden = new Set<CheckState>(details ? [] : ['not_applicable']);
  const isNew = labelledNew(report);
  for (const category of categories) {
    const checks = report.checks.filter((check) => check.category === category && !hidden.has(check.state));
    if (checks.length === 0) continue;
    lines.push('', category);
    for (const check of ordered(checks)) lines.push(...checkLines(check, report.tier, details, isNew.has(check.id)));
  }
  const left = report.checks.filter((check) => hidden.has(check.state)).length;
  if (left > 0) lines.push('', `${String(left)} more checks do not apply here (--verbose shows why).`);
  return `${lines.join('\n')}\n`;
}

function verdictLine(report: ProjectReport): string {
  const wanted = `${report.tier} (${tierInWords[report.tier]})`;
  if (report.ready) return `Ready for ${wanted}.`;
  return report.asOf === undefined ? `Not ready for ${wanted} yet.` : `As of ${report.asOf}, looking at ${wanted}.`;
}

function levelLine(report: ProjectReport): string {
  const level = report.level === 'none' ? 'none yet' : report.level;
  return `  Level reached: ${level}. ${shareInWords(report)}`;
}

/** Percent and coverage as one sentence. */
export function shareInWords({ percent, coverage }: ProjectReport): string {
  return `${String(percent)} % is in place, counted by weight; ${String(coverage)} % of the checks could be decided.`;
}

function boundaryLine(report: ProjectReport): string {
  const chosen = {
    option: 'chosen with --tier',
    declaration: 'declared in .handrail/project.yaml',
    boundary: 'by what the files show',
  };
  return `  Tier: ${report.tier}, ${chosen[report.tierFrom]}. ${report.boundary.plain}`;
}

function nextLines(report: ProjectReport, voice: Voice): readonly string[] {
  return report.next.flatMap((id, index) => {
    const check = report.checks.find((candidate) => candidate.id === id);
    if (check === undefined) return [];
    const way =
      check.state === 'unknown' || check.attest !== undefined ? ` Or confirm it: handrail readiness attest ${id}` : '';
    const offer = check.fixable ? ` Handrail can start it: handrail readiness fix ${id}` : '';
    return [
      `  ${String(index + 1)}. ${check.title} [${id}]`,
      `     ${explained(check, voice)}`,
      `     ${check.fix}${offer}${way}`,
    ];
  });
}

/** What needs somebody first; otherwise as registered. */
function ordered(checks: readonly CheckReport[]): readonly CheckReport[] {
  const urgency = (check: CheckReport): number =>
    check.state === 'fail'
      ? check.weight === 10
        ? 0
        : 1
      : check.state === 'unknown' || check.state === 'error'
        ? 2
        : 3;
  return [...checks].sort((a, b) => urgency(a) - urgency(b));
}

function checkLines(check: CheckReport, tier: Tier, details: boolean, isNew: boolean): readonly string[] {
  const isForLater =
    check.state === 'fail' &&
    check.requiredFrom !== 'advice' &&
    tiers.indexOf(check.requiredFrom) > tiers.indexOf(tier);
  const later = isForLater ? ` (not needed before ${check.requiredFrom})` : '';
  const lines = [`  ${stateInWords[check.state]}  ${check.title} [${check.id}]${later}${isNew ? ' (new rule)' : ''}`];
  if (check.state !== 'pass' && check.because !== undefined) lines.push(`            ${check.because}`);
  const places = check.state === 'pass' && !details ? [] : check.evidence.slice(0, details ? undefined : 3);
  for (const seen of places) lines.push(`            ${seen.path}:${String(seen.line)}  ${seen.note}`);
  const more = check.state === 'pass' || details ? 0 : check.evidence.length - places.length;
  if (more > 0) lines.push(`            and ${String(more)} more`);
  return lines;
}
