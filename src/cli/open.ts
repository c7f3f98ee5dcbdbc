// Opens a workspace for a command: finds its root, refuses a policy that does not load, and says what is wrong with other files.

import { formatIssue, Refusal } from '../core/model/errors.ts';
import { findRoot, openWorkspace, type Workspace } from '../node/open-workspace.ts';
import type { Io } from './command.ts';
import { logPolicy } from './usage-events.ts';

export interface CliOpenRequest {
  /** As given; the first one decides about the root. */
  readonly path?: string;
  readonly baseline?: string;
  /** UTC day; absent means today. */
  readonly asOf?: string;
}

/** Open the workspace of a command.
 *  @throws Refusal `policy-invalid` when a layer does not load and no earlier version of it holds, `policy-absent` when a managed policy
 *    belongs on this machine and there is none */
export async function openForCommand(request: CliOpenRequest, io: Io): Promise<Workspace> {
  const { policy } = io.options;
  const workspace = await openWorkspace({
    root: findRoot(io.cwd, request.path),
    cwd: io.cwd,
    env: io.env,
    today: request.asOf ?? io.now().slice(0, 10),
    now: io.now(),
    mayRunGit: true,
    ...(policy !== undefined && { policy }),
    ...(request.baseline !== undefined && { baseline: request.baseline }),
  });
  await logPolicy(io, workspace);
  if (workspace.absent !== undefined) throw new Refusal('policy-absent', `No verdict: ${workspace.absent}`);
  const lost = workspace.rejected.filter(({ lastGoodHolds }) => !lastGoodHolds);
  if (lost.length > 0) {
    throw new Refusal(
      'policy-invalid',
      `No verdict: ${lost.map(({ source }) => source).join(', ')} did not load.`,
      lost.flatMap(({ issues }) => issues),
    );
  }
  for (const { source, issues } of workspace.rejected) {
    io.stderr(`${source} did not load; its last good version holds.\n`);
    for (const issue of issues) io.stderr(`${formatIssue(issue)}\n`);
  }
  return workspace;
}

/** Say on stderr what is wrong with files that steer the verdict, without stopping for it. */
export function warnOf(workspace: Workspace, io: Io): void {
  for (const issue of [...workspace.policy.issues, ...workspace.issues]) {
    if (issue.severity !== 'info' || io.options.verbose) io.stderr(`${formatIssue(issue)}\n`);
  }
}
