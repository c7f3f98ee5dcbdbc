// `handrail policy test`: runs ai-policy.test.yaml against the policy beside it.

import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { builtinCatalog } from '../core/catalog/build-catalog.ts';
import { catalogUnder } from '../core/policy/own-tools.ts';
import { formatIssue, Refusal, type Issue } from '../core/model/errors.ts';
import type { Policy } from '../core/policy/policy.ts';
import { renderPolicyTests, runPolicyTests, unknownInTests } from '../core/policy/policy-tests.ts';
import { parsePolicyTests } from '../core/policy/test-file.ts';
import { loadDraft } from '../node/draft-policy.ts';
import { findRoot } from '../node/open-workspace.ts';
import { organisationPolicyPath, workspacePolicyPath } from '../node/policy-files.ts';
import type { Io } from './command.ts';
import { exitCode } from './exit-code.ts';
import { openForCommand } from './open.ts';
import { readBeside } from './policy-file.ts';
import { asJson } from './policy-in-force.ts';

/** Run the tests of a file: `ai-policy.test.yaml` of the workspace, or the one that is named, also by its policy.
 *  @returns 0 when all are green, 1 when one is red or the clock is set
 *  @throws Refusal when tests or policy do not load */
export async function testPolicy({
  subject,
  format,
  asOf,
  io,
}: {
  readonly subject?: string;
  readonly format: 'text' | 'json';
  readonly asOf?: string;
  readonly io: Io;
}): Promise<number> {
  const root = findRoot(io.cwd, undefined);
  const testFile = testFileOf(subject ?? relative(io.cwd, join(root, organisationPolicyPath)));
  const tests = parsePolicyTests(readTests(testFile, io), testFile);
  refuse(testFile, tests.issues);
  const today = asOf ?? io.now().slice(0, 10);
  const policy = await policyUnderTest(testFile, root, today, io);
  refuse(testFile, unknownInTests(tests, policy));
  const results = runPolicyTests(tests, policy, catalogUnder(policy, builtinCatalog()), today);
  io.stdout(
    format === 'json'
      ? asJson({ ...(asOf === undefined ? {} : { asOf }), tests: results })
      : `${asOf === undefined ? '' : `As of ${asOf}\n`}${renderPolicyTests(results)}`,
  );
  const isGreen = results.every(({ pass }) => pass);
  return isGreen && asOf === undefined ? exitCode.clean : exitCode.findings;
}

/** Somebody who names the policy means its tests. */
function testFileOf(file: string): string {
  return /\.test\.ya?ml$/.test(file) ? file : file.replace(/(\.ya?ml)$/, '.test$1');
}

function readTests(file: string, io: Io): string {
  if (existsSync(resolve(io.cwd, file))) return readBeside(file, io).text;
  throw new Refusal(
    'unreadable',
    `There is no file ${file}. Write one, or let "handrail policy init" make a policy with its tests.`,
  );
}

function refuse(file: string, issues: readonly Issue[]): void {
  if (issues.length > 0) throw new Refusal('policy-invalid', `No test was run: ${file} cannot be read.`, issues);
}

/** The policy that `--policy` names, else the one beside the tests, else what is in force here. */
async function policyUnderTest(testFile: string, root: string, today: string, io: Io): Promise<Policy> {
  const named = io.options.policy ?? policyBeside(testFile, root, io);
  if (named === undefined || /^https?:/.test(named)) return (await openForCommand({ asOf: today }, io)).policy;
  const { policy, rejected } = await loadDraft({
    root,
    cwd: io.cwd,
    env: io.env,
    today,
    now: io.now(),
    catalog: builtinCatalog(),
    ...(named === workspacePolicyPath ? {} : { named }),
  });
  if (rejected.length > 0) {
    const sources = rejected.map(({ source }) => source).join(', ');
    throw new Refusal(
      'policy-invalid',
      `No test was run: ${sources} did not load.`,
      rejected.flatMap(({ issues }) => issues),
    );
  }
  for (const issue of policy.issues) if (io.options.verbose) io.stderr(`${formatIssue(issue)}\n`);
  return policy;
}

function policyBeside(testFile: string, root: string, io: Io): string | undefined {
  const beside = join(dirname(testFile), basename(testFile).replace(/\.test(\.ya?ml)$/, '$1'));
  const path = resolve(io.cwd, beside);
  if (!existsSync(path)) return undefined;
  return relative(root, path).replaceAll('\\', '/') === workspacePolicyPath ? workspacePolicyPath : beside;
}
