// One kind of credential that is told by its place, as data. The tables are secrets-in-*.ts. What a row cannot say is a function
// in detectors/sensitive-data/structure-checks.ts, by name.

import type { CredentialGroup } from './credential-row.ts';
import type { RuleSeverity } from '../model/finding.ts';

/** What is asked of a value beyond its expression. */
export type StructureCheck =
  | 'key-block'
  | 'encoded-key-block'
  | 'jwt'
  | 'address-password'
  | 'encoded-pair'
  | 'drawn'
  | 'chosen'
  | 'mixed'
  | 'seed-phrase'
  | 'discord';

/** One kind of credential with a place of its own. */
export interface StructureRow {
  /** Rule id without `sensitive-data/`. Never reused. */
  readonly id: string;
  readonly title: string;
  readonly group: CredentialGroup;
  readonly severity: RuleSeverity;
  readonly source: string;
  /** None for what other probes report under this rule. */
  readonly places: readonly StructurePlace[];
  readonly anyCase?: true;
  readonly check: StructureCheck;
}

export interface StructurePlace {
  readonly keywords: readonly string[];
  /** Bounded; tried where a keyword begins. The group `value` is the value, `host` where it leads. */
  readonly expression: string;
  /** A sign that stands in every match, with neither blanks nor quotes before it. */
  readonly sign?: string;
  /** Characters of a class, so many together, that stand in every match within a hundred characters behind the keyword. */
  readonly run?: { readonly characters: string; readonly length: number };
}
