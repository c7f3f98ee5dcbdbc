// The readiness report as Markdown, for a pull request or a page. Called by the command line.

import type { CheckState } from '../model/outcome.ts';
import { categories } from './check.ts';
import { labelledNew } from './compare-reports.ts';
import { projectsInOrder, standingInWords } from './open-checks.ts';
import { escapeHtml } from './page-style.ts';
import { shareInWords, tierInWords } from './render-text.ts';
import { explained, type Voice } from './voice.ts';
import type { ProjectReport, ReadinessReport } from './report.ts';

const stateInWords: Readonly<Record<CheckState, string>> = {
  pass: 'yes',
  fail: '**no**',
  warn: 'advice',
  unknown: 'unknown',
  not_applicable: 'does not apply',
  waived: 'accepted',
  attested: 'attested',
  error: 'error',
};

/** One word for a state. */
export function stateInMarkdown(state: CheckState): string {
  return stateInWords[state];
}

/** GitHub-flavoured Markdown. Text from the workspace is escaped: a file name cannot become markup. */
export function renderMarkdown(report: ReadinessReport, voice: Voice = 'plain'): string {
  const parts = ['# Readiness', '', ...renderProject(report, voice)];
  const projects = projectsInOrder(report.projects ?? []);
  if (projects.length > 0) {
    parts.push('# Projects in this repository', '', '| Project | Standing |', '|---|---|');
    parts.push(...projects.map((project) => `| \`${inCode(project.path)}\` | ${standingInWords(project)} |`), '');
  }
  for (const project of projects) {
    parts.push(`<details><summary>Project <code>${escapeHtml(project.path)}</code></summary>`, '');
    parts.push(...renderProject(project, voice), '</details>', '');
  }
  return `${parts.join('\n').trimEnd()}\n`;
}

function renderProject(report: ProjectReport, voice: Voice): readonly string[] {
  const verdict = report.ready ? 'Ready' : 'Not ready yet';
  const level = report.level === 'none' ? 'none yet' : report.level;
  const lines = [
    `**${verdict}** for ${report.tier} (${tierInWords[report.tier]}).`,
    '',
    `Level reached: ${level}. ${shareInWords(report)}`,
    '',
    escaped(report.boundary.plain),
    '',
    ...report.boundary.signals.map(
      (signal) =>
        `- \`${inCode(signal.path)}:${String(signal.line)}\` ${escaped(signal.plain)} (${escaped(signal.note)})`,
    ),
    ...(report.boundary.signals.length > 0 ? [''] : []),
    ...report.notes.flatMap((note) => [`> ${escaped(note)}`, '']),
  ];
  if (report.next.length > 0) lines.push('## Next steps', '', ...nextLines(report, voice), '');
  const isNew = labelledNew(report);
  for (const category of categories) {
    const checks = report.checks.filter((check) => check.category === category);
    if (checks.length === 0) continue;
    lines.push(`## ${category}`, '', '| | Check | What was seen |', '|---|---|---|');
    for (const check of checks) {
      const places = check.evidence.slice(0, 3).map((seen) => `\`${inCode(seen.path)}:${String(seen.line)}\``);
      const seen = [check.because === undefined ? '' : cell(check.because), ...places]
        .filter((text) => text !== '')
        .join(' ');
      lines.push(
        `| ${stateInWords[check.state]}${isNew.has(check.id) ? ' (new rule)' : ''} | ${cell(check.title)} (\`${check.id}\`) | ${seen} |`,
      );
    }
    lines.push('');
  }
  return lines;
}

function nextLines(report: ProjectReport, voice: Voice): readonly string[] {
  return report.next.flatMap((id, index) => {
    const check = report.checks.find((candidate) => candidate.id === id);
    return check === undefined
      ? []
      : [
          `${String(index + 1)}. **${escaped(check.title)}** (\`${id}\`): ${escaped(explained(check, voice))} ${escaped(check.fix)}`,
        ];
  });
}

function cell(text: string): string {
  return escaped(text).replaceAll('\n', ' ');
}

/** A text as it is, in Markdown. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#]/g, String.raw`\$&`);
}

/** A text between backticks. */
export function inCode(text: string): string {
  return text.replaceAll(/[`|\r\n]/g, ' ');
}
