// What a readiness check can conclude. Unknown is never a pass and never a fail; every state carries its reason.

/** Tiers, weakest first; each includes the ones before it. */
export const tiers = ['sandbox', 'internal', 'production'] as const;
export type Tier = (typeof tiers)[number];

/** What a check can come out as, after people's decisions. */
export const checkStates = [
  'pass',
  'fail',
  'warn',
  'unknown',
  'not_applicable',
  'waived',
  'attested',
  'error',
] as const;
export type CheckState = (typeof checkStates)[number];

/** Where a check looked and what it saw there. */
export interface CheckEvidence {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly note: string;
}

/** What a check says of a workspace before waivers and attestations are weighed. */
export type CheckOutcome =
  | { readonly state: 'pass'; readonly evidence: readonly CheckEvidence[] }
  | { readonly state: 'fail'; readonly evidence: readonly CheckEvidence[]; readonly because: string }
  | { readonly state: 'warn'; readonly evidence: readonly CheckEvidence[]; readonly because: string }
  /** Evidence of an `unknown` are the places a person has to look at. */
  | { readonly state: 'unknown'; readonly because: string; readonly evidence?: readonly CheckEvidence[] }
  | { readonly state: 'not_applicable'; readonly because: string };
