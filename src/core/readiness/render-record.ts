// A release record as Markdown, for the approver who reads it in a pull request.

import { escaped, inCode, stateInMarkdown } from './render-markdown.ts';
import { approvalCheck } from './approval.ts';
import type { ReleaseRecord } from './release-record.ts';

/** GitHub-flavoured Markdown; text of the workspace is escaped. */
export function renderRecord(record: ReleaseRecord): string {
  const [whole] = record.projects;
  const lines = [
    `# Request to go live: ${escaped(record.name)}`,
    '',
    `Made on ${record.at} by ${escaped(record.by)}, ${record.commit === null ? 'without a commit' : `for commit \`${record.commit}\``}.`,
    `Policy: ${escaped(record.policy.name)} ${escaped(record.policy.version)}${record.policy.hash === null ? '' : ` (\`${record.policy.hash.slice(0, 12)}\`)`}. Checks: \`${record.checkSet}\`.`,
    ...(record.uncommitted.length === 0
      ? []
      : ['', `> Not committed at that moment: ${record.uncommitted.map((path) => `\`${inCode(path)}\``).join(', ')}`]),
    '',
    ...approval(record, whole?.ready === true),
    ...record.projects.flatMap(renderProject),
    ...decisions('Accepted on purpose', record.waivers),
    ...decisions('Confirmed by people', record.attestations),
    'Verify it anywhere with `handrail readiness verify` and the JSON file beside this page.',
    '',
  ];
  return lines.join('\n');
}

function approval({ approvals }: ReleaseRecord, isReady: boolean): readonly string[] {
  const given = approvals.given.map(({ by, at, reason }) => `- ${escaped(by)} on ${at}: ${escaped(reason)}`);
  const who = approvals.approvers.length === 0 ? 'somebody accountable' : approvals.approvers.map(escaped).join(' or ');
  return [
    '## Approval',
    '',
    ...(given.length > 0
      ? given
      : [
          `To approve, ${who} adds the decision to this pull request:`,
          '',
          '```sh',
          `handrail readiness attest ${approvalCheck} --reason "I looked at the record" --owner NAME --expires YYYY-MM-DD`,
          '```',
        ]),
    '',
    isReady ? 'Everything that is asked is in place.' : 'Open points are marked **no** or **unknown** below.',
    '',
  ];
}

function renderProject(project: ReleaseRecord['projects'][number]): readonly string[] {
  const asked = project.checks.filter(
    ({ state, requiredFrom }) => requiredFrom !== 'advice' && state !== 'not_applicable',
  );
  const open = asked.filter(({ state }) => state === 'fail' || state === 'unknown' || state === 'error');
  const met = asked.filter((check) => !open.includes(check));
  const row = ({ id, title, state, because, evidence }: (typeof asked)[number]): string => {
    const places = evidence.slice(0, 2).map(({ path, line }) => `\`${inCode(path)}:${String(line)}\``);
    const words = because === undefined || because === '' ? [] : [escaped(because).replaceAll('\n', ' ')];
    return `| ${stateInMarkdown(state)} | ${escaped(title)} (\`${id}\`) | ${[...words, ...places].join(' ')} |`;
  };
  const table = (checks: typeof asked): readonly string[] =>
    checks.length === 0 ? [] : ['| | Check | What was seen |', '|---|---|---|', ...checks.map(row), ''];
  return [
    project.path === '' ? '## What was found' : `## Project ${escaped(project.path)}`,
    '',
    [
      `Asked for: **${project.tier}**. Reached: **${project.level}**.`,
      `${String(project.percent)} % in place, ${String(project.coverage)} % could be decided.`,
      `Who can reach it: ${project.boundary.verdict.replace('_', ' ')}.`,
    ].join(' '),
    '',
    ...table(open),
    ...(met.length === 0
      ? []
      : [`<details><summary>${String(met.length)} in place</summary>`, '', ...table(met), '</details>', '']),
  ];
}

function decisions(title: string, entries: ReleaseRecord['waivers']): readonly string[] {
  if (entries.length === 0) return [];
  return [
    `## ${title}`,
    '',
    '| Check | By | Until | Why |',
    '|---|---|---|---|',
    ...entries.map(
      ({ check, by, expires, reason }) =>
        `| \`${inCode(check)}\` | ${escaped(by)} | ${expires} | ${escaped(reason).replaceAll('\n', ' ')} |`,
    ),
    '',
  ];
}
