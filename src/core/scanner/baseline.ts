// `.handrail/baseline.json`: findings that were there before, by fingerprint. They are listed and count nowhere.

import type { Finding, Suppression } from '../model/finding.ts';
import type { Issue } from '../model/errors.ts';
import type { BaselineEntry } from './baseline-entry.ts';
import { readForeignBaseline, type ForeignEntry } from './foreign-baseline.ts';
import { isRecord } from '../text/parsed-value.ts';

/** Where a project keeps it, relative to its root. Source: product.md §1 */
export const baselinePath = '.handrail/baseline.json';

export interface Baseline {
  /** By fingerprint. */
  readonly entries: ReadonlyMap<string, BaselineEntry>;
  /** Entries of another scanner's file; which findings they mean is known when their files were read. */
  readonly foreign: readonly ForeignEntry[];
  /** Whether the file belongs to another scanner, and is read only. */
  readonly isForeign: boolean;
  readonly issues: readonly Issue[];
}

/** No baseline at all. */
export const noBaseline: Baseline = { entries: new Map(), foreign: [], isForeign: false, issues: [] };

const anew = 'Make it anew with "handrail check --update-baseline".';

/** Read a baseline: ours, a report of gitleaks, or a baseline of detect-secrets. One that cannot be read silences nothing, and
 *  says so. */
export function parseBaseline(text: string, file: string): Baseline {
  const refuse = (message: string): Baseline => {
    const place = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
    return { ...noBaseline, issues: [{ code: 'policy/unreadable-baseline', severity: 'error', message, ...place }] };
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(`This baseline is not JSON. ${anew}`);
  }
  const foreign = readForeignBaseline(value);
  if (foreign !== undefined) return { ...noBaseline, foreign, isForeign: true };
  const list = isRecord(value) ? value['findings'] : undefined;
  if (!Array.isArray(list)) return refuse(`This baseline has no list "findings". ${anew}`);
  const entries = new Map<string, BaselineEntry>();
  for (const entry of list as readonly unknown[]) {
    const { fingerprint, ruleId, path, reason } = isRecord(entry) ? entry : {};
    if (typeof fingerprint !== 'string') return refuse(`An entry of this baseline has no fingerprint. ${anew}`);
    entries.set(fingerprint, {
      fingerprint,
      ruleId: typeof ruleId === 'string' ? ruleId : '',
      path: typeof path === 'string' ? path : '',
      ...(typeof reason === 'string' && { reason }),
    });
  }
  return { ...noBaseline, entries };
}

const knownReason = 'known since the baseline';

/** How the known findings show, by fingerprint. */
export function suppressionsOf({ entries }: Pick<Baseline, 'entries'>): ReadonlyMap<string, Suppression> {
  return new Map(
    [...entries].map(([fingerprint, { reason }]) => [fingerprint, { by: 'baseline', reason: reason ?? knownReason }]),
  );
}

/** What is known and what is found, put together. */
export interface MergedBaseline {
  /** The file, without some entries: sorted, so that it reads well in a diff. */
  textWithout(gone: readonly BaselineEntry[]): string;
  /** All entries. */
  readonly count: number;
  /** Entries that were not there before. */
  readonly added: number;
  /** Entries that were there before and belong to no finding of now. */
  readonly notFound: readonly BaselineEntry[];
}

/** Put together what is known and what is found. Nothing that is known is lost, its reason neither; findings that a comment or
 *  waiver silences are not taken up, since those carry their own reason. */
export function mergeBaseline(known: ReadonlyMap<string, BaselineEntry>, findings: readonly Finding[]): MergedBaseline {
  const entries = new Map(known);
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  for (const { fingerprint, ruleId, path, suppressed } of findings) {
    if (suppressed !== undefined && suppressed.by !== 'baseline') continue;
    const reason = known.get(fingerprint)?.reason;
    entries.set(fingerprint, { fingerprint, ruleId, path, ...(reason !== undefined && { reason }) });
  }
  return {
    textWithout: (gone) => {
      const left = new Set(gone.map(({ fingerprint }) => fingerprint));
      const listed = [...entries.values()].filter(({ fingerprint }) => !left.has(fingerprint)).sort(byPlace);
      return `${JSON.stringify({ version: 1, findings: listed }, null, 2)}\n`;
    },
    count: entries.size,
    added: entries.size - known.size,
    notFound: [...known.values()].filter(({ fingerprint }) => !found.has(fingerprint)),
  };
}

function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  const [one, other] = [a, b].map(({ path, ruleId, fingerprint }) => [path, ruleId, fingerprint].join('\0'));
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
