// `check --format text`: for people at a terminal. Places come in the form that terminals turn into links.

import type { CheckResult } from './check-result.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { countBySeverity } from './count-by-severity.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Leave out the summary and everything but errors and warnings. */
  readonly quiet: boolean;
  /** Also list what was passed over, and suppressed findings with their reasons. */
  readonly verbose: boolean;
}

const escapes = { error: '31', warning: '33', info: '36', dim: '2', bold: '1' } as const;
type Paint = (style: keyof typeof escapes, text: string) => string;

/** The report with a final newline; '' for a quiet run that found nothing. */
export function renderText(result: CheckResult, options: TextOptions): string {
  const paint: Paint = (style, text) => (options.color ? `\u001b[${escapes[style]}m${text}\u001b[0m` : text);
  const shown = result.findings.filter(
    ({ suppressed, severity }) =>
      (suppressed === undefined || options.verbose) && !(options.quiet && severity === 'info'),
  );
  const blocks = [...groupByPath(shown)].map(([path, findings]) =>
    [paint('bold', path), ...fileLines(findings, paint)].join('\n'),
  );
  for (const { detector, path, error } of result.failures) {
    blocks.push(
      `${paint('error', 'failed')} ${detector} could not look at ${path} (${error}); its findings there are missing.`,
    );
  }
  if (options.verbose) {
    const skipped = result.summary.skipped.map(({ path, reason }) => `  ${path} (${reason})`);
    if (skipped.length > 0) blocks.push(['Not looked at:', ...skipped].join('\n'));
  }
  if (!options.quiet) blocks.push(summaryLines(result, paint).join('\n'));
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function groupByPath(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byPath = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place =
      finding.commit === undefined ? finding.path : `${finding.path} in commit ${finding.commit.slice(0, 12)}`;
    const list = byPath.get(place);
    if (list === undefined) byPath.set(place, [finding]);
    else list.push(finding);
  }
  return byPath;
}

/** Findings of one file. A message that several findings in a row share is said once, below the last of them. */
function fileLines(findings: readonly Finding[], paint: Paint): readonly string[] {
  return findings.flatMap((finding, index) => {
    const { startLine, startColumn } = finding.region;
    const place = `${String(startLine)}:${String(startColumn)}`.padEnd(8);
    const word = paint(finding.severity, finding.severity.padEnd(7));
    const preview = finding.preview === '' ? '' : ` ${finding.preview}`;
    const lines = [`  ${place} ${word}  ${finding.ruleId}${paint('dim', preview)}`];
    const next = findings[index + 1];
    const isSaidBelow = next?.ruleId === finding.ruleId && next.message === finding.message;
    if (finding.suppressed !== undefined) {
      lines.push(paint('dim', `           left out by ${finding.suppressed.by}: ${finding.suppressed.reason}`));
    } else if (!isSaidBelow || next.suppressed !== undefined) lines.push(`           ${finding.message}`);
    return lines;
  });
}

function summaryLines(result: CheckResult, paint: Paint): readonly string[] {
  const { bySeverity, suppressed } = countBySeverity(result.findings);
  const { files, skipped } = result.summary;
  const counts = (Object.entries(bySeverity) as [Severity, number][])
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => paint(severity, counted(count, nouns[severity])));
  const found = counts.length === 0 ? 'Nothing found' : counts.join(', ');
  const left = suppressed === 0 ? '' : `; ${counted(suppressed, 'more')} left out on purpose`;
  const policy = result.policy.serial === null ? result.policy.name : `${result.policy.name} ${result.policy.version}`;
  const ignored = skipped.filter(({ reason }) => reason === 'ignored').length;
  const lines = [`${found} in ${counted(files, 'file')}${left}. Policy: ${policy}.`];
  const other = skipped.length - ignored;
  if (other > 0)
    lines.push(`${counted(other, 'file')} could not be looked at (${reasons(result)}); --verbose lists them.`);
  return lines;
}

const nouns = { error: 'error', warning: 'warning', info: 'note' } as const;

function reasons(result: CheckResult): string {
  const counts = new Map<string, number>();
  for (const { reason } of result.summary.skipped) {
    if (reason !== 'ignored') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `${String(count)} ${reason}`).join(', ');
}

function counted(count: number, noun: string): string {
  return noun === 'more' ? `${String(count)} more` : `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
