// The closed set of usage events and the attributes each may carry. Callers build a `UsageEvent`; `admit` is the border at
// which anything the table does not name is left out. What the log is for and who sees it: docs/privacy.md.

import type { AttributeShape, AttributeValue, AttributeValueOf } from './attribute.ts';
import { fits } from './attribute.ts';

/** Version of this table, stamped on each line. */
export const usageSchemaVersion = 1;

const id = { kind: 'id' } as const;
const ids = { kind: 'ids' } as const;
const rule = { kind: 'rule' } as const;
const rules = { kind: 'rules' } as const;
const version = { kind: 'version' } as const;
const digest = { kind: 'digest' } as const;
const day = { kind: 'day' } as const;
const count = { kind: 'count' } as const;
const flag = { kind: 'flag' } as const;

const tier = choice('sandbox', 'internal', 'production');
const outcome = choice('allowed', 'warned', 'blocked', 'overridden', 'waived');
const track = choice('technical', 'citizen_builder');
const role = choice('engineer', 'lead', 'manager', 'executive', 'builder', 'other');

/** Attributes that any event may carry. `handrail.project.id` is a keyed hash, never a path or a repository's name. */
export const commonAttributes = {
  'handrail.event.id': id,
  'handrail.project.id': digest,
  'handrail.policy.digest': digest,
  'handrail.actor.role': role,
  'handrail.actor.track': track,
  'handrail.source': id,
  'handrail.confidence': choice('high', 'medium', 'low'),
  /** How many attributes did not fit the table and were left out. */
  'handrail.log.dropped': count,
  /** On the first line of a file: the hash before it, or a random start when there is none. */
  'handrail.chain.previous': digest,
  /** Bytes of an unfinished line that were cut off before this line was written. */
  'handrail.log.recovered_bytes': count,
} as const satisfies Readonly<Record<string, AttributeShape>>;

/** Every event there is, with what it says in plain words. Adding one: a row here, and a line in docs/privacy.md. */
export const usageEvents = {
  'handrail.check.completed': {
    plain: 'A check ran',
    attributes: {
      'handrail.files': count,
      'handrail.findings.error': count,
      'handrail.findings.warning': count,
      'handrail.findings.info': count,
      'handrail.findings.suppressed': count,
      'handrail.skipped': count,
      'handrail.failures': count,
    },
  },
  'handrail.policy.loaded': {
    plain: 'A policy took effect',
    attributes: {
      'handrail.policy.version': version,
      'handrail.policy.serial': count,
      'handrail.policy.source': choice('builtin', 'managed', 'organisation', 'team', 'workspace', 'user'),
      'handrail.policy.age_hours': count,
      'handrail.policy.signed': flag,
    },
  },
  'handrail.policy.rejected': {
    plain: 'A policy could not be used',
    attributes: {
      'handrail.reject.reason': rule,
      'handrail.policy.source': choice('managed', 'organisation', 'team', 'workspace', 'user'),
      'handrail.fallback': choice('last-known-good', 'builtin', 'none'),
    },
  },
  'handrail.policy.decision': {
    plain: 'A rule spoke',
    attributes: {
      'handrail.rule.id': rule,
      'handrail.rule.mode': choice('audit', 'warn', 'enforce'),
      'handrail.outcome': outcome,
      'handrail.tier': tier,
      'handrail.override.reason_code': id,
      'handrail.count': count,
    },
  },
  'handrail.data_boundary.hit': {
    plain: 'Data met a tool that is not cleared for it',
    attributes: {
      'handrail.data.class': id,
      'handrail.tool.id': id,
      'handrail.outcome': outcome,
      'handrail.count': count,
    },
  },
  'handrail.tool.detected': {
    plain: 'An AI tool was seen in a project',
    attributes: {
      'handrail.tool.id': id,
      'handrail.tool.version': version,
      'handrail.tool.sanctioned': flag,
      'handrail.tool.kind': choice('extension', 'cli', 'mcp', 'web', 'library'),
    },
  },
  'handrail.fix.applied': {
    plain: 'A suggested fix was applied',
    attributes: { 'handrail.rule.id': rule, 'handrail.fix.kind': id },
  },
  'handrail.readiness.evaluated': {
    plain: 'Readiness was looked at',
    attributes: {
      'handrail.check_set.version': rule,
      'handrail.tier': tier,
      'handrail.level': choice('none', 'sandbox', 'internal', 'production'),
      'handrail.ready': flag,
      'handrail.percent': count,
      'handrail.coverage': count,
      'handrail.failed': ids,
    },
  },
  'handrail.readiness.fixed': {
    plain: 'A readiness check turned green',
    attributes: { 'handrail.check.id': id, 'handrail.fix.kind': id, 'handrail.hours_open': count },
  },
  'handrail.production_boundary.changed': {
    plain: 'A project moved towards or away from production',
    attributes: {
      'handrail.verdict': choice('production', 'likely_production', 'internal', 'sandbox'),
      'handrail.signals': ids,
      'handrail.state': choice('detected', 'confirmed', 'denied'),
    },
  },
  'handrail.attestation.made': {
    plain: 'Somebody vouched for a check',
    attributes: { 'handrail.check.id': id, 'handrail.expires': day },
  },
  'handrail.exception.changed': {
    plain: 'An exception changed',
    attributes: {
      'handrail.exception.id': id,
      'handrail.rule.id': rule,
      'handrail.state': choice(
        ...(['requested', 'approved', 'denied', 'used', 'expiring', 'expired', 'unused', 'break_glass'] as const),
      ),
      'handrail.expires': day,
    },
  },
  'handrail.assist.day': {
    plain: 'A day of work with an AI tool',
    attributes: {
      'handrail.day': day,
      'gen_ai.provider.name': id,
      'gen_ai.agent.name': id,
      'gen_ai.request.model': { kind: 'model' },
      'handrail.tool.id': id,
      'handrail.tool.sanctioned': flag,
      'handrail.mode': choice('completion', 'chat', 'agent', 'background_agent'),
      'handrail.task.kind': choice(
        ...(['write', 'explain', 'test', 'review', 'refactor', 'debug', 'docs', 'plan', 'data', 'operate'] as const),
        ...(['build_app', 'automate', 'analyse', 'write_text', 'make_slides', 'design'] as const),
        ...(['connect_tools', 'maintain'] as const),
      ),
      'handrail.sessions.bucket': choice('1', '2-5', '6+'),
      'handrail.verified': choice('true', 'false', 'unknown'),
    },
  },
  'handrail.cost.day': {
    plain: 'What a day of AI use cost',
    attributes: {
      'handrail.day': day,
      'gen_ai.usage.input_tokens': count,
      'gen_ai.usage.output_tokens': count,
      'handrail.cost.estimate_cents': count,
      'handrail.cost.currency': id,
    },
  },
  'handrail.assessment.completed': {
    plain: 'You finished the self-assessment',
    attributes: { 'handrail.form': id, 'handrail.dimensions': ids },
  },
  'handrail.showcase.changed': {
    plain: 'A showcase changed',
    attributes: {
      'handrail.showcase.id': id,
      'handrail.state': choice('published', 'viewed', 'reused', 'thanked'),
      'handrail.team.id': id,
    },
  },
  'handrail.champion.changed': {
    plain: 'Your part as a champion changed',
    attributes: { 'handrail.state': choice('volunteered', 'named', 'mandated', 'connected') },
  },
  'handrail.plan.milestone': {
    plain: 'A milestone of the plan was reached',
    attributes: { 'handrail.milestone.id': id, 'handrail.evidence': rules },
  },
  'handrail.consent.changed': {
    plain: 'You changed what is shared',
    attributes: { 'handrail.scope': id, 'handrail.state': choice('on', 'off') },
  },
  'handrail.log.checkpoint': {
    plain: 'The log was sealed for the day',
    attributes: { 'handrail.chain.head': digest, 'handrail.chain.length': count, 'handrail.chain.key_id': id },
  },
  'handrail.person.week': {
    plain: 'Your week in broad steps, the only row that can be shared',
    attributes: {
      'handrail.week': day,
      'handrail.week_token': digest,
      'handrail.team.id': id,
      'handrail.place': choice('champion', 'willing_middle', 'cautious', 'unknown'),
      'handrail.place.nuance': id,
      'handrail.active_days.bucket': id,
      'handrail.kinds.bucket': choice('0', '1', '2-3', '4+'),
      'handrail.depth.bucket': choice('none', 'completion', 'chat', 'agent', 'workflow'),
      'handrail.sanctioned.bucket': choice('none', 'some', 'most', 'all'),
    },
  },
} as const satisfies Readonly<Record<`handrail.${string}`, EventShape>>;

