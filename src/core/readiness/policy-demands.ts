// What the policy asks of readiness: internal domains, allowed remotes and platforms, checks it requires or enforces, length and
// approvers of waivers. Every layer is asked by itself, its own words before those of its presets, and the strictest answer holds, so
// that a lower layer can only ask for more.

import { tiers, type Tier } from '../model/outcome.ts';
import { internalDomainsOf } from '../policy/internal-domains.ts';
import type { Mode } from '../policy/ladders.ts';
import { speakersOf, wordOf } from '../policy/listing.ts';
import { namedPlatforms, platformVerdicts } from '../policy/platforms.ts';
import type { Policy, PolicyLayer } from '../policy/policy.ts';
import type { PolicyDocument } from '../policy/schema.ts';
import type { Track } from '../project/declaration.ts';
import { matchesGlob } from '../text/glob.ts';
import type { Check } from './check.ts';
import { defaultWaiverDays, type RulingLimits } from './rulings.ts';

export interface ReadinessDemands {
  /** Suffixes of host names that only colleagues reach. Naming one makes the boundary laxer, so a workspace or a user cannot. */
  readonly internalDomains: readonly string[];
  /** Globs of remotes such as `github.com/acme/*`, one list for each layer that has one; a remote must be in all of them. */
  readonly allowedRemotes: readonly (readonly string[])[];
  /** Whether some layer says which platforms are approved. */
  readonly governsPlatforms: boolean;
  /** Platforms that some layer names as approved, for the way out. */
  readonly approvedPlatforms: readonly string[];
  /** @param track  of the project; absent asks whether it is allowed to anybody */
  allowsPlatform(id: string, track?: Track): boolean;
  limits(tier: Tier): RulingLimits;
  demand(check: Check): { readonly requiredFrom: Check['requiredFrom']; readonly enforced: boolean };
}

/** Read the demands of all layers. What is asked of a check or a tier is worked out once. */
export function readinessDemands(policy: Policy): ReadinessDemands {
  const limits = new Map<Tier, RulingLimits>();
  const demands = new Map<Check, ReturnType<ReadinessDemands['demand']>>();
  return {
    internalDomains: internalDomainsOf(policy),
    allowedRemotes: policy.layers.map(remotesOf).filter((globs) => globs.length > 0),
    governsPlatforms: policy.layers.some((layer) => isAboutPlatforms(layer)),
    approvedPlatforms: namedPlatforms(policy),
    allowsPlatform: (id, track) => platformVerdicts(policy, id, track).every(({ verdict }) => verdict === 'allow'),
    limits: (tier) => remember(limits, tier, () => limitsOf(policy, tier)),
    demand: (check) => remember(demands, check, () => demandOf(policy, check)),
  };
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, work: () => Value): Value {
  const value = known.get(key) ?? work();
  known.set(key, value);
  return value;
}

/** Whether a remote such as `github.com/acme/shop` is one of the company's places. */
export function allowsRemote(demands: ReadinessDemands, remote: string): boolean {
  return demands.allowedRemotes.every((globs) => globs.some((glob) => matchesGlob(remote, glob)));
}

function isAboutPlatforms(layer: PolicyLayer): boolean {
  return speakersOf(layer).some(({ document: { platforms = {} } }) => {
    const { default: general, allow = [], ask = [], deny = [] } = platforms;
    return general !== undefined || allow.length + ask.length + deny.length > 0;
  });
}

function remotesOf(layer: PolicyLayer): readonly string[] {
  return speakersOf(layer).flatMap(({ document }) => document.repositories?.allowedRemotes ?? []);
}

function limitsOf(policy: Policy, tier: Tier): RulingLimits {
  const said = <T>(read: (limits: TierLimits) => T | undefined): readonly T[] =>
    policy.layers.flatMap((layer) => {
      const word = wordOf(layer, ({ production }) => read(production?.tiers?.[tier] ?? {}));
      return word === undefined ? [] : [word.value];
    });
  const [first, ...others] = said(({ approvers }) => approvers);
  return {
    maxWaiverDays: {
      ...defaultWaiverDays,
      [tier]: Math.min(defaultWaiverDays[tier], ...said(({ maxWaiverDays }) => maxWaiverDays)),
    },
    ...(first === undefined
      ? {}
      : { approvers: first.filter((name) => others.every((names) => names.includes(name))) }),
  };
}

type TierLimits = NonNullable<NonNullable<NonNullable<PolicyDocument['production']>['tiers']>[Tier]>;

function demandOf(policy: Policy, check: Check): ReturnType<ReadinessDemands['demand']> {
  const speakers = policy.layers.flatMap((layer) => speakersOf(layer));
  const requiring = tiers.find((tier) =>
    speakers.some(({ document }) => document.production?.tiers?.[tier]?.require?.includes(check.id) === true),
  );
  const enforced = policy.layers.some((layer) => modeOf(layer, check.id) === 'enforce');
  const asked = requiring ?? (enforced ? 'production' : 'advice');
  return { requiredFrom: earlier(check.requiredFrom, asked), enforced: enforced || requiring !== undefined };
}

function modeOf(layer: PolicyLayer, checkId: string): Mode | undefined {
  return wordOf(layer, ({ production }) => {
    const checks = production?.checks;
    return checks !== undefined && Object.hasOwn(checks, checkId) ? checks[checkId]?.mode : undefined;
  })?.value;
}

function earlier(one: Check['requiredFrom'], other: Check['requiredFrom']): Check['requiredFrom'] {
  const order: readonly Check['requiredFrom'][] = [...tiers, 'advice'];
  return order.indexOf(one) <= order.indexOf(other) ? one : other;
}
