// `handrail policy diff OLD NEW`: what two versions of a policy file decide differently.

import { resolve } from 'node:path';
import { builtinCatalog } from '../core/catalog/build-catalog.ts';
import { catalogUnder } from '../core/policy/own-tools.ts';
import { Refusal } from '../core/model/errors.ts';
import { diffPolicies, renderPolicyDiff } from '../core/policy/diff.ts';
import type { Policy } from '../core/policy/policy.ts';
import { loadAlone } from '../node/draft-policy.ts';
import { findRoot } from '../node/open-workspace.ts';
import type { Io } from './command.ts';
import { exitCode } from './exit-code.ts';
import { readPolicyFile } from './policy-file.ts';
import { asJson } from './policy-in-force.ts';

/** Compare two files. @returns 1 when anything is laxer  @throws Refusal when one of them does not load */
export async function diffPolicyFiles(
  [oldFile, newFile]: readonly [string, string],
  { format, io }: { readonly format: 'text' | 'json'; readonly io: Io },
): Promise<number> {
  const [old, next] = await Promise.all([load(oldFile, io), load(newFile, io)]);
  const catalog = catalogUnder(next, catalogUnder(old, builtinCatalog()));
  const diff = diffPolicies(old, next, catalog, io.now().slice(0, 10));
  io.stdout(format === 'json' ? asJson(diff) : renderPolicyDiff(diff));
  return diff.laxer.length > 0 ? exitCode.findings : exitCode.clean;
}

async function load(file: string, io: Io): Promise<Policy> {
  const { policy, rejected } = await loadAlone(
    { ...readPolicyFile(file, io), layer: 'organisation' },
    resolve(io.cwd, file),
    {
      root: findRoot(io.cwd, undefined),
      cwd: io.cwd,
      env: io.env,
      today: io.now().slice(0, 10),
      now: io.now(),
      catalog: builtinCatalog(),
    },
  );
  if (rejected.length === 0) return policy;
  throw new Refusal(
    'policy-invalid',
    `${file} does not load, so there is nothing to compare.`,
    rejected.flatMap(({ issues }) => issues),
  );
}
