// From what was seen to what is said: severity under the policy → suppression comments → waivers and exceptions → baseline → sort.
// Reads no text: everything it needs is in the scanned document, so a change of policy costs no scan.

import type { Catalog } from '../catalog/catalog.ts';
import type { Finding, Match, Rule, Suppression } from '../model/finding.ts';
import type { Waiver } from '../model/waiver.ts';
import type { Policy } from '../policy/policy.ts';
import type { PlacedIssue, ScannedDocument, SuppressionComment } from './scanned-document.ts';
import { toolFindings } from '../detectors/ai-tools/assess.ts';
import { boundaryFindings, type HeldClass } from '../detectors/data-boundary/assess.ts';
import { dataClassFor, highest, type Surroundings } from '../policy/data-classes.ts';
import { foreignMarkersCount, ruleStanding } from '../policy/decide.ts';
import { unattendedAgents } from '../policy/unattended-agents.ts';
import { momentInWords } from '../policy/break-glass.ts';
import { endOf, exceptionFor, holds } from '../policy/exceptions.ts';
import { whyWaiverRefused } from '../policy/waiver-terms.ts';
import { ownRule, type OwnRule } from '../detectors/custom-patterns/own-patterns.ts';
import { ruleUnder } from '../detectors/registry.ts';
import { broadPermission, skipsApproval } from '../detectors/agent-files/rules.ts';
import { autoApprovedServer } from '../detectors/ai-tools/rules.ts';
import { matchesGlob } from '../text/glob.ts';
import { sha256 } from '../text/hash.ts';

/** What people have decided about findings, apart from the policy. */
export interface Rulings {
  readonly waivers: readonly Waiver[];
  /** Fingerprints that were there before, with the reason to show. */
  readonly baseline: ReadonlyMap<string, Suppression>;
  /** UTC day (YYYY-MM-DD) at which waivers and exceptions are weighed. */
  readonly today: string;
  /** Moment (ISO 8601, UTC) at which exceptions for an hour are weighed; absent means that none of them holds. */
  readonly now?: string;
  /** Where the documents lie, for the class of their data; absent when nothing is known. */
  readonly surroundings?: Surroundings;
  /** Ignore comments, waivers, exceptions and baseline: show everything. */
  readonly ignoreSuppressions?: boolean;
}

/** Findings of one document under a policy, suppressed ones included. Sorted by startOffset, then rule id. */
export function judge(
  scanned: ScannedDocument,
  policy: Policy,
  catalog: Catalog,
  rulings: Rulings,
): readonly Finding[] {
  const weighed = (finding: Finding): Finding => withSuppression(finding, scanned.suppressions, policy, rulings);
  const matches = scanned.matches.flatMap((match) => matchFinding(match, scanned.path, policy)).map(weighed);
  const others = [
    ...toolFindings(scanned, policy, catalog, rulings.today),
    ...boundaryFindings(scanned, heldClasses(matches, policy), rulings.surroundings ?? nowhere, policy, catalog),
    ...scanned.issues.flatMap((issue) => issueFinding(issue, policy)),
  ];
  return [...matches, ...others.map(weighed)].sort(
    (a, b) => a.region.startOffset - b.region.startOffset || (a.ruleId < b.ruleId ? -1 : 1),
  );
}

const nowhere: Surroundings = { remotes: [], projects: [] };

/** Classes of what a document holds. What is suppressed was decided to be no such data. */
function heldClasses(matches: readonly Finding[], policy: Policy): readonly HeldClass[] {
  return matches.flatMap(({ dataClass, suppressed, ruleId }) =>
    dataClass === undefined || suppressed !== undefined
      ? []
      : [{ id: dataClass, title: ruleUnder(policy, ruleId)?.title ?? ruleId }],
  );
}

/** Rules about agents that act without a question: `agents.autoApprove` speaks for them. */
const aboutUnattendedAgents: ReadonlySet<string> = new Set([
  skipsApproval.id,
  broadPermission.id,
  autoApprovedServer.id,
]);

function matchFinding(match: Match, path: string, policy: Policy): readonly Finding[] {
  const rule = ruleUnder(policy, match.ruleId);
  if (rule === undefined) return [];
  const placed = match.severity === undefined ? rule : { ...rule, severity: match.severity };
  const { severity } = ruleStanding(policy, placed, { path });
  if (severity === undefined) return [];
  const own = ownRule(policy, rule.id);
  // A policy shows samples of what it looks for.
  if (own !== undefined && policy.layers.some(({ source }) => source === path)) return [];
  const dataClass = classOf(rule, own, policy);
  const agents = aboutUnattendedAgents.has(rule.id) ? unattendedAgents(policy) : undefined;
  if (agents?.verdict === 'allow') return [];
  return [
    {
      ruleId: rule.id,
      kind: rule.kind,
      severity,
      confidence: match.confidence,
      path,
      region: match.region,
      message: [
        `${rule.title}.`,
        match.detail,
        agents?.verdict === 'deny' ? 'The policy does not allow it.' : undefined,
        rule.why,
        rule.fix,
      ]
        .filter((part) => part !== undefined)
        .join(' '),
      preview: match.preview,
      fingerprint: match.fingerprint,
      ...(agents?.decidedBy !== undefined && { decidedBy: agents.decidedBy }),
      ...(dataClass !== undefined && { dataClass }),
      ...(own?.place !== undefined && { decidedBy: own.place }),
      ...(match.fixData !== undefined && { fixData: match.fixData }),
      fixes: match.fixes ?? [],
    },
  ];
}

