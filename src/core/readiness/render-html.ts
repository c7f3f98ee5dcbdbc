// The readiness report as one page without any outside part: written by the command line, shown by the editor's dashboard. Pictures
// are inline SVG with their words beside them; colours are the editor's where there is one.

import { categories } from './check.ts';
import { labelledNew } from './compare-reports.ts';
import type { HistoryPoint } from './history.ts';
import { escapeHtml as text, pageStyle } from './page-style.ts';
import { projectsInOrder, standingInWords } from './open-checks.ts';
import { ring, stairs, trend } from './page-pictures.ts';
import { shareInWords, tierInWords } from './render-text.ts';
import type { CheckReport, ProjectReport, ReadinessReport } from './report.ts';
import { explained, type Voice } from './voice.ts';
import type { CheckState } from '../model/outcome.ts';

export interface PageOptions {
  readonly voice: Voice;
  /** Earlier days, oldest first; today may be missing. */
  readonly history: readonly HistoryPoint[];
  /** UTC day of the report. */
  readonly day: string;
  /** Name of the folder or project. */
  readonly name?: string;
  /** Inside the editor: buttons carry commands, and this is what the page may load. */
  readonly editor?: { readonly nonce: string; readonly script: string };
}

/** Options of one part of the page. */
interface PartOptions extends PageOptions {
  /** Folder of the project that the part is about; absent for the whole workspace. */
  readonly project?: string;
}

const stateWords: Readonly<Record<CheckState, string>> = {
  pass: 'in place',
  attested: 'confirmed',
  waived: 'accepted for now',
  fail: 'missing',
  warn: 'advice',
  unknown: 'cannot be seen',
  error: 'could not be checked',
  not_applicable: 'does not apply',
};

/** A whole HTML document. Text of the workspace is escaped; nothing is loaded from anywhere. */
export function renderHtml(report: ReadinessReport, options: PageOptions): string {
  const { editor } = options;
  const source = editor === undefined ? "'unsafe-inline'" : `'nonce-${editor.nonce}'`;
  const nonce = editor === undefined ? '' : ` nonce="${editor.nonce}"`;
  const scripts = editor === undefined ? '' : ` script-src ${source};`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source};${scripts}">
<title>Readiness${options.name === undefined ? '' : `: ${text(options.name)}`}</title>
<style${nonce}>${pageStyle}</style>
</head>
<body>
<main>
<header>
<p class="kicker">Readiness${options.name === undefined ? '' : ` · ${text(options.name)}`} · ${options.day}</p>
<h1>${text(headline(report))}</h1>
</header>
${projectPart(report, options)}
${projectsPart(report, options)}
<footer>Checks <code>${text(report.checkSet)}</code>. ${text(shareInWords(report))} What does not apply, was accepted or was confirmed is in neither share.</footer>
</main>
${editor === undefined ? '' : `<script${nonce}>${editor.script}</script>`}
</body>
</html>
`;
}

/** A list that unfolds; each project has its own part. */
function projectsPart({ projects = [] }: ReadinessReport, options: PageOptions): string {
  if (projects.length === 0) return '';
  const rows = projectsInOrder(projects).map(
    (project) =>
      `<li>${unfolding(
        `<code>${text(project.path)}</code> <span class="quiet">${text(standingInWords(project))}</span>`,
        projectPart(project, { ...options, project: project.path }),
      )}</li>`,
  );
  const title = 'Projects in this repository';
  return `<section aria-label="${title}"><h2>${title}</h2><ul class="projects">${rows.join('')}</ul></section>`;
}

function headline(report: ProjectReport): string {
  if (report.ready) return `Ready for ${report.tier}: ${tierInWords[report.tier]}`;
  if (report.level === 'none') return 'Not ready to share yet';
  return `Reached ${report.level}, on the way to ${report.tier}`;
}

function projectPart(report: ProjectReport, options: PartOptions): string {
  return [
    `<div class="top">${stairs(report.level, report.tier)}
