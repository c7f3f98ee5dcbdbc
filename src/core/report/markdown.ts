// `check --format markdown`: for a comment on a pull request or the summary of a build.
// Source: https://github.github.com/gfm/#tables-extension-

import type { Finding, Rule, Severity } from '../model/finding.ts';
import type { CheckResult } from './check-result.ts';
import { countBySeverity } from './count-by-severity.ts';

const words: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** The report with a final newline: counts, a table of what counts, and what each rule means. */
export function renderMarkdown(result: CheckResult, rules: readonly Rule[]): string {
  const { bySeverity, suppressed } = countBySeverity(result.findings);
  const counting = result.findings.filter((finding) => finding.suppressed === undefined);
  const { name, version, serial } = result.policy;
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    bySeverity[severity] === 0 ? [] : [counted(bySeverity[severity], words[severity].toLowerCase())],
  );
  const found = counts.length === 0 ? 'Nothing found' : counts.join(', ');
  const aside = suppressed === 0 ? '' : `; ${String(suppressed)} more left out on purpose`;
  const notLooked = result.summary.skipped.filter(({ reason }) => reason !== 'ignored').length;
  const parts = [
    '## Handrail',
    `**${found}** in ${counted(result.summary.files, 'file')}${aside}. Policy: ${escape(serial === null ? name : `${name} ${version}`)}.`,
    ...(notLooked > 0 ? [`${counted(notLooked, 'file')} could not be looked at.`] : []),
    ...result.failures.map(
      ({ detector, path }) =>
        `**${escape(detector)}** could not look at ${code(path)}; its findings there are missing.`,
    ),
  ];
  if (counting.length > 0) {
    parts.push(['| | Where | What | Preview |', '| --- | --- | --- | --- |', ...counting.map(row)].join('\n'));
    const named = new Set(counting.map(({ ruleId }) => ruleId));
    const listed = rules.filter(({ id }) => named.has(id));
    if (listed.length > 0) {
      parts.push(
        '### What to do',
        listed.map(({ title, why, fix }) => `- **${escape(title)}.** ${escape(why)} ${escape(fix)}`).join('\n'),
      );
    }
  }
  return `${parts.join('\n\n')}\n`;
}

function row({ severity, path, region, commit, ruleId, preview }: Finding): string {
  const place = `${path}:${String(region.startLine)}${commit === undefined ? '' : ` @ ${commit.slice(0, 12)}`}`;
  return `| ${words[severity]} | ${code(place)} | ${code(ruleId)} | ${preview === '' ? '' : code(preview)} |`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A code span that holds its own backticks; a pipe would end the cell. */
function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(1 + Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length)));
  const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

function escape(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`);
}
