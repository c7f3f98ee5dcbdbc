// Texts of the explaining pages, as Markdown, from rules, checks and policies. Pure; pages.ts shows them.

import type { AiTool } from '../core/catalog/catalog.ts';
import type { Finding, Rule } from '../core/model/finding.ts';
import { momentInWords } from '../core/policy/break-glass.ts';
import type { Explanation } from '../core/policy/explain.ts';
import type { CheckGuide } from '../core/readiness/guide.ts';
import type { Voice } from '../core/readiness/voice.ts';
import type { CheckReport } from '../core/readiness/report.ts';
import type { FolderState } from './folder-session.ts';
import { policyNotes } from './policy-notes.ts';
import { stateInWords } from './tree/readiness-nodes.ts';
import { escapeMarkdown as plain } from './tree/tree-node.ts';

/** Why a rule flags, and the way out. With a finding, also what was seen in this place. */
export function rulePage(
  id: string,
  rule: Rule | undefined,
  finding: Finding | undefined,
  instead: AiTool | undefined,
  why: readonly Explanation[] = [],
): string {
  if (!rule) {
    return join([
      `# ${plain(id)}`,
      finding ? plain(finding.message) : 'This rule comes from your own policy, which says no more about it.',
    ]);
  }
  const decided = finding?.decidedBy;
  return join([
    `# ${plain(rule.title)}`,
    ...(finding ? [`> ${plain(finding.message)}`] : []),
    plain(rule.plain),
    '## Why it matters',
    plain(rule.why),
    '## What to do',
    plain(rule.fix),
    ...(instead ? [`You may use **${plain(instead.name)}** instead: ${instead.homepage}`] : []),
    ...(rule.revokeUrl === undefined ? [] : [`Cancel the old key here: ${rule.revokeUrl}`]),
    '## Where this comes from',
    decided && decided.layer !== 'builtin'
      ? `Decided by \`${decided.file}\`, line ${String(decided.line)}.`
      : 'A rule that comes with Handrail.',
    ...why.flatMap(explanationLines),
    `Rule \`${rule.id}\`. What is matched is defined here: ${rule.source}`,
  ]);
}

/** Who says what of one value, as `handrail policy explain` prints it. */
function explanationLines({ path, value, trail, attempts = [], exceptions = [] }: Explanation): readonly string[] {
  const said = (each: unknown): string => plain(typeof each === 'string' ? each : JSON.stringify(each));
  const place = (at: { readonly file: string; readonly line: number }): string => `\`${at.file}:${String(at.line)}\``;
  return [
    `\`${path}\`: ${said(value)}`,
    trail
      .map((step) => {
        const limit = step.because === undefined ? '' : ` (${plain(step.because)})`;
        const line = `${step.layer}, ${place(step)}: ${said(step.value)}${limit}`;
        return `- ${step.decides ? `**${line}**` : line}`;
      })
      .join('\n'),
    ...exceptions.map((each) => {
      const what = each.isBreakGlass ? 'Break-glass' : 'Exception';
      const until = plain(momentInWords(Date.parse(each.until)));
      return `${what} **${plain(each.id)}** in ${place(each)} holds until ${until}.`;
    }),
    ...attempts.map((each) => `Tried without effect in ${place(each)}: ${plain(each.message)}`),
  ];
}

