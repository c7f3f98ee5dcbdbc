// The rules of credentials, with the sentences that all of them share.

import type { Rule, RuleSeverity } from '../../model/finding.ts';
import { opensByGroup, type CredentialGroup } from '../../catalog/credential-row.ts';
import { credentialGroups } from '../../catalog/secrets.ts';
import { structureRows } from '../../catalog/secrets-structures.ts';

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly severity: RuleSeverity;
  readonly source: string;
  readonly revokeUrl?: string;
}

/** A rule for each kind of credential. */
export const credentialRules: readonly Rule[] = [
  ...credentialGroups.flatMap(([group, rows]) => rows.map((row) => ruleOf(row, group))),
  ...structureRows.map((row) => ruleOf(row, row.group)),
];

const ids = new Set(credentialRules.map(({ id }) => id));

/** Whether a finding under this rule is a credential rather than data of people. */
export function isCredentialRule(ruleId: string): boolean {
  return ids.has(ruleId);
}

function ruleOf(row: Kind, group: CredentialGroup): Rule {
  return {
    id: `sensitive-data/${row.id}`,
    kind: 'sensitive-data',
    title: row.title,
    plain: `A value that looks like a real ${row.title} stands in this file. Take it out and have it replaced by a new one.`,
    why: `Whoever has it can ${opensByGroup[group]}. Files reach repositories, backups and AI tools, and history keeps what is deleted later.`,
    fix: 'Read the value from the environment or a secret store, then revoke the old one where it was issued.',
    severity: row.severity,
    tags: ['credential'],
    source: row.source,
    ...(row.revokeUrl === undefined ? {} : { revokeUrl: row.revokeUrl }),
  };
}
