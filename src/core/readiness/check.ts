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

/** How far files can be trusted to decide: `high` by structure, `medium` by good signs, `low` by a hint. A `low` check never
 *  blocks on its own: its fails are shown as `warn`. */
export type Confidence = 'high' | 'medium' | 'low';

export interface Check {
  /** Stable, never reused; waivers and attestations name it. */
  readonly id: string;
  readonly category: Category;
  /** The claim that holds when the check passes, in words both voices share. */
  readonly title: string;
  /** The voice for somebody who does not program. */
  readonly plain: string;
  /** The voice for an engineer: the exact thing that goes wrong without it. */
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
  readonly confidence: Confidence;
  /** Raised whenever the same files may get another answer, so that a changed verdict can be told from a changed rule. Absent
   *  means 1. */
  readonly revision?: number;
  /** Traits the project must have; without one of them the check does not apply. */
  readonly applies: readonly TraitName[];
  /** What a named person may confirm where files cannot tell. Absent: files decide, and only a waiver accepts a fail. */
  readonly attest?: string;
  /** Pure. May throw: that costs this check its answer (state `error`) and no other. */
  evaluate(facts: Facts, policy: Policy): CheckOutcome;
}
