// The contract of a readiness check. Adding one: a file in checks/ named by its id, a line in registry.ts, a fixture that passes
// and one that fails.

import type { CheckOutcome, Tier } from '../model/outcome.ts';
import type { Policy } from '../policy/policy.ts';
import type { Facts } from './facts.ts';
import type { TraitName } from './traits.ts';

/** In the order in which they are shown. */
export const categories = [
  'Security',
  'Data',
  'Testing',
  'Review',
  'Deployment',
  'Observability',
  'Reliability',
  'Ownership',
] as const;
export type Category = (typeof categories)[number];

/** Weights by risk. Source: https://github.com/ossf/scorecard/blob/main/docs/checks.md (Critical, High, Medium, Low) */
export const weights = { critical: 10, high: 7.5, medium: 5, low: 2.5 } as const;
export type Weight = (typeof weights)[keyof typeof weights];

export interface Check {
  /** Stable, never reused; waivers and attestations name it. */
  readonly id: string;
  readonly category: Category;
  readonly title: string;
  /** For somebody who does not program. */
  readonly plain: string;
  /** For an engineer: what goes wrong without it. */
  readonly why: string;
  /** The next step, as an instruction. */
  readonly fix: string;
  /** The document the check descends from. */
  readonly source: string;
  /** Lowest tier at which a fail blocks; `advice` never blocks. */
  readonly requiredFrom: Tier | 'advice';
  readonly weight: Weight;
  /** Work for a person who has not done it before: 1 minutes, 2 an hour, 3 a day and more. Orders the next steps. */
  readonly effort: 1 | 2 | 3;
  /** Traits the project must have; without one of them the check does not apply. */
  readonly applies: readonly TraitName[];
  /** What a named person may confirm where files cannot tell. Absent: files decide, and only a waiver accepts a fail. */
  readonly attest?: string;
  /** Pure. May throw: that costs this check its answer (state `error`) and no other. */
  evaluate(facts: Facts, policy: Policy): CheckOutcome;
}
