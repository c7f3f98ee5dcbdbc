// One kind of credential as data, and the short way to write the usual ones. The tables are the secrets-*.ts files beside this one.

import type { RuleSeverity } from '../model/finding.ts';

/** Checks beyond the pattern, by name. */
export type CredentialValidator = 'random' | 'github' | 'supabase-service' | 'pem' | 'database' | 'assigned';

/** One kind of credential. */
export interface CredentialRow {
  /** Rule id without `sensitive-data/`. */
  readonly id: string;
  readonly title: string;
  /** What the key opens, to complete "Whoever has it can …". */
  readonly opens: string;
  /** Literals that must occur; at one of them the pattern is tried. Compared without regard to case. */
  readonly keywords: readonly string[];
  /** Characters before the keyword that belong to the value. */
  readonly before?: number;
  /** Source of a bounded, sticky expression. When it has a group, the group is the value. */
  readonly pattern: string;
  readonly validator?: CredentialValidator;
  readonly severity?: RuleSeverity;
  /** The provider's own words on the format. */
  readonly source: string;
  readonly revokeUrl?: string;
}

/** A row for a token that begins with a fixed prefix.
 *  @param rest  source of the expression after the prefix */
export function row(
  id: string,
  title: string,
  opens: string,
  prefix: string,
  rest: string,
  source: string,
  revokeUrl?: string,
  validator: CredentialValidator = 'random',
): CredentialRow {
  return {
    id,
    title,
    opens,
    keywords: [prefix],
    pattern: prefix.replace(/[.+]/g, '\\$&') + rest,
    validator,
    source,
    ...(revokeUrl === undefined ? {} : { revokeUrl }),
  };
}
