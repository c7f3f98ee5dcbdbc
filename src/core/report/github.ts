// `check --format github`: annotations on the changed files of a pull request.
// Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands

import type { Finding, Severity } from '../model/finding.ts';
import type { CheckResult } from './check-result.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** One line for each finding that counts and for each detector that failed; '' when there is none. */
export function renderGithub(result: CheckResult): string {
  const findings = result.findings.filter(({ suppressed }) => suppressed === undefined).map(annotation);
  const failures = result.failures.map(({ detector, path, error }) =>
    command('error', { file: path, title: 'Handrail' }, `${detector} failed (${error}); its findings are missing.`),
  );
  return [...findings, ...failures].map((line) => `${line}\n`).join('');
}

function annotation({ severity, path, region, ruleId, message, commit }: Finding): string {
  const { startLine, endLine, startColumn, endColumn } = region;
  const place = {
    file: path,
    line: startLine,
    endLine,
    // Columns over several lines are refused.
    ...(startLine === endLine && { col: startColumn, endColumn }),
    title: `Handrail ${ruleId}`,
  };
  const where = commit === undefined ? '' : ` (in commit ${commit.slice(0, 12)})`;
  return command(commands[severity], place, message + where);
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${listed.join(',')}::${escapeData(message)}`;
}

// Source: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