<dl class="figures">
<div>${ring(report.percent)}<dt>in place</dt><dd>${String(report.percent)} %</dd></div>
<div>${ring(report.coverage)}<dt>could be decided</dt><dd>${String(report.coverage)} %</dd></div>
</dl></div>`,
    `<p class="boundary">${text(report.boundary.plain)}</p>`,
    signals(report, options),
    report.notes.map((note) => `<p class="note">${text(note)}</p>`).join(''),
    nextSteps(report, options),
    `<h2>Areas</h2>${areas(report)}`,
    trendPart(report, options),
    `<h2>All checks</h2>${allChecks(report, options)}`,
  ].join('\n');
}

function signals(report: ProjectReport, options: PartOptions): string {
  const found = report.boundary.signals;
  if (found.length === 0) return '';
  const rows = found.map((signal) => `<li>${text(signal.plain)} ${place(signal, options)}</li>`);
  return `<details class="signals"><summary>Why: ${String(found.length)} ${found.length === 1 ? 'sign' : 'signs'}</summary><ul>${rows.join('')}</ul></details>`;
}

function nextSteps(report: ProjectReport, options: PartOptions): string {
  const next = report.next.slice(0, 3).flatMap((id) => report.checks.find((check) => check.id === id) ?? []);
  if (next.length === 0) return report.ready ? '<p class="done">Everything that is asked is in place.</p>' : '';
  const cards = next.map(
    (check) =>
      `<li><h3>${text(check.title)}</h3><p>${text(explained(check, options.voice))}</p><p class="fix">${text(check.fix)}</p>${buttons(check, options)}</li>`,
  );
  return `<h2>Next ${next.length === 1 ? 'step' : `${String(next.length)} steps`}</h2><ol class="next">${cards.join('')}</ol>`;
}

function buttons(check: CheckReport, { editor, project }: PartOptions): string {
  if (editor === undefined) return '';
  const at = project === undefined ? '' : ` data-project="${text(project)}"`;
  const button = (command: string, label: string, kind: string): string =>
    `<button type="button" class="${kind}" data-command="${command}" data-check="${text(check.id)}"${at}>${label}<span class="sr">: ${text(check.title)}</span></button>`;
  return `<p class="buttons">${[
    ...(check.fixable
      ? [button('handrail.fixCheck', 'Do it for me', 'primary')]
      : [button('handrail.guideCheck', 'Show me how', 'primary')]),
    ...(check.attest === undefined ? [] : [button('handrail.attestCheck', 'Confirm it', 'secondary')]),
    button('handrail.explainCheck', 'Why?', 'secondary'),
  ].join('')}</p>`;
}

function areas(report: ProjectReport): string {
  const rows = categories.flatMap((category) => {
    const checks = report.checks.filter((check) => check.category === category && check.state !== 'not_applicable');
    if (checks.length === 0) return [];
    const met = checks.filter(({ state }) => state === 'pass' || state === 'attested' || state === 'waived').length;
    const open = checks.filter(({ state }) => state === 'fail').length;
    const advice = checks.filter(({ state }) => state === 'warn').length;
    const share = (part: number): string => String(Math.round((part / checks.length) * 1000) / 10);
    const words = [
      `${String(met)} of ${String(checks.length)} in place`,
      ...(open === 0 ? [] : [`${String(open)} missing`]),
    ].join(', ');
    const bar = [
      '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">',
      '<rect class="rest" width="100" height="6"/>',
      `<rect class="met" width="${share(met)}" height="6"/>`,
      `<rect class="open" x="${share(met)}" width="${share(open)}" height="6"/>`,
      `<rect class="advice" x="${share(met + open)}" width="${share(advice)}" height="6"/>`,
      '</svg>',
    ];
    return [`<li><span class="area">${category}</span>${bar.join('')}<span class="words">${words}</span></li>`];
  });
  return `<ul class="areas">${rows.join('')}</ul>`;
}

function trendPart(report: ProjectReport, { history, day, project }: PartOptions): string {
  if (project !== undefined) return '';
  const { level, percent, coverage, checkSet } = report;
  const today = { day, level, percent, coverage, checkSet, newRules: [...labelledNew(report)] };
  const points = [...history.filter((point) => point.day < day), today];
  if (points.length < 2)
    return '<h2>Over time</h2><p class="quiet">The line starts tomorrow: one point a day, kept on this machine.</p>';
  return `<h2>Over time</h2>${trend(points)}`;
}

function allChecks(report: ProjectReport, options: PartOptions): string {
  const isNew = labelledNew(report);
  return categories
    .map((category) => {
      const checks = report.checks.filter((check) => check.category === category);
      const rows = checks.map((check) => checkRow(check, isNew.has(check.id), options));
      return `<h3>${category}</h3><ul class="checks">${rows.join('')}</ul>`;
    })
    .join('');
}

function checkRow(check: CheckReport, isNew: boolean, options: PartOptions): string {
  const { state, title, because, fix } = check;
  const isOpen = state === 'fail' || state === 'unknown';
  const places = check.evidence.slice(0, 3).map((seen) => place(seen, options));
  const mark = isNew ? ' <span class="quiet">new rule</span>' : '';
  const summary = `<span class="state">${stateWords[state]}</span> ${text(title)}${mark}`;
  const details = [
    `<p>${text(explained(check, options.voice))}</p>`,
    because === undefined ? '' : `<p>${text(because)}</p>`,
    isOpen ? `<p class="fix">${text(fix)}</p>${buttons(check, options)}` : '',
    places.length === 0 ? '' : `<p>${places.join(' ')}</p>`,
  ];
  return `<li class="check ${state}">${unfolding(summary, details.join(''))}</li>`;
}

function unfolding(summary: string, details: string): string {
  return `<details><summary>${summary}</summary>${details}</details>`;
}

function place(at: { readonly path: string; readonly line: number }, { editor }: PageOptions): string {
  const words = `${text(at.path)}:${String(at.line)}`;
  return editor === undefined || at.path === ''
    ? `<code>${words}</code>`
    : `<button type="button" class="place" data-command="handrail.openEvidence" data-path="${text(at.path)}" data-line="${String(at.line)}">${words}</button>`;
}
