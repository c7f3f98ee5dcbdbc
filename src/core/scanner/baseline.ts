// `.handrail/baseline.json`: findings that were there before, by fingerprint. They are listed and count nowhere.

import type { Finding, Suppression } from '../model/finding.ts';
import type { Issue } from '../model/errors.ts';

/** Where a project keeps it, relative to its root. Source: product.md §1 */
export const baselinePath = '.handrail/baseline.json';

interface BaselineEntry {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly path: string;
  readonly reason?: string;
}

export interface Baseline {
  readonly entries: ReadonlyMap<string, Suppression>;
  readonly issues: readonly Issue[];
}

/** Read a baseline. One that cannot be read silences nothing, and says so. */
export function parseBaseline(text: string, file: string): Baseline {
  const refuse = (message: string): Baseline => {
    const place = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
    return {
      entries: new Map(),
      issues: [{ code: 'policy/unreadable-baseline', severity: 'error', message, ...place }],
    };
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('This baseline is not JSON. Make it anew with "handrail check --update-baseline".');
  }
  const list = isRecord(value) ? value['findings'] : undefined;
  if (!Array.isArray(list))
    return refuse('This baseline has no list "findings". Make it anew with "handrail check --update-baseline".');
  const entries = new Map<string, Suppression>();
  for (const entry of list as readonly unknown[]) {
    const fingerprint = isRecord(entry) ? entry['fingerprint'] : undefined;
    if (typeof fingerprint !== 'string')
      return refuse(
        'An entry of this baseline has no fingerprint. Make it anew with "handrail check --update-baseline".',
      );
    const reason =
      isRecord(entry) && typeof entry['reason'] === 'string' ? entry['reason'] : 'known since the baseline';
    entries.set(fingerprint, { by: 'baseline', reason });
  }
  return { entries, issues: [] };
}

/** A baseline of these findings, sorted so that it reads well in a diff. Reasons of entries that were there before are kept;
 *  findings that a comment or waiver silences are left out, since those carry their own reason.
 *  @param previous  entries of the baseline until now */
export function formatBaseline(findings: readonly Finding[], previous?: ReadonlyMap<string, Suppression>): string {
  const entries = findings
    .filter(({ suppressed }) => suppressed === undefined || suppressed.by === 'baseline')
    .map(({ fingerprint, ruleId, path }): BaselineEntry => {
      const reason = previous?.get(fingerprint)?.reason;
      return { fingerprint, ruleId, path, ...(reason !== undefined && { reason }) };
    });
  return `${JSON.stringify({ version: 1, findings: entries }, null, 2)}\n`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
