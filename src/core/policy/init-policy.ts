// The first policy of a company, commented so that its owner can go on from there, and tests that say what it does. `policy init` asks.

import type { Catalog } from '../catalog/catalog.ts';
import { outcomes } from './outcome.ts';
import type { Imported } from './imported.ts';
import type { Policy } from './policy.ts';
import { runPolicyTests } from './policy-tests.ts';
import { parsePolicyTests } from './test-file.ts';

export const initPresets = ['small-team', 'regulated', 'citizen-builders'] as const;
export type InitPreset = (typeof initPresets)[number];

/** What the preset is for, in a line. */
export const presetsInWords: Readonly<Record<InitPreset, string>> = {
  'small-team': 'a team that wants to know what is in use and decides tool by tool; it warns',
  regulated: 'a company under supervision: only what is listed is allowed, data stays with cleared tools',
  'citizen-builders': 'people who build with AI tools beside their own profession, with a clear way to go live',
};

export interface InitAnswers {
  readonly name: string;
  readonly owner: string;
  readonly preset: InitPreset;
  /** Ids of tools that are allowed from the start. */
  readonly tools: readonly string[];
  readonly imported: readonly Imported[];
  /** UTC day. */
  readonly today: string;
  /** UTC day up to which exceptions that were taken over hold. */
  readonly exceptionsUntil: string;
}

