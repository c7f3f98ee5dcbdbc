// `handrail policy init`: the first policy of a company with its tests. Asks on a terminal, takes defaults elsewhere; never overwrites.

import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { builtinCatalog } from '../core/catalog/build-catalog.ts';
import { Refusal } from '../core/model/errors.ts';
import { importAllowedExtensions } from '../core/policy/import-allowed-extensions.ts';
import { importContentExclusions } from '../core/policy/import-content-exclusions.ts';
import { importGitleaks } from '../core/policy/import-gitleaks.ts';
import type { CannotImport, Imported } from '../core/policy/imported.ts';
import {
  initialPolicy,
  initialTests,
  initPresets,
  presetsInWords,
  type InitAnswers,
  type InitPreset,
} from '../core/policy/init-policy.ts';
import { nearestWord } from '../core/policy/nearest-word.ts';
import { lastDayOf } from '../core/policy/terms.ts';
import { applyFileEdits } from '../node/apply-edits.ts';
import { loadAlone } from '../node/draft-policy.ts';
import { diskGit } from '../node/git.ts';
import { findRoot } from '../node/open-workspace.ts';
import { organisationPolicyPath } from '../node/policy-files.ts';
import type { Io } from './command.ts';
import { exitCode } from './exit-code.ts';
import { readBeside } from './policy-file.ts';

/** What `policy init` takes. Files are as given. */
export interface InitRequest {
  readonly yes: boolean;
  readonly preset?: string;
  readonly fromGitleaks?: string;
  readonly fromVscode?: string;
  readonly fromCopilot?: string;
  readonly io: Io;
}

const testsPath = organisationPolicyPath.replace(/\.yaml$/, '.test.yaml');
/** Days for which exceptions that are taken over hold: long enough to look at each, short enough not to be forgotten. */
const exceptionDays = 90;

/** Write `ai-policy.yaml` and `ai-policy.test.yaml` at the root.
 *  @throws Refusal when one of them is there, or a file to take over cannot be read */
export async function initPolicy(request: InitRequest): Promise<number> {
  const { io } = request;
  const root = findRoot(io.cwd, undefined);
  for (const path of [organisationPolicyPath, testsPath]) {
    if (existsSync(join(root, path))) {
      throw new Refusal('usage', `${path} is there already, and is not overwritten. Move it away first, or edit it.`);
    }
  }
  const answers = await answersTo(request, root);
  const text = initialPolicy(answers);
  const catalog = builtinCatalog();
  const { today } = answers;
  const { policy, rejected } = await loadAlone(
    { layer: 'organisation', source: organisationPolicyPath, text },
    join(root, organisationPolicyPath),
    { root, cwd: io.cwd, env: io.env, today, now: io.now(), catalog },
  );
  const issues = rejected.flatMap((each) => each.issues);
  if (issues.length > 0)
    throw new Refusal('policy-invalid', 'Nothing was written: these answers give no policy.', issues);
  applyFileEdits(root, [
    { kind: 'create', path: organisationPolicyPath, text },
    { kind: 'create', path: testsPath, text: initialTests(answers, policy, catalog, today) },
  ]);
  io.stdout(report(answers));
  return exitCode.clean;
}

async function answersTo(request: InitRequest, root: string): Promise<InitAnswers> {
  const { io } = request;
  const imported = takenOver(request);
  const given = request.preset === undefined ? undefined : presetNamed(request.preset);
  const defaults = {
    name: basename(root) || 'our-company',
    owner: (await diskGit(root, io.env).userEmail()) ?? 'name of the owner',
    preset: given ?? 'small-team',
    tools: [] as readonly string[],
  };
  const chosen = request.yes || io.ask === undefined ? defaults : await askAll(io.ask.bind(io), io, given, defaults);
  const today = io.now().slice(0, 10);
  return { ...chosen, imported, today, exceptionsUntil: lastDayOf(today, exceptionDays) };
}

