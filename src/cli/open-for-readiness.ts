// Opens a workspace for `handrail readiness`: walks and scans it, weighs what was seen, and gathers the facts.

import { join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { allRules } from '../core/detectors/registry.ts';
import { gatherFacts } from '../core/readiness/facts.ts';
import type { ReadinessReport } from '../core/readiness/report.ts';
import { eventOfReadiness } from '../core/usage/occasions.ts';
import { decode } from '../core/text/decode.ts';
import { applyFileEdits } from '../node/apply-edits.ts';
import type { Io } from './command.ts';
import type { OpenRequest, ReadinessWorkspace } from './commands/readiness.ts';
import { openForCommand } from './open.ts';
import { logUsage } from './usage-events.ts';

/** A workspace that is known by its place, too. */
export type OpenedForReadiness = ReadinessWorkspace & { readonly root: string };

/** Log a report to the user's own log. */
export function logReadiness(report: ReadinessReport, { root }: OpenedForReadiness, io: Io): Promise<void> {
  return logUsage(io, root, [eventOfReadiness(report)]);
}

/** @throws Refusal as openForCommand does */
export async function openForReadiness(request: OpenRequest, io: Io): Promise<OpenedForReadiness> {
  const workspace = await openForCommand(request, io);
  const { root, policy, rulings, engine, git, files } = workspace;
  const scan = await workspace.scan();
  const scans = [...scan.documents.values()];
  const facts = await gatherFacts({
    files,
    git,
    paths: scan.paths,
    skipped: scan.skipped.filter(({ reason }) => reason !== 'ignored'),
    scans,
    rules: allRules,
    findings: scans.flatMap((document) => engine.judge(document, rulings)),
  });
  return {
    root,
    facts,
    policy,
    today: rulings.today,
    waivers: workspace.waivers,
    attestations: workspace.attestations,
    // Of the declaration the facts tell themselves.
    issues: [...policy.issues, ...workspace.issues].filter(({ code }) => !code.startsWith('project/')),
    userEmail: () => git.userEmail(),
    textOf: (path) => {
      const file = join(root, path);
      return Promise.resolve(existsSync(file) ? decode(readFileSync(file))?.text : undefined);
    },
    apply: (edits) => {
      applyFileEdits(root, edits);
      return Promise.resolve();
    },
  };
}
