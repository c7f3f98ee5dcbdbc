// The release record: how a project stood when somebody asked to go live, for the approver to read and for CI to verify. Written by
// `readiness record` and "Request Go-Live"; the digest shows when it was changed by hand.

import * as z from 'zod';
import { holds } from '../policy/exceptions.ts';
import type { Policy } from '../policy/policy.ts';
import { approvalCheck } from './approval.ts';
import { sha256 } from '../text/hash.ts';
import { tiers, type CheckState } from '../model/outcome.ts';
import type { CheckReport, ProjectReport, ReadinessReport } from './report.ts';
import type { CheckRuling } from './rulings.ts';

/** Folder of the records, relative to the root. */
export const recordsFolder = '.handrail/releases';

const level = z.enum(['none', ...tiers]);
const checkSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  state: z.enum(['pass', 'fail', 'warn', 'unknown', 'not_applicable', 'waived', 'attested', 'error']),
  requiredFrom: z.enum([...tiers, 'advice']),
  because: z.string().optional(),
  evidence: z.array(z.strictObject({ path: z.string(), line: z.number(), note: z.string() })),
});
const decisionSchema = z.strictObject({
  id: z.string(),
  check: z.string(),
  owner: z.string(),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
  expires: z.string(),
});

const projectSchema = z.strictObject({
  path: z.string(),
  tier: z.enum(tiers),
  level,
  ready: z.boolean(),
  percent: z.number(),
  coverage: z.number(),
  boundary: z.strictObject({
    verdict: z.string(),
    score: z.number(),
    signals: z.array(z.strictObject({ id: z.string(), path: z.string(), line: z.number() })),
  }),
  checks: z.array(checkSchema),
});

const recordSchema = z.strictObject({
  kind: z.literal('handrail/release-record'),
  version: z.literal(1),
  name: z.string(),
  at: z.string(),
  by: z.string(),
  commit: z.string().nullable(),
  /** Files that were not committed when the record was made. */
  uncommitted: z.array(z.string()),
  checkSet: z.string(),
  policy: z.strictObject({
    name: z.string(),
    version: z.string(),
    serial: z.number().nullable(),
    hash: z.string().nullable(),
  }),
  /** The whole workspace first, then its projects. */
  projects: z.array(projectSchema).min(1),
  waivers: z.array(decisionSchema),
  attestations: z.array(decisionSchema),
  /** Who may approve by policy, and who did. */
  approvals: z.strictObject({ approvers: z.array(z.string()), given: z.array(decisionSchema) }),
  digest: z.string(),
});

export type ReleaseRecord = z.infer<typeof recordSchema>;
type RecordedProject = z.infer<typeof projectSchema>;

export interface RecordInputs {
  readonly report: ReadinessReport;
  readonly policy: Policy;
  readonly name: string;
  /** UTC day. */
  readonly today: string;
  readonly by: string;
  /** Undefined without git. */
  readonly commit: string | undefined;
  readonly uncommitted: readonly string[];
  readonly waivers: readonly CheckRuling[];
  readonly attestations: readonly CheckRuling[];
  readonly approvers: readonly string[];
}

/** Make a record of a report. Decisions that have ended are left out: they count for nothing. */
export function makeRecord(inputs: RecordInputs): ReleaseRecord {
  const { report, policy, today } = inputs;
  const holding = (rulings: readonly CheckRuling[]): ReleaseRecord['waivers'] =>
    rulings.flatMap(({ id, check, owner, by, at, reason, expires }) =>
      check === undefined || !holds({ expires }, today) ? [] : [{ id, check, owner, by, at, reason, expires }],
    );
  const attestations = holding(inputs.attestations);
  const unsigned: Omit<ReleaseRecord, 'digest'> = {
    kind: 'handrail/release-record',
    version: 1,
    name: inputs.name,
    at: today,
    by: inputs.by,
    commit: inputs.commit ?? null,
    uncommitted: [...inputs.uncommitted],
    checkSet: report.checkSet,
    policy: { name: policy.name, version: policy.version, serial: policy.serial, hash: policy.hash },
    projects: [recorded('', report), ...(report.projects ?? []).map((project) => recorded(project.path, project))],
    waivers: holding(inputs.waivers),
    attestations,
    approvals: { approvers: [...inputs.approvers], given: attestations.filter(({ check }) => check === approvalCheck) },
  };
  return { ...unsigned, digest: digestOf(unsigned) };
}

/** Where a record lies: by day and commit, so that two requests of one day stand side by side. */
export function recordPath(record: Pick<ReleaseRecord, 'at' | 'commit' | 'digest'>): string {
  return `${recordsFolder}/${record.at}-${(record.commit ?? record.digest).slice(0, 10)}.json`;
}

/** Read a record. @returns a problem in words when the text is none, or was changed by hand */
export function readRecord(
  text: string,
): { readonly record: ReleaseRecord; readonly isIntact: boolean } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'it is no JSON' };
  }
  const read = recordSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      problem: `it is no release record (${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown shape'})`,
    };
  }
  const { digest, ...unsigned } = read.data;
  return { record: read.data, isIntact: digestOf(unsigned) === digest };
}

/** Why a record does not stand for what is here now; [] when it does.
 *  @param changed  files that differ from the record's commit; undefined when git cannot tell */