type Chosen = Pick<InitAnswers, 'name' | 'owner' | 'preset' | 'tools'>;

async function askAll(
  ask: (question: string) => Promise<string>,
  io: Io,
  given: InitPreset | undefined,
  defaults: Chosen,
): Promise<Chosen> {
  const withDefault = async (question: string, fallback: string): Promise<string> =>
    (await ask(`${question} [${fallback}] `)).trim() || fallback;
  io.stderr('A few questions; Enter takes what stands in brackets.\n');
  const name = await withDefault('Name of the policy', defaults.name);
  const owner = await withDefault('Who answers for it', defaults.owner);
  let preset = given;
  if (preset === undefined) {
    io.stderr(initPresets.map((each) => `  ${each.padEnd(17)} ${presetsInWords[each]}\n`).join(''));
  }
  while (preset === undefined) {
    const said = await withDefault('Starting point', defaults.preset);
    preset = initPresets.find((each) => each === (nearestWord(said, initPresets) ?? said));
    if (preset === undefined) io.stderr(`Take one of ${initPresets.join(', ')}.\n`);
  }
  const tools = await askTools(ask, io);
  return { name, owner, preset, tools };
}

async function askTools(ask: (question: string) => Promise<string>, io: Io): Promise<readonly string[]> {
  const catalog = builtinCatalog();
  const known = catalog.tools.map(({ id }) => id);
  for (;;) {
    const said = await ask('AI tools that may be used, separated by commas, such as github-copilot [none yet] ');
    const ids = said.split(',').flatMap((each) => each.trim().toLowerCase() || []);
    const unknown = ids.filter((id) => catalog.tool(id) === undefined);
    if (unknown.length === 0) return ids;
    for (const id of unknown) {
      const meant = nearestWord(id, known);
      io.stderr(`No tool is called "${id}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}\n`);
    }
  }
}

function presetNamed(name: string): InitPreset {
  const found = initPresets.find((each) => each === name);
  if (found !== undefined) return found;
  const meant = nearestWord(name, initPresets);
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  throw new Refusal('usage', `There is no preset "${name}".${hint} Take ${initPresets.join(', ')}.`);
}

function takenOver({ fromGitleaks, fromVscode, fromCopilot, io }: InitRequest): readonly Imported[] {
  const read = (
    file: string | undefined,
    take: (text: string, name: string) => Imported | CannotImport,
  ): Imported[] => {
    if (file === undefined) return [];
    const found = take(readBeside(file, io).text, basename(file));
    if ('problem' in found) throw new Refusal('unreadable', `Nothing was written: ${found.problem}`);
    return [found];
  };
  return [
    ...read(fromGitleaks, importGitleaks),
    ...read(fromVscode, (text, name) => importAllowedExtensions(text, name, builtinCatalog())),
    ...read(fromCopilot, importContentExclusions),
  ];
}

function report({ preset, imported }: InitAnswers): string {
  const counted = [
    [imported.flatMap(({ exceptions = [] }) => exceptions).length, 'exceptions'],
    [imported.flatMap(({ allow = [], deny = [] }) => [...allow, ...deny]).length, 'tools'],
    [imported.flatMap(({ exclude = [] }) => exclude).length, 'files not to be read'],
  ] as const;
  const taken = counted.filter(([count]) => count > 0).map(([count, what]) => `${String(count)} ${what}`);
  const notes = imported.flatMap((each) => each.notes);
  return [
    `Written: ${organisationPolicyPath}, which starts from builtin:${preset}, and ${testsPath}.`,
    ...(taken.length === 0 ? [] : [`Taken over: ${taken.join(', ')}.`]),
    ...(notes.length === 0
      ? []
      : ['Not taken over (also noted at the end of the policy):', ...notes.map((note) => `  ${note}`)]),
    'Next: read it, then "handrail policy test" and "handrail check".',
    '',
  ].join('\n');
}
