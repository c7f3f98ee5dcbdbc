// A folder that is on no disk of this machine (vscode.dev, an archive). Its open documents are looked at under its policy files;
// its files cannot be listed cheaply, so nothing else is scanned, and the views say so.

import { builtinCatalog } from '../core/catalog/build-catalog.ts';
import { createEngine } from '../core/engine.ts';
import { noBaseline } from '../core/scanner/baseline.ts';
import { breakGlassIssues } from '../core/policy/break-glass.ts';
import { correctedMoment } from '../core/policy/server-clock.ts';
import type { Files } from '../core/ports.ts';
import { linearEngineFor } from '../node/linear-engine.ts';
import { loadPolicies } from '../node/load-policies.ts';
import type { Workspace } from '../node/open-workspace.ts';
import { noGit } from '../node/git.ts';
import type { OpenRequest } from './folder-engine.ts';

const noFiles: Files = { list: () => undefined, read: () => undefined, stat: () => undefined };

/** Open a virtual folder under the policy files in it and on this machine. */
export async function openVirtual(request: OpenRequest): Promise<Workspace> {
  const { readVirtual, today, env, lastGood } = request;
  const catalog = builtinCatalog();
  const { policy, sources, rejected, checkedAt, correctionMs, fetched, absent } = await loadPolicies({
    root: undefined,
    cwd: '/',
    readVirtual,
    env,
    today,
    now: request.now(),
    catalog,
    freshness: request.freshness,
    lastGood,
    ...(request.policySetting !== undefined && { userSetting: request.policySetting }),
  });
  const now = correctedMoment(request.now(), correctionMs);
  const engine = createEngine({ policy, catalog, linear: await linearEngineFor(policy) });
  return {
    root: '',
    files: noFiles,
    git: noGit,
    store: { get: () => undefined, set: () => undefined },
    catalog: engine.catalog,
    policy,
    sources,
    rejected,
    checkedAt,
    correctionMs,
    ...(fetched !== undefined && { fetched }),
    ...(absent !== undefined && { absent }),
    engine,
    rulings: { waivers: [], baseline: new Map(), today: now.slice(0, 10) },
    baseline: noBaseline,
    waivers: [],
    attestations: [],
    issues: [...breakGlassIssues(policy, now)],
    scan: () => Promise.resolve({ documents: new Map(), paths: [], skipped: [], bytes: 0, files: 0, stopped: false }),
  };
}