export function whyNotVerified(
  { record, isIntact }: { readonly record: ReleaseRecord; readonly isIntact: boolean },
  now: {
    readonly report: ReadinessReport;
    readonly policy: Pick<Policy, 'hash' | 'name' | 'version'>;
    readonly changed: readonly string[] | undefined;
  },
): readonly string[] {
  const reasons: string[] = [];
  if (!isIntact) reasons.push('The record was changed after it was written: its digest does not fit. Make a new one.');
  if (record.commit === null) reasons.push('The record names no commit, so nobody can say which code it is about.');
  else if (now.changed === undefined) {
    reasons.push(
      `Git cannot tell what changed since ${record.commit.slice(0, 10)}. Fetch the whole history (fetch-depth: 0).`,
    );
  }
  const code = (now.changed ?? []).filter((path) => !isAboutRelease(path));
  if (code.length > 0) reasons.push(`${count(code)} changed since the record: ${listed(code)}. Make a new one.`);
  const loose = record.uncommitted.filter((path) => !isAboutRelease(path));
  if (loose.length > 0) reasons.push(`When it was made, ${listed(loose)} had changes that are in no commit.`);
  if (record.policy.hash !== now.policy.hash) {
    reasons.push(
      `The policy is another one now (${now.policy.name} ${now.policy.version}). Make a new record under it.`,
    );
  }
  if (record.checkSet !== now.report.checkSet) {
    reasons.push('The list of checks is another one now. Make a new record with this version of Handrail.');
  }
  for (const project of record.projects) reasons.push(...whyWorse(project, projectNow(project.path, now.report)));
  return reasons;
}

/** The record's own folder, and decisions that are weighed anew at each run. */
function isAboutRelease(path: string): boolean {
  return /(?:^|\/)\.handrail\/(?:releases\/|attestations\.yaml$|waivers\.yaml$)/.test(path);
}

function whyWorse(then: RecordedProject, now: ProjectReport | undefined): readonly string[] {
  const where = then.path === '' ? '' : `${then.path}: `;
  if (now === undefined) return [`${where}the project is not declared any more.`];
  const wanted = tiers.indexOf(then.tier);
  const reached = now.level === 'none' ? -1 : tiers.indexOf(now.level);
  const open = now.checks.filter(
    (check) =>
      isOpen(check.state, then.tier) &&
      tiers.indexOf(check.requiredFrom as (typeof tiers)[number]) <= wanted &&
      check.requiredFrom !== 'advice',
  );
  const worse = then.checks.flatMap(({ id, state, title }) => {
    const after = now.checks.find((check) => check.id === id);
    return after !== undefined && isMet(state) && isOpen(after.state, then.tier) && after.requiredFrom !== 'advice'
      ? [`${where}"${title}" was met and is not any more.`]
      : [];
  });
  const said = new Set(worse);
  const left = open.filter(({ title }) => !said.has(`${where}"${title}" was met and is not any more.`));
  return [
    ...worse,
    ...(reached < wanted && left.length > 0
      ? [
          `${where}not ready for ${then.tier}: ${left.slice(0, 5).map(inWords).join('; ')}${left.length > 5 ? `; ${String(left.length - 5)} more` : ''}.`,
        ]
      : []),
    ...(reached < wanted && left.length === 0 && worse.length === 0 ? [`${where}not ready for ${then.tier}.`] : []),
  ];
}

function projectNow(path: string, report: ReadinessReport): ProjectReport | undefined {
  return path === '' ? report : report.projects?.find((project) => project.path === path);
}

function isMet(state: CheckState): boolean {
  return state === 'pass' || state === 'attested' || state === 'waived';
}

function isOpen(state: CheckState, tier: ProjectReport['tier']): boolean {
  return state === 'fail' || (tier === 'production' && (state === 'unknown' || state === 'error'));
}

function inWords({ title, state }: Pick<CheckReport, 'title' | 'state'>): string {
  return `"${title}" (${state})`;
}

function recorded(path: string, report: ProjectReport): RecordedProject {
  const { tier, level: reached, ready, percent, coverage, boundary } = report;
  return {
    path,
    tier,
    level: reached,
    ready,
    percent,
    coverage,
    boundary: {
      verdict: boundary.verdict,
      score: boundary.score,
      signals: boundary.signals.map(({ id, path: place, line }) => ({ id, path: place, line })),
    },
    checks: report.checks.map(({ id, title, state, requiredFrom, because, evidence }) => ({
      id,
      title,
      state,
      requiredFrom,
      ...(because === undefined ? {} : { because }),
      evidence: evidence.map(({ path: place, line, note }) => ({ path: place, line, note })),
    })),
  };
}

/** Over the record's own JSON with sorted keys, so that formatting does not count. */
function digestOf(record: Omit<ReleaseRecord, 'digest'>): string {
  return sha256(JSON.stringify(sorted(record)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

function count(paths: readonly string[]): string {
  return paths.length === 1 ? 'One file' : `${String(paths.length)} files`;
}

function listed(paths: readonly string[]): string {
  return paths.slice(0, 5).join(', ') + (paths.length > 5 ? `, ${String(paths.length - 5)} more` : '');
}