/** The text of `ai-policy.yaml`. */
export function initialPolicy(answers: InitAnswers): string {
  const { name, owner, preset, today, imported } = answers;
  const exclude = [...new Set(imported.flatMap((each) => each.exclude ?? []))];
  const notes = imported.flatMap((each) => each.notes);
  return [
    `# The AI policy of ${name}. Whoever opens this file in an editor with Handrail gets completion, explanations and mistakes underlined.`,
    '# Try it:      handrail check',
    '# Test it:     handrail policy test',
    '# Look again:  handrail policy lint',
    'apiVersion: handrail/v1',
    'kind: Policy',
    'metadata:',
    `  name: ${quoted(name)}`,
    '  version: 1.0.0',
    '  serial: 1 # Raise it with every release: a lower one is never accepted again.',
    `  owner: ${quoted(owner)}`,
    `  issued: ${today}`,
    '',
    `# The starting point: for ${presetsInWords[preset]}.`,
    '# What stands below wins over it. "handrail policy show" prints both together.',
    `extends: ['builtin:${preset}@1']`,
    '',
    '# How hard rules bite: off, audit (only logged), warn, enforce (agents and go-live are held up).',
    'mode: warn',
    '',
    '# Which AI tools may be used. Ids are those of "handrail inventory".',
    'tools:',
    `  default: ${preset === 'regulated' ? 'deny' : 'ask'} # What holds for tools that are not listed: allow, ask, deny.`,
    ...toolLines(
      'allow',
      allowed(answers),
      '- { id: github-copilot, reason: Company contract, dataClasses: [public, internal] }',
    ),
    ...toolLines(
      'deny',
      denied(answers),
      "- { id: '*.free-ai-*', reason: Trains on what it is given, instead: github-copilot }",
    ),
    '',
    ...(exclude.length === 0
      ? []
      : [
          '# Files that no AI tool may read, besides those of the starting point.',
          'data:',
          '  exclude:',
          ...exclude.map((glob) => `    - ${quoted(glob)}`),
          '',
        ]),
    ...exceptionLines(answers),
    ...(notes.length === 0
      ? []
      : [
          '# Not taken over, because a policy has no place for it:',
          ...notes.map((note) => `# - ${oneLine(note)}`),
          '',
        ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function toolLines(
  list: 'allow' | 'deny',
  tools: readonly { readonly id: string; readonly reason: string }[],
  example: string,
): readonly string[] {
  if (tools.length === 0) return [`  # ${list}:`, `  #   ${example}`];
  return [`  ${list}:`, ...tools.map(({ id, reason }) => `    - { id: ${quoted(id)}, reason: ${quoted(reason)} }`)];
}

function allowed({ tools, imported }: InitAnswers): readonly { readonly id: string; readonly reason: string }[] {
  const own = tools.map((id) => ({ id, reason: 'Allowed from the start' }));
  return distinct([...own, ...imported.flatMap(({ allow = [] }) => allow)]);
}

function denied(answers: InitAnswers): readonly { readonly id: string; readonly reason: string }[] {
  const open = allowed(answers).map(({ id }) => id);
  return distinct(answers.imported.flatMap(({ deny = [] }) => deny)).filter(({ id }) => !open.includes(id));
}

function distinct<T extends { readonly id: string }>(entries: readonly T[]): readonly T[] {
  return [...new Map(entries.map((each) => [each.id, each])).values()];
}

function exceptionLines({ imported, owner, today, exceptionsUntil }: InitAnswers): readonly string[] {
  const exceptions = imported.flatMap((each) => each.exceptions ?? []);
  if (exceptions.length === 0) return [];
  return [
    '# Taken over. Each holds until its last day: look at it before, and remove it or have it approved anew.',
    'exceptions:',
    ...exceptions.flatMap(({ rule, paths, reason }, index) => [
      `  - id: taken-over-${String(index + 1)}`,
      `    rule: ${quoted(rule)}`,
      '    match:',
      '      paths:',
      ...paths.map((path) => `        - ${quoted(path)}`),
      `    owner: ${quoted(owner)}`,
      `    reason: ${quoted(oneLine(reason).slice(0, 300))}`,
      `    starts: ${today}`,
      `    expires: ${exceptionsUntil}`,
    ]),
    '',
  ];
}

/** A plain text where YAML 1.2 reads it as one, else in single quotes. */
function quoted(text: string): string {
  const isPlain =
    /^[A-Za-z_./][\w ./@+-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|~)$/i.test(text) && !/\s$/.test(text);
  return isPlain ? text : `'${oneLine(text).replaceAll("'", "''")}'`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** The text of `ai-policy.test.yaml`: what the policy says today of typical uses, so that a later change which turns one of them is seen.
 *  @param policy  the new policy as it loads */
export function initialTests(
  { tools, imported }: InitAnswers,
  policy: Policy,
  catalog: Catalog,
  today: string,
): string {
  const named = [...tools, ...imported.flatMap(({ allow = [], deny = [] }) => [...allow, ...deny]).map(({ id }) => id)];
  const uses: readonly (readonly [what: string, given: string])[] = [
    ['A tool that nobody has decided about', 'tool: some-new-tool'],
    ...[...new Set(named)].slice(0, 6).map((id) => [`The tool ${id}`, `tool: ${quoted(id)}`] as const),
    ['Confidential data in a tool that nobody has decided about', 'tool: some-new-tool, dataClass: confidential'],
    ['An MCP server that nobody has decided about', 'mcpServer: some-new-server'],
    ['An agent that removes a folder', "command: 'rm -rf build'"],
    ['An agent that pushes', "command: 'git push origin main'"],
  ];
  const draft = uses
    .map(([, given]) => `- { name: x, given: { ${given} }, expect: { outcome: ${outcomes[0]} } }`)
    .join('\n');
  const results = runPolicyTests(parsePolicyTests(draft, ''), policy, catalog, today);
  const tests = uses.flatMap(([what, given], index) => {
    const actual = results[index]?.actual;
    if (actual === undefined) return [];
    const rule = actual.rule === undefined ? '' : `, rule: ${actual.rule}`;
    return [
      `- name: ${quoted(`${what} is ${actual.outcome}`)}`,
      `  given: { ${given} }`,
      `  expect: { outcome: ${actual.outcome}${rule} }`,
    ];
  });
  return [
    '# What ai-policy.yaml is expected to say. "handrail policy test" runs it; run it in CI, too.',
    '# given: tool, model, mcpServer, command, dataClass, account, path, groups, now (a day). outcome: allowed, waived, warned, blocked.',
    ...tests,
    '',
  ].join('\n');
}
