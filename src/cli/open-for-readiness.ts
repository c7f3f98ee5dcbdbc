// Opens a workspace for `handrail readiness`: walks and scans it, weighs what was seen, and gathers the facts.

import { join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { allRules } from '../core/detectors/registry.ts';
import { gatherFacts, type Facts } from '../core/readiness/facts.ts';
import type { Store } from '../core/ports.ts';
import type { ReadinessReport } from '../core/readiness/report.ts';
import { eventOfReadiness } from '../core/usage/occasions.ts';
import { assistantFor } from '../core/policy/assistant.ts';
import { decode } from '../core/text/decode.ts';
import { applyFileEdits } from '../node/apply-edits.ts';
import { askCodeHost, askCommitOfTag, repositoryOf } from '../node/code-host.ts';
import { outcomesOfHost } from '../core/readiness/host-evidence.ts';
import { credentialFixes } from '../node/credential-fixes.ts';
import { untrackFiles } from '../node/git.ts';
import { historyOf, keepHistory } from '../node/readiness-history.ts';
import type { Io } from './command.ts';
import type { OpenRequest } from './commands/readiness.ts';
import type { ReadinessWorkspace } from './readiness/readiness-workspace.ts';
import { openForCommand } from './open.ts';
import { logUsage } from './usage-events.ts';

/** A workspace that is known by its place, too. */
export type OpenedForReadiness = ReadinessWorkspace & { readonly root: string; readonly store: Store };

/** Log a report to the user's own log, and keep today's standing for the trend. */
export async function logReadiness(report: ReadinessReport, opened: OpenedForReadiness, io: Io): Promise<void> {
  const { root, store, today } = opened;
  if (report.asOf === undefined && report.tierFrom !== 'option') await keepHistory(store, root, report, today);
  await logUsage(io, root, [eventOfReadiness(report)]);
}

/** @throws Refusal as openForCommand does */
export async function openForReadiness(request: OpenRequest, io: Io): Promise<OpenedForReadiness> {
  const workspace = await openForCommand(request, io);
  const { root, policy, rulings, engine, git, files } = workspace;
  const scan = await workspace.scan();
  const scans = [...scan.documents.values()];
  const findings = scans.flatMap((document) => engine.judge(document, rulings));
  const facts = await gatherFacts({
    files,
    git,
    paths: scan.paths,
    skipped: scan.skipped.filter(({ reason }) => reason !== 'ignored'),
    scans,
    rules: allRules,
    findings,
  });
  const host = await askHost(facts, io);
  const textOf = (path: string): Promise<string | undefined> => textAt(join(root, path));
  return {
    root,
    store: workspace.store,
    facts,
    policy,
    today: rulings.today,
    waivers: workspace.waivers,
    attestations: workspace.attestations,
    // Of the declaration the facts tell themselves.
    issues: [...policy.issues, ...workspace.issues].filter(({ code }) => !code.startsWith('project/')),
    assistant: assistantFor(policy, workspace.catalog)?.name,
    history: await historyOf(workspace.store, root),
    ...host,
    userEmail: () => git.userEmail(),
    headCommit: () => git.headCommit(),
    changedSince: (commit) => git.changedSince(commit),
    textOf,
    credentialFixes: () => credentialFixes(engine, findings, textOf),
    apply: (edits) => {
      applyFileEdits(root, edits);
      return Promise.resolve();
    },
    untrack: (paths) => untrackFiles(root, io.env, paths),
  };
}

/** Ask the code host, when the environment has a token for it and the repository lives there. */
async function askHost(facts: Facts, io: Io): Promise<Pick<ReadinessWorkspace, 'host' | 'commitOfTag'>> {
  const token = io.env['GITHUB_TOKEN'];
  const remote = facts.git.state === 'present' ? facts.git.remotes?.[0] : undefined;
  const repository = remote === undefined ? undefined : repositoryOf(remote);
  if (token === undefined || token === '' || repository === undefined) return {};
  const server = { token, apiUrl: io.env['GITHUB_API_URL'] || undefined, env: io.env };
  return {
    host: outcomesOfHost(await askCodeHost(server, repository)),
    commitOfTag: (name, tag) => askCommitOfTag(server, name, tag),
  };
}

/** Text of a file by absolute path; undefined when there is none, or when it is no text. */
export function textAt(file: string): Promise<string | undefined> {
  return Promise.resolve(existsSync(file) ? decode(readFileSync(file))?.text : undefined);
}
