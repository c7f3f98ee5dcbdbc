// The result of `check`, as every report format receives it.

import type { DetectorFailure, Finding } from '../model/finding.ts';
import type { SkipReason } from '../ports.ts';

export interface CheckResult {
  /** Product version. */
  readonly version: string;
  readonly tool: 'handrail';
  /** Only when the caller set the clock. */
  readonly asOf?: string;
  readonly policy: {
    readonly name: string;
    readonly version: string;
    readonly serial: number | null;
    readonly hash: string | null;
    readonly layers: readonly string[];
  };
  readonly summary: {
    readonly files: number;
    readonly bytes: number;
    readonly skipped: readonly { readonly path: string; readonly reason: SkipReason }[];
  };
  /** Sorted by path, startOffset, ruleId; suppressed ones included. */
  readonly findings: readonly Finding[];
  readonly failures: readonly DetectorFailure[];
}
