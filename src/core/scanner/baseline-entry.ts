// The noun of a baseline.

/** One known finding. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly path: string;
  readonly reason?: string;
}
