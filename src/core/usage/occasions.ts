// From what happened to the events that tell of it: one place for both shells, so that the same work gives the same log.
// Callers hand the events to the log of src/node/usage-log.ts. Counts and ids only; paths and messages stay behind.

import type { Finding, ToolStatus } from '../model/finding.ts';
import type { UsageEvent } from './event.ts';

type DecisionOutcome = 'allowed' | 'warned' | 'overridden' | 'waived';

type Told = Pick<Finding, 'ruleId' | 'severity' | 'suppressed' | 'kind' | 'toolId' | 'dataClass'>;

/** What a finished check says: its counts, how often each rule spoke, and which data met which tool.
 *  @param result  `files` counts those looked at, `skipped` and `failures` those not */
export function eventsOfCheck(result: {
  readonly findings: readonly Told[];
  readonly files: number;
  readonly skipped: number;
  readonly failures: number;
}): readonly UsageEvent[] {
  const { findings } = result;
  const counting = findings.filter((finding) => !finding.suppressed);
  const bySeverity = (severity: Finding['severity']): number =>
    counting.filter((finding) => finding.severity === severity).length;
  return [
    {
      eventName: 'handrail.check.completed',
      attributes: {
        'handrail.files': result.files,
        'handrail.findings.error': bySeverity('error'),
        'handrail.findings.warning': bySeverity('warning'),
        'handrail.findings.info': bySeverity('info'),
        'handrail.findings.suppressed': findings.length - counting.length,
        'handrail.skipped': result.skipped,
        'handrail.failures': result.failures,
      },
    },
    ...decisions(findings),
    ...boundaryHits(findings),
  ];
}

/** One event for each rule and outcome, with how often. Order: as the rules first spoke. */
function decisions(findings: readonly Told[]): readonly UsageEvent[] {
  return counted(findings, (finding) => [finding.ruleId, outcomeOf(finding)]).map(({ each, count }) => ({
    eventName: 'handrail.policy.decision',
    attributes: { 'handrail.rule.id': each.ruleId, 'handrail.outcome': outcomeOf(each), 'handrail.count': count },
  }));
}

/** One event for each class of data, tool that is not cleared for it, and outcome, with how often. */
function boundaryHits(findings: readonly Told[]): readonly UsageEvent[] {
  const hits = findings.filter(({ kind }) => kind === 'data-boundary');
  return counted(hits, (hit) => [hit.dataClass, hit.toolId, outcomeOf(hit)]).map(({ each, count }) => ({
    eventName: 'handrail.data_boundary.hit',
    attributes: {
      ...(each.dataClass !== undefined && { 'handrail.data.class': each.dataClass }),
      ...(each.toolId !== undefined && { 'handrail.tool.id': each.toolId }),
      'handrail.outcome': outcomeOf(each),
      'handrail.count': count,
    },
  }));
}

/** The first of each group, and how many it has; in the order in which the groups first come. */
function counted<T>(
  all: readonly T[],
  groupOf: (each: T) => readonly (string | undefined)[],
): readonly { readonly each: T; readonly count: number }[] {
  const groups = new Map<string, { readonly each: T; count: number }>();
  for (const each of all) {
    const key = JSON.stringify(groupOf(each));
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { each, count: 1 });
  }
  return [...groups.values()];
}

/** One event for each AI tool seen. A tool that nobody has decided about says nothing of being sanctioned. */
export function eventsOfTools(
  tools: readonly { readonly id: string; readonly status: ToolStatus }[],
): readonly UsageEvent[] {
  return tools.map(({ id, status }) => ({
    eventName: 'handrail.tool.detected',
    attributes: {
      'handrail.tool.id': id,
      ...((status === 'sanctioned' || status === 'unsanctioned') && {
        'handrail.tool.sanctioned': status === 'sanctioned',
      }),
    },
  }));
}

/** What a readiness report says: level, share and the checks that fail. */
export function eventOfReadiness(report: {
  readonly tier: 'sandbox' | 'internal' | 'production';
  readonly level: 'none' | 'sandbox' | 'internal' | 'production';
  readonly ready: boolean;
  /** 0 to 100, or `null` when nothing could be looked at. */
  readonly percent: number | null;
  readonly coverage: number | null;
  readonly checks: readonly { readonly id: string; readonly state: string }[];
}): UsageEvent {
  return {
    eventName: 'handrail.readiness.evaluated',
    attributes: {
      'handrail.tier': report.tier,
      'handrail.level': report.level,
      'handrail.ready': report.ready,
      ...(report.percent !== null && { 'handrail.percent': Math.round(report.percent) }),
      ...(report.coverage !== null && { 'handrail.coverage': Math.round(report.coverage) }),
      'handrail.failed': report.checks.filter((check) => check.state === 'fail').map((check) => check.id),
    },
  };
}

/** The policy's words for what became of it. A finding shown as information only is one that the policy lets pass. */
function outcomeOf({ severity, suppressed }: Pick<Finding, 'severity' | 'suppressed'>): DecisionOutcome {
  switch (suppressed?.by) {
    case undefined:
      return severity === 'info' ? 'allowed' : 'warned';
    case 'waiver':
      return 'waived';
    case 'inline':
    case 'foreign':
      return 'overridden';
    case 'baseline':
      return 'allowed';
  }
}
