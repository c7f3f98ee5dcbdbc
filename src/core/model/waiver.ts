// A decision to live with a finding or a failed check for a while, as read from `.handrail/waivers.yaml`.

/** A waiver of `.handrail/waivers.yaml`, validated. Dates are UTC days, both ends included. */
export interface Waiver {
  readonly id: string;
  /** Exactly one of the two names what is waived. */
  readonly rule?: string;
  readonly check?: string;
  /** Id of an AI tool; with it, a rule about tools is waived for that tool alone. */
  readonly tool?: string;
  /** Glob; absent means everywhere. */
  readonly path?: string;
  readonly owner: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly ticket?: string;
  readonly expires: string;
}
