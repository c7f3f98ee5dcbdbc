// A small workspace in memory and what readiness says of it. Used by the tests beside this file.

import type { Match } from '../../../src/core/model/finding.ts';
import { startOfDocument } from '../../../src/core/model/document.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { gatherFacts, type Facts } from '../../../src/core/readiness/facts.ts';
import type { ScannedFile } from '../../../src/core/readiness/scan-facts.ts';
import { evaluateReadiness } from '../../../src/core/readiness/evaluate.ts';
import type { ReadinessOptions } from '../../../src/core/readiness/project-report.ts';
import type { CheckReport, ReadinessReport } from '../../../src/core/readiness/report.ts';
import { memoryFiles, memoryGit, type MemoryContent, type MemoryGit } from '../../support/memory-files.ts';

export interface Workspace {
  readonly files: Readonly<Record<string, MemoryContent>>;
  /** Absent: a repository with all files tracked, `.env` ignored and a remote. `none`: no repository. */
  readonly git?: Partial<MemoryGit> | 'none';
  /** Absent: an empty scan. `none`: not scanned. */
  readonly scans?: readonly ScannedFile[] | 'none';
  readonly pause?: () => Promise<void>;
}

export const today = '2026-11-24';

export const noPolicy: Policy = {
  layers: [],
  name: 'builtin:recommended',
  version: '1',
  serial: null,
  hash: null,
  issues: [],
};

export const rules = [
  { id: 'sensitive-data/some-key', title: 'A key', tags: ['credential'], severity: 'critical' },
] as const;

export async function factsOf({ files, git, scans, pause }: Workspace): Promise<Facts> {
  const repository: MemoryGit = {
    tracked: Object.keys(files),
    ignored: ['.env', '.env.local'],
    remotes: ['https://github.com/acme/shop.git'],
    userEmail: 'dana@acme.example',
    ...(git === 'none' ? {} : git),
  };
  return gatherFacts({
    files: memoryFiles(files),
    git: git === 'none' ? memoryGit() : memoryGit(repository),
    paths: Object.keys(files),
    ...(scans === 'none' ? {} : { scans: scans ?? [] }),
    rules,
    ...(pause === undefined ? {} : { pause }),
  });
}

export async function readinessOf(
  workspace: Workspace,
  options: Partial<ReadinessOptions> = {},
): Promise<ReadinessReport> {
  return evaluateReadiness(await factsOf(workspace), noPolicy, { today, waivers: [], attestations: [], ...options });
}

export async function checkOf(
  id: string,
  workspace: Workspace,
  options: Partial<ReadinessOptions> = {},
): Promise<CheckReport> {
  const report = await readinessOf(workspace, options);
  const check = report.checks.find((candidate) => candidate.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check;
}

/** What the scan would report for a key on a line of a file. */
export function keyFoundIn(path: string, line: number): ScannedFile {
  const match: Match = {
    ruleId: rules[0].id,
    region: { ...startOfDocument, startLine: line, endLine: line },
    confidence: 'high',
    preview: '****',
    fingerprint: `${path}:${String(line)}`,
  };
  return { path, matches: [match], toolEvidence: [], failures: [] };
}

/** A package.json with these packages and whatever else. */
export function manifest(packages: readonly string[], rest: Readonly<Record<string, unknown>> = {}): string {
  const dependencies = Object.fromEntries(packages.map((name) => [name, '^1.0.0']));
  return JSON.stringify({ name: 'shop', ...rest, dependencies }, null, 2);
}