/** The highest class that speaks of a rule: by its id or tags, or given by the policy's own pattern, which classes name without prefix. */
function classOf(rule: Rule, own: OwnRule | undefined, policy: Policy): string | undefined {
  const named = [rule.id, ...(own === undefined ? [] : [rule.id.slice(rule.id.indexOf('/') + 1)])].flatMap(
    (id) => dataClassFor(policy, { ...rule, id }) ?? [],
  );
  const classes = [...named, ...(own?.dataClasses ?? [])].map((id) => ({ id }));
  return highest(policy, classes)?.id ?? classes[0]?.id;
}

/** A problem of the file itself, as the scan met it. */
function issueFinding(issue: PlacedIssue, policy: Policy): readonly Finding[] {
  const rule = ruleUnder(policy, issue.code);
  if (rule === undefined) return [];
  const { severity } = ruleStanding(policy, rule, { path: issue.file });
  if (severity === undefined) return [];
  const { line, column, endLine, endColumn, startOffset, endOffset } = issue;
  return [
    {
      ruleId: rule.id,
      kind: rule.kind,
      severity,
      confidence: 'high',
      path: issue.file,
      region: { startLine: line, startColumn: column, endLine, endColumn, startOffset, endOffset },
      message: issue.message,
      preview: '',
      fingerprint: sha256([issue.code, issue.file, issue.message].join('\0')),
      fixes: [],
    },
  ];
}

function withSuppression(
  finding: Finding,
  comments: readonly SuppressionComment[],
  policy: Policy,
  rulings: Rulings,
): Finding {
  if (rulings.ignoreSuppressions === true) return finding;
  const rule = ruleUnder(policy, finding.ruleId);
  const ids = [finding.ruleId, ...(finding.policyRule === undefined ? [] : [finding.policyRule])];
  const isSuppressible = ids.every(
    (id) => ruleStanding(policy, { id, severity: 'high' }, { path: finding.path }).suppressible,
  );
  if (rule === undefined || !isSuppressible) return finding;
  const suppressed =
    byComment(finding, rule, comments, policy) ??
    byWaiver(finding, policy, rulings) ??
    byException(finding, policy, rulings.now ?? rulings.today) ??
    rulings.baseline.get(finding.fingerprint);
  return suppressed === undefined ? finding : { ...finding, suppressed };
}

function byComment(
  finding: Finding,
  rule: Rule,
  comments: readonly SuppressionComment[],
  policy: Policy,
): Suppression | undefined {
  const line = finding.region.startLine;
  const comment = comments.find((each) => {
    const [first, last] = each.lines ?? (each.line === 0 ? [1, Infinity] : [each.line, each.line]);
    if (line < first || line > last) return false;
    if (each.by === 'inline') return each.ruleIds.includes(finding.ruleId);
    return rule.tags.includes('credential') && foreignMarkersCount(policy);
  });
  return comment && { by: comment.by, reason: comment.reason };
}

function byWaiver(finding: Finding, policy: Policy, { waivers, today }: Rulings): Suppression | undefined {
  const waiver = waivers.find(
    (each) =>
      (each.rule === finding.ruleId || (each.rule !== undefined && each.rule === finding.policyRule)) &&
      (each.tool === undefined || each.tool === finding.toolId) &&
      (each.path === undefined || matchesGlob(finding.path, each.path)) &&
      holds(each, today) &&
      whyWaiverRefused(each, policy) === undefined,
  );
  return waiver && { by: 'waiver', reason: `${waiver.id}: ${waiver.reason}` };
}

function byException(finding: Finding, policy: Policy, at: string): Suppression | undefined {
  const { ruleId, policyRule, toolId, path } = finding;
  const exception =
    exceptionFor(policy, { ruleId, path, at, toolId }) ??
    (policyRule === undefined ? undefined : exceptionFor(policy, { ruleId: policyRule, path, at, toolId }));
  if (exception === undefined) return undefined;
  const hour = exception.breakGlass === undefined ? '' : `break-glass until ${momentInWords(endOf(exception))}: `;
  return { by: 'waiver', reason: `${exception.id}: ${hour}${exception.reason}` };
}
