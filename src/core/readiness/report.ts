// The result of `readiness`, as every format and the editor's view receive it. Field names are those of `--format json`.

import type { CheckEvidence, CheckState, Tier } from '../model/outcome.ts';
import type { Boundary } from './boundary.ts';
import type { CheckChange } from './compare-reports.ts';
import type { Category, Confidence, Weight } from './check.ts';

export interface CheckReport {
  readonly id: string;
  readonly category: Category;
  readonly title: string;
  readonly plain: string;
  readonly state: CheckState;
  readonly requiredFrom: Tier | 'advice';
  readonly weight: Weight;
  readonly evidence: readonly CheckEvidence[];
  /** The next step. */
  readonly fix: string;
  /** Why this state; always there unless the check passed. */
  readonly because?: string;
  readonly why: string;
  readonly source: string;
  readonly confidence: Confidence;
  /** Of the rule that gave this answer; compared by compare-reports.ts. */
  readonly revision: number;
  /** What a named person may confirm here; absent when only files decide. */
  readonly attest?: string;
  /** Whether `readiness fix` has a file to offer. */
  readonly fixable: boolean;
}

export interface ProjectReport {
  readonly tier: Tier;
  /** Who chose the tier. */
  readonly tierFrom: 'option' | 'declaration' | 'boundary';
  readonly level: Tier | 'none';
  readonly ready: boolean;
  /** 0 to 100, whole. */
  readonly percent: number;
  /** 0 to 100, whole: how much of the list could be decided. */
  readonly coverage: number;
  readonly checkSet: string;
  readonly asOf?: string;
  readonly boundary: Boundary;
  /** All checks, in the order of the registry. */
  readonly checks: readonly CheckReport[];
  /** Ids of the checks to turn to next, most useful first; [] when nothing is left. */
  readonly next: readonly string[];
  /** Things people should know that no check says: an ended waiver that nobody needs, a tier below what was found. */
  readonly notes: readonly string[];
  /** Against the last report, when the caller had one. */
  readonly changes?: readonly CheckChange[];
}

/** One project of a monorepo. */
export interface PlacedReport extends ProjectReport {
  /** Folder, posix, relative to the root. */
  readonly path: string;
  /** Of a project that was found, not declared: whether it goes live by itself or inside of another. */
  readonly kind?: 'application' | 'library';
  /** Why it counts as a project; absent when it is declared. */
  readonly foundBy?: readonly CheckEvidence[];
}

export interface ReadinessReport extends ProjectReport {
  /** Absent when the workspace is one project. */
  readonly projects?: readonly PlacedReport[];
}

/** Whether a project only goes live inside of another one: it is judged and shown, and holds nobody up by itself. */
export function isPart({ kind }: Pick<PlacedReport, 'kind'>): boolean {
  return kind === 'library';
}
