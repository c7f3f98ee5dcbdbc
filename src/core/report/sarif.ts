// `check --format sarif`: SARIF 2.1.0 for code scanning services. Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html

import type { CheckResult } from './check-result.ts';
import type { Finding, Rule, Severity, Suppression } from '../model/finding.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };
const levelsOfRules = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;
// Code scanning services sort by this number. Source: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const securitySeverity = { critical: '9.5', high: '8.0', medium: '5.0', low: '2.0' } as const;

/** The report with a final newline. Only the rules that a finding names are listed.
 *  @param rules  all rules of the product */
export function renderSarif(result: CheckResult, rules: readonly Rule[]): string {
  const named = new Set(result.findings.map(({ ruleId }) => ruleId));
  const listed = [...new Map(rules.filter(({ id }) => named.has(id)).map((rule) => [rule.id, rule])).values()];
  const indexes = new Map(listed.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Handrail', semanticVersion: result.version, rules: listed.map(ruleSarif) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The root of the workspace.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...result.failures.map(({ detector, path, error }) =>
                notification('error', `${detector}: ${error}`, path),
              ),
              ...result.summary.skipped
                .filter(({ reason }) => reason !== 'ignored')
                .map(({ path, reason }) => notification('note', `Not looked at: ${reason}.`, path)),
            ],
          },
        ],
        results: result.findings.map((finding) => resultSarif(finding, indexes)),
        properties: { policy: result.policy, ...(result.asOf !== undefined && { asOf: result.asOf }) },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleSarif(rule: Rule): object {
  // Rules of a policy name the file that has them.
  const isAddress = /^https?:\/\//.test(rule.source);
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|[/-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.plain },
    help: {
      text: `${rule.why}\n\n${rule.fix}`,
      markdown: `${rule.why}\n\n**What to do:** ${rule.fix}${isAddress ? `\n\n[Source](${rule.source})` : ''}`,
    },
    ...(isAddress && { helpUri: rule.source }),
    defaultConfiguration: { level: levelsOfRules[rule.severity] },
    properties: { tags: ['security', ...rule.tags], 'security-severity': securitySeverity[rule.severity] },
  };
}

function resultSarif(finding: Finding, indexes: ReadonlyMap<string, number>): object {
  const { startLine, startColumn, endLine, endColumn, startOffset, endOffset } = finding.region;
  const ruleIndex = indexes.get(finding.ruleId);
  const { toolId, status, dataClass, commit, confidence, preview } = finding;
  return {
    ruleId: finding.ruleId,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(finding.path),
          region: {
            startLine,
            startColumn,
            endLine,
            endColumn,
            charOffset: startOffset,
            charLength: endOffset - startOffset,
          },
        },
      },
    ],
    partialFingerprints: { 'handrail/v1': finding.fingerprint },
    ...(finding.suppressed !== undefined && { suppressions: [suppressionSarif(finding.suppressed)] }),
    properties: {
      confidence,
      ...(preview !== '' && { preview }),
      ...(toolId !== undefined && { toolId }),
      ...(status !== undefined && { status }),
      ...(dataClass !== undefined && { dataClass }),
      ...(commit !== undefined && { commit }),
    },
  };
}

function suppressionSarif({ by, reason }: Suppression): object {
  const kind = by === 'inline' || by === 'foreign' ? 'inSource' : 'external';
  return { kind, status: 'accepted', justification: reason };
}

function notification(level: 'error' | 'note', text: string, path: string): object {
  return { level, message: { text }, locations: [{ physicalLocation: { artifactLocation: artifact(path) } }] };
}

function artifact(path: string): object {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' };
}