/** What a check asks, where it stands, and the next step. */
export function checkPage(check: CheckReport | undefined, voice: Voice): string {
  if (!check) return 'This check is not part of the list any more.';
  const isMet = check.state === 'pass' || check.state === 'attested' || check.state === 'waived';
  return join([
    `# ${plain(check.title)}`,
    `**${capital(stateInWords(check.state))}.** ${check.because === undefined ? '' : plain(check.because)}`,
    plain(voice === 'plain' ? check.plain : check.why),
    ...(isMet || check.state === 'not_applicable' ? [] : ['## Next step', plain(check.fix)]),
    ...(check.attest === undefined || isMet ? [] : ['## What a person may confirm', plain(check.attest)]),
    ...(check.evidence.length === 0
      ? []
      : [
          '## What was seen',
          check.evidence
            .map((each) => `- ${each.path === '' ? '' : `\`${each.path}:${String(each.line)}\` `}${plain(each.note)}`)
            .join('\n'),
        ]),
    voice === 'plain' ? '## In an engineer’s words' : '## In plain words',
    plain(voice === 'plain' ? check.why : check.plain),
    `Check \`${check.id}\`, ${check.requiredFrom === 'advice' ? 'advice' : `asked from level "${check.requiredFrom}"`}. Source: ${check.source}`,
  ]);
}

/** Steps for a person, and the prompt for an AI tool, in a block that can be copied. */
export function guidePage(check: CheckReport | undefined, guide: CheckGuide | undefined): string {
  if (!check || !guide) return 'Steps are known once the files have been looked at.';
  const fence = '`'.repeat(Math.max(3, ...[...guide.prompt.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return join([
    `# ${plain(check.title)}`,
    plain(check.plain),
    '## Step by step',
    guide.steps.map((step, index) => `${String(index + 1)}. ${plain(step)}`).join('\n'),
    '## A prompt to paste',
    'It names places in your project and no values. Handrail sends nothing; you decide where you paste it.',
    `${fence}text\n${guide.prompt}\n${fence}`,
  ]);
}

/** What is left for a person after changes were made. */
export function afterwardsPage(json: string): string {
  const steps = stepsIn(json);
  return join([
    '# What is left for you',
    'The changes are made; undo takes them back. These steps nobody can take but you:',
    steps.map((step, index) => `${String(index + 1)}. ${plain(step)}`).join('\n'),
  ]);
}

function stepsIn(json: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value.filter((step) => typeof step === 'string') : [];
  } catch {
    // An address that somebody else made up leads to an empty list.
    return [];
  }
}

/** Which layers hold in each folder, what they are called, and what did not load. */
export function policyPage(states: readonly FolderState[], now: string): string {
  const sections = states.flatMap((state) => {
    const { opened } = state;
    if (!opened) return [];
    const { policy, fetched, youMayUse } = opened;
    // What could not be fetched stands above, with the age of its copy.
    const rejected = opened.rejected.filter(({ source }) => source !== fetched?.source);
    const shown = opened.shown();
    return [
      ...(states.length > 1 ? [`## ${plain(state.folder.name)}`] : []),
      policy.hash === null
        ? 'No policy of your company was found here, so the built-in rules hold. They warn and block nothing.'
        : `**${plain(policy.name)}**, version ${plain(policy.version)}. Where layers differ, the strictest answer counts.`,
      ...policyNotes(opened, now).map((note) => `> **Note:** ${withAddresses(note)}`),
      '### Layers, weakest first',
      shown.layers.map((line) => `- ${withAddresses(line.replace(/\s{2,}/, ': '))}`).join('\n'),
      ...(rejected.length === 0
        ? []
        : [
            '### Did not load',
            rejected
              .map(
                (each) =>
                  `- \`${each.source}\`: ${plain(each.issues[0]?.message ?? 'no reason given')} ${
                    each.lastGoodHolds
                      ? 'Its last good version holds meanwhile.'
                      : 'It does not count until it is repaired.'
                  }`,
              )
              .join('\n'),
          ]),
      '### You may use',
      youMayUse.length === 0
        ? 'No tool is cleared by name.'
        : youMayUse.map((each) => `- **${plain(each.tool.name)}**: ${plain(each.reason)}`).join('\n'),
      '### What the layers say together',
      shown.sections.map(({ name, summary }) => `- ${plain(name)}: ${plain(summary)}`).join('\n'),
    ];
  });
  return join(['# Policy in force', ...(sections.length === 0 ? ['No folder is open.'] : sections)]);
}

/** Text with the addresses in it as code: escaped, a preview would make links of their first halves. */
function withAddresses(text: string): string {
  return text
    .split(/(https?:\/\/[^\s),`]+)/)
    .map((part, index) => (index % 2 === 1 ? `\`${part}\`` : plain(part)))
    .join('');
}

function join(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
