// From what was seen to what is said: dedupe → suppression comments → waivers and exceptions → policy severity → sort.

import type { Suppression } from '../model/finding.ts';

/** A waiver of `.handrail/waivers.yaml`, validated. Dates are UTC days, both ends included. */
export interface Waiver {
  readonly id: string;
  /** Exactly one of the two names what is waived. */
  readonly rule?: string;
  readonly check?: string;
  /** Glob; absent means everywhere. */
  readonly path?: string;
  readonly owner: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly ticket?: string;
  readonly expires: string;
}

/** What people have decided about findings, apart from the policy. */
export interface Rulings {
  readonly waivers: readonly Waiver[];
  /** Fingerprints that were there before, with the reason to show. */
  readonly baseline: ReadonlyMap<string, Suppression>;
  /** UTC day (YYYY-MM-DD) at which waivers and exceptions are weighed. */
  readonly today: string;
  /** Ignore comments, waivers, exceptions and baseline: show everything. */
  readonly ignoreSuppressions?: boolean;
}
