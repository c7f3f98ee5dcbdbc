// `handrail check`: all findings of a workspace, of a change, of a history, or of one text on stdin.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { patternsOf } from '../../core/detectors/custom-patterns/own-patterns.ts';
import { allRules, needTools } from '../../core/detectors/registry.ts';
import { severities, type Finding, type Severity } from '../../core/model/finding.ts';
import { Refusal } from '../../core/model/errors.ts';
import type { CheckResult } from '../../core/report/check-result.ts';
import { render } from '../../core/report/format.ts';
import { baselinePath, mergeBaseline } from '../../core/scanner/baseline.ts';
import { eventsOfCheck } from '../../core/usage/occasions.ts';
import { productVersion } from '../../core/version.ts';
import { writeFileAtomically } from '../../node/atomic-write.ts';
import type { GitPlace } from '../../node/git-command.ts';
import { isShallow, revisionsOf } from '../../node/git-history.ts';
import { lookAtFiles, lookAtHistory, lookAtSince, lookAtStaged, lookAtText, type Look } from '../../node/look.ts';
import { pathInRoot, type Workspace } from '../../node/open-workspace.ts';
import type { Command, Io } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { openForCommand, warnOf } from '../open.ts';
import { progressLine } from '../progress.ts';
import { logUsage } from '../usage-events.ts';
import { checkUsage, readCheckRequest, type CheckRequest, type Threshold } from './check-request.ts';

/** `handrail check`. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'findings: sensitive data and AI tools, each with the way out',
  usage: checkUsage,
  async run(argv, io) {
    const request = await settled(readCheckRequest(argv), io);
    const isOfDisk = request.scope.kind === 'files';
    for (const path of request.paths) {
      if (isOfDisk && !existsSync(resolve(io.cwd, path))) throw new Refusal('usage', `There is nothing at ${path}.`);
    }
    const path = request.paths.find((each) => existsSync(resolve(io.cwd, each)));
    const workspace = await openForCommand(
      { ...(path !== undefined && { path }), ...(request.baseline !== undefined && { baseline: request.baseline }) },
      io,
    );
    warnOf(workspace, io);
    const result = resultOf(await look(request, workspace, io), workspace, request);
    if (request.updatesBaseline) return updateBaseline(result, request, workspace, io);
    io.stdout(
      render(request.format, result, {
        ...io.options,
        rules: [...allRules, ...patternsOf(workspace.policy).map(({ rule }) => rule)],
      }),
    );
    await logUsage(
      io,
      workspace.root,
      eventsOfCheck({
        findings: result.findings,
        files: result.summary.files,
        skipped: result.summary.skipped.length,
        failures: result.failures.length,
      }),
    );
    return isReached(result.findings, request.failOn) ? exitCode.findings : exitCode.clean;
  },
};

/** What stands behind `--history` is a path where there is one, else a range. */
async function settled(request: CheckRequest, io: Io): Promise<CheckRequest> {
  const { scope, paths } = request;
  if (scope.kind !== 'history' || scope.range === undefined || !scope.mayBePath) return request;
  const isPath = existsSync(resolve(io.cwd, scope.range));
  if (!isPath || (await revisionsOf({ root: io.cwd, env: io.env }, scope.range)) !== undefined) return request;
  return { ...request, scope: { kind: 'history', mayBePath: false }, paths: [scope.range, ...paths] };
}

async function look(request: CheckRequest, workspace: Workspace, io: Io): Promise<Look> {
  const { scope, useIgnoreFiles, maxFileBytes, jobs } = request;
  const place: GitPlace = { root: workspace.root, env: io.env };
  const options = {
    start: request.paths.map((path) => pathInRoot(workspace.root, io.cwd, path)),
    useIgnoreFiles,
    scope: needTools(request.only) ? ('everything' as const) : ('data' as const),
    ...(maxFileBytes !== undefined && { maxFileBytes }),
    ...(jobs !== undefined && { jobs }),
    ...(request.showsProgress && { onProgress: progressLine(io) }),
  };
  switch (scope.kind) {
    case 'files':
      return lookAtFiles(workspace, options);
    case 'staged':
      return lookAtStaged(workspace, place, options);
    case 'since':
      return lookAtSince(workspace, place, scope.revision, options);
    case 'history':
      if (await isShallow(place)) io.stderr('This clone is shallow: commits before its beginning are not looked at.\n');
      return lookAtHistory(workspace, place, scope.range, options);
    case 'stdin':
      return lookAtText(workspace, pathInRoot(workspace.root, io.cwd, scope.name), await io.stdin());
  }
}

function resultOf(look: Look, { policy }: Workspace, { only }: CheckRequest): CheckResult {
  return {
    version: productVersion,
    tool: 'handrail',
    policy: {
      name: policy.name,
      version: policy.version,
      serial: policy.serial,
      hash: policy.hash,
      layers: policy.layers.map(({ layer }) => layer),
    },
    summary: { files: look.files, bytes: look.bytes, skipped: look.skipped },
    findings: look.findings.filter(({ kind }) => only.size === 0 || only.has(kind)),
    failures: look.failures,
  };
}

/** Add what is found now to what is known. What is known and not found stays, and is said; `--prune-baseline` takes it out. */
function updateBaseline(result: CheckResult, request: CheckRequest, workspace: Workspace, io: Io): number {
  const { baseline, root } = workspace;
  if (baseline.issues.length > 0) {
    throw new Refusal('project-invalid', 'The baseline cannot be read, so it is not overwritten.', baseline.issues);
  }
  const merged = mergeBaseline(baseline.entries, result.findings);
  // Of what was not looked at nobody can say that it is gone.
  const notLookedAt = result.summary.skipped.filter(({ reason }) => reason !== 'vanished').map(({ path }) => path);
  const isLookedAt = (path: string): boolean =>
    !notLookedAt.some((each) => each === path || (each.endsWith('/') && path.startsWith(each)));
  const gone = request.prunesBaseline ? merged.notFound.filter(({ path }) => isLookedAt(path)) : [];
  const target = baseline.isForeign || request.baseline === undefined ? baselinePath : request.baseline;
  const file = resolve(target === baselinePath ? root : io.cwd, target);
  writeFileAtomically(file, merged.textWithout(gone));
  const say = (text: string): void => {
    io.stderr(`${text}\n`);
  };
  say(`Wrote ${String(merged.count - gone.length)} known findings to ${target}: ${String(merged.added)} are new.`);
  for (const { ruleId, path } of gone) say(`Taken out, no longer found: ${ruleId} in ${path}`);
  const left = merged.notFound.length - gone.length;
  const isWhole = request.scope.kind === 'files' && request.paths.length === 0 && request.only.size === 0;
  if (left > 0 && isWhole && !request.prunesBaseline) {
    say(`${String(left)} known findings were not found now and stay in it; --prune-baseline takes them out.`);
  }
  return exitCode.clean;
}

function isReached(findings: readonly Finding[], failOn: Threshold): boolean {
  if (failOn === 'none') return false;
  const reach = (severity: Severity): boolean => severities.indexOf(severity) <= severities.indexOf(failOn);
  return findings.some(({ suppressed, severity }) => suppressed === undefined && reach(severity));
}