interface EventShape {
  /** What happened, for the person whose log it is. */
  readonly plain: string;
  readonly attributes: Readonly<Record<string, AttributeShape>>;
}

/** Names of all events. */
export type UsageEventName = keyof typeof usageEvents;

type Attributes<Shapes extends Readonly<Record<string, AttributeShape>>> = {
  readonly [Name in keyof Shapes]?: AttributeValueOf<Shapes[Name]>;
};

/** One event, as callers give it. Every attribute may be absent: unknown is left out, not zero. */
export type UsageEvent = {
  [Name in UsageEventName]: {
    readonly eventName: Name;
    readonly attributes: Attributes<(typeof usageEvents)[Name]['attributes']> & Attributes<typeof commonAttributes>;
  };
}[UsageEventName];

/** Keep what the table names and what has the right shape; count the rest in `handrail.log.dropped`.
 *  @returns attributes in the table's terms only; undefined when there is no such event */
export function admit(event: {
  readonly eventName: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}): { readonly eventName: UsageEventName; readonly attributes: Readonly<Record<string, AttributeValue>> } | undefined {
  if (!isEventName(event.eventName)) return undefined;
  const own: Readonly<Record<string, AttributeShape>> = usageEvents[event.eventName].attributes;
  const common: Readonly<Record<string, AttributeShape>> = commonAttributes;
  const kept: Record<string, AttributeValue> = {};
  let dropped = 0;
  for (const [name, value] of Object.entries(event.attributes)) {
    if (value === undefined) continue;
    const shape = shapeOf(own, name) ?? shapeOf(common, name);
    if (shape && fits(shape, value)) kept[name] = value;
    else dropped += 1;
  }
  if (dropped > 0) kept['handrail.log.dropped'] = dropped;
  return { eventName: event.eventName, attributes: kept };
}

/** What an event says, for the person; the name itself when it comes from a newer version. */
export function plainEvent(eventName: string): string {
  return isEventName(eventName) ? usageEvents[eventName].plain : eventName;
}

function isEventName(name: string): name is UsageEventName {
  return Object.hasOwn(usageEvents, name);
}

function shapeOf(shapes: Readonly<Record<string, AttributeShape>>, name: string): AttributeShape | undefined {
  return Object.hasOwn(shapes, name) ? shapes[name] : undefined;
}

function choice<const Words extends readonly string[]>(...of: Words): { readonly kind: 'choice'; readonly of: Words } {
  return { kind: 'choice', of };
}
