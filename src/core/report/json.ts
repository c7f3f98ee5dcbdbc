// `check --format json`. The shape is the contract's; nothing is renamed or reordered for looks.

import type { CheckResult } from './check-result.ts';
import type { Finding } from '../model/finding.ts';
import { countBySeverity } from './count-by-severity.ts';

/** The report with a final newline. Source: product.md §3 */
export function renderJson(result: CheckResult): string {
  const { bySeverity, suppressed } = countBySeverity(result.findings);
  const { files, bytes, skipped } = result.summary;
  const report = {
    version: result.version,
    tool: result.tool,
    ...(result.asOf !== undefined && { asOf: result.asOf }),
    policy: result.policy,
    summary: { files, bytes, skipped, bySeverity, suppressed },
    findings: result.findings.map(findingJson),
    failures: result.failures,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function findingJson(finding: Finding): object {
  const { startLine, startColumn, endLine, endColumn, startOffset, endOffset } = finding.region;
  return {
    ruleId: finding.ruleId,
    kind: finding.kind,
    severity: finding.severity,
    confidence: finding.confidence,
    path: finding.path,
    startLine,
    startColumn,
    endLine,
    endColumn,
    startOffset,
    endOffset,
    message: finding.message,
    preview: finding.preview,
    fingerprint: finding.fingerprint,
    toolId: finding.toolId,
    status: finding.status,
    dataClass: finding.dataClass,
    commit: finding.commit,
    suppressed: finding.suppressed,
    fixes: finding.fixes,
  };
}
