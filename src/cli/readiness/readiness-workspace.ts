// What the readiness commands need of a workspace and of the terminal. open-for-readiness.ts gives it from disk.

import type { FileEdit, Fix } from '../../core/model/edit.ts';
import { Refusal, type Issue } from '../../core/model/errors.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { evaluateReadiness } from '../../core/readiness/evaluate.ts';
import type { Facts } from '../../core/readiness/facts.ts';
import type { HostOutcomes } from '../../core/readiness/host-evidence.ts';
import { earlierReport, type HistoryPoint } from '../../core/readiness/history.ts';
import type { ReadinessReport } from '../../core/readiness/report.ts';
import type { CheckRuling } from '../../core/readiness/rulings.ts';
import type { Tier } from '../../core/model/outcome.ts';

/** A workspace after its walk and its scan. Opening refuses a policy that does not load (exit code 2). */
export interface ReadinessWorkspace {
  readonly facts: Facts;
  readonly policy: Policy;
  /** UTC day, YYYY-MM-DD. */
  readonly today: string;
  readonly waivers: readonly CheckRuling[];
  readonly attestations: readonly CheckRuling[];
  /** Problems of the files that hold waivers and attestations. */
  readonly issues: readonly Issue[];
  /** Name of the AI tool that the policy clears, for prompts; undefined when it names none. */
  readonly assistant: string | undefined;
  /** Earlier days of this workspace, oldest first. */
  readonly history: readonly HistoryPoint[];
  /** What the code host said; absent when it was not asked (no GITHUB_TOKEN). */
  readonly host?: HostOutcomes;
  userEmail(): Promise<string | undefined>;
  headCommit(): Promise<string | undefined>;
  /** Tracked files that differ from a commit, in the index or on disk; undefined when git cannot tell. */
  changedSince(commit: string): Promise<readonly string[] | undefined>;
  /** Text of a file of the workspace; undefined when there is none. */
  readonly textOf: (path: string) => Promise<string | undefined>;
  readonly credentialFixes: () => Promise<readonly Fix[]>;
  /** Commit id of a tag, asked of the code host; absent when that is not allowed here. */
  readonly commitOfTag?: (repository: string, tag: string) => Promise<string | undefined>;
  /** Atomic; refuses when a file has changed since the plan or is there already. */
  apply(edits: readonly FileEdit[]): Promise<void>;
  /** Take files out of git's index; they stay on disk. */
  untrack(paths: readonly string[]): Promise<void>;
}

/** What a command needs of the terminal. */
export interface ReadinessIo {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly options: { readonly verbose: boolean };
}

/** The report of an opened workspace, or of the one project that was asked for.
 *  @throws Refusal `usage` when there is no such project */
export function reportOf(
  workspace: ReadinessWorkspace,
  request: { readonly tier?: Tier; readonly asOf?: string; readonly project?: string },
): ReadinessReport {
  const earlier = request.asOf === undefined ? earlierReport(workspace.history, workspace.today) : undefined;
  const report = evaluateReadiness(workspace.facts, workspace.policy, {
    today: workspace.today,
    waivers: workspace.waivers,
    attestations: workspace.attestations,
    ...(earlier !== undefined && { earlier }),
    ...(workspace.host === undefined ? {} : { host: workspace.host }),
    ...(request.tier === undefined ? {} : { tier: request.tier }),
    ...(request.asOf === undefined ? {} : { asOf: request.asOf }),
  });
  if (request.project === undefined) return report;
  const wanted = normalFolder(request.project);
  const project = report.projects?.find(({ path }) => path === wanted);
  if (project !== undefined) return project;
  const known = (report.projects ?? []).map(({ path }) => path);
  const names = known.length === 0 ? 'This is one project.' : `There are: ${known.join(', ')}.`;
  throw new Refusal('usage', `There is no project "${request.project}" here. ${names}`);
}

/** A folder of the workspace as reports name it: posix, without `./` before and slashes behind. */
export function normalFolder(path: string): string {
  return path.replaceAll('\\', '/').replaceAll(/^\.\/|\/+$/g, '');
}

/** What became of a file, in one line. */
export function editInWords(edit: FileEdit): string {
  return edit.kind === 'create' ? `Wrote ${edit.path}` : `Changed ${edit.path}`;
}
