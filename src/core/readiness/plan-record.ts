// A release record as two new files: JSON for CI, Markdown for the approver. Called by `readiness record` and "Request Go-Live".

import type { FileEdit } from '../model/edit.ts';
import type { Policy } from '../policy/policy.ts';
import type { Facts } from './facts.ts';
import { readinessDemands } from './policy-demands.ts';
import { makeRecord, recordPath, type ReleaseRecord } from './release-record.ts';
import { renderRecord } from './render-record.ts';
import type { ReadinessReport } from './report.ts';
import type { CheckRuling } from './rulings.ts';
import { nameOf } from './scaffolds/scaffold.ts';

export interface RecordRequest {
  readonly facts: Facts;
  readonly policy: Policy;
  readonly report: ReadinessReport;
  readonly today: string;
  readonly by: string;
  readonly commit: string | undefined;
  readonly uncommitted: readonly string[];
  readonly waivers: readonly CheckRuling[];
  readonly attestations: readonly CheckRuling[];
  /** Paths that exist: a record never takes the place of another one. */
  readonly isThere: ReadonlySet<string>;
}

export function planRecord(request: RecordRequest): {
  readonly record: ReleaseRecord;
  readonly markdown: string;
  readonly edits: readonly FileEdit[];
} {
  const { facts, policy, report } = request;
  const record = makeRecord({
    ...request,
    name: nameOf(facts) ?? 'this project',
    approvers: readinessDemands(policy).limits(report.tier).approvers ?? [],
  });
  const markdown = renderRecord(record);
  const path = freePath(recordPath(record), request.isThere);
  return {
    record,
    markdown,
    edits: [
      { kind: 'create', path, text: `${JSON.stringify(record, null, 2)}\n` },
      { kind: 'create', path: path.replace(/\.json$/, '.md'), text: markdown },
    ],
  };
}

function freePath(path: string, isThere: ReadonlySet<string>): string {
  const stem = path.replace(/\.json$/, '');
  for (let number = 2, candidate = path; ; number++) {
    if (!isThere.has(candidate)) return candidate;
    candidate = `${stem}-${String(number)}.json`;
  }
}
