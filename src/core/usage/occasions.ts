// From what happened to the events that tell of it: one place for both shells, so that the same work gives the same log.
// Callers hand the events to the log of src/node/usage-log.ts. Counts and ids only; paths and messages stay behind.

import type { Finding, ToolStatus } from '../model/finding.ts';
import type { UsageEvent } from './event.ts';

type DecisionOutcome = 'allowed' | 'warned' | 'overridden' | 'waived';

/** What a finished check says: its counts, and how often each rule spoke.
 *  @param result  `files` counts those looked at, `skipped` and `failures` those not */
export function eventsOfCheck(result: {
  readonly findings: readonly Pick<Finding, 'ruleId' | 'severity' | 'suppressed'>[];
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
  ];
}

/** One event for each rule and outcome, with how often. Order: as the rules first spoke. */
export function decisions(
  findings: readonly Pick<Finding, 'ruleId' | 'severity' | 'suppressed'>[],
): readonly UsageEvent[] {
  const counts = new Map<string, { readonly rule: string; readonly outcome: DecisionOutcome; count: number }>();
  for (const finding of findings) {
    const outcome = outcomeOf(finding);
    const key = `${finding.ruleId} ${outcome}`;
    const entry = counts.get(key);
    if (entry) entry.count += 1;
    else counts.set(key, { rule: finding.ruleId, outcome, count: 1 });
  }
  return [...counts.values()].map(({ rule, outcome, count }) => ({
    eventName: 'handrail.policy.decision',
    attributes: { 'handrail.rule.id': rule, 'handrail.outcome': outcome, 'handrail.count': count },
  }));
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
