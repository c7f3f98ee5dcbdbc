// The check sec-database-row-rules: tables of Supabase migrations that end up without row level security.

import { schemaAfter } from '../row-rules-look.ts';
import { weights, type Check } from '../check.ts';
import { filesLike } from '../look.ts';

/** Each user can only see their own rows. */
export const secDatabaseRowRules: Check = {
  id: 'sec-database-row-rules',
  category: 'Security',
  title: 'Each user can only see their own rows',
  plain:
    'With Supabase the key in your page is public. Only row rules stop a stranger from reading every table. AI builders often leave them off.',
  why: 'A table in the public schema without row level security is readable and writable by anybody who opens the page.',
  fix: 'Add a migration with "alter table … enable row level security" and a rule for each kind of access, and have somebody read it.',
  source: 'https://supabase.com/docs/guides/database/postgres/row-level-security',
  requiredFrom: 'sandbox',
  weight: weights.critical,
  effort: 2,
  confidence: 'high',
  applies: ['supabase'],
  evaluate(facts) {
    const migrations = filesLike(facts, /(?:^|\/)supabase\/migrations\/[^/]+\.sql$/);
    const unread = migrations.filter((file) => !facts.texts.has(file.shownPath));
    if (migrations.length === 0) {
      return {
        state: 'unknown',
        because:
          'The tables are not described in this workspace (supabase/migrations). Look in the Supabase dashboard under Advisors.',
      };
    }
    if (unread.length > 0) return { state: 'unknown', because: `${unread[0]?.shownPath ?? ''} could not be read.` };
    const { tables } = schemaAfter(facts, migrations);
    const open = tables.filter((table) => table.protectedAt === undefined);
    if (open.length > 0) {
      const evidence = open.map(({ name, path, line }) => ({ path, line, note: `table ${name} has no row rules` }));
      return {
        state: 'fail',
        evidence,
        because: `${String(open.length)} of ${String(tables.length)} tables can be read by anybody who opens the page.`,
      };
    }
    if (tables.length === 0)
      return { state: 'unknown', because: 'The migrations create no table in the public schema.' };
    return { state: 'pass', evidence: tables.flatMap((table) => table.protectedAt ?? []).slice(0, 3) };
  },
};
