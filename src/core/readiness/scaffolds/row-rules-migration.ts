// A migration that switches row rules on. Rows with an owner's column stay with their owner; all others are closed until a person
// writes a rule. Migrations that ran are never touched: this one comes after them.

import { filesLike } from '../look.ts';
import { createUnlessThere, nothing, planOf, type FixContext, type Scaffold } from './scaffold.ts';

const ownerColumn = /^\s*"?(user_id|owner_id|created_by|profile_id|author_id)"?\s+uuid\b/im;

/** Source: https://supabase.com/docs/guides/database/postgres/row-level-security */
export const rowRulesMigrationScaffold: Scaffold = {
  checks: ['sec-database-row-rules'],
  kind: 'scaffold',
  async plan(context) {
    const tables = [
      ...new Set(context.evidence.flatMap(({ note }) => /\btable ["“'`]?(?:public\.)?(\w+)/i.exec(note)?.[1] ?? [])),
    ];
    if (tables.length === 0) return nothing;
    const migrations = filesLike(context.facts, /(?:^|\/)supabase\/migrations\/[^/]+\.sql$/).map((file) => file.path);
    const folder = migrations[0]?.slice(0, migrations[0].lastIndexOf('/')) ?? 'supabase/migrations';
    const parts = await Promise.all(tables.map((table) => rulesFor(context, table)));
    const text = [
      '-- Row rules: what a signed-in person may read and change. Please have somebody read this before it runs.',
      ...parts.flat(),
      '',
    ].join('\n');
    return planOf(
      createUnlessThere(context.facts, `${folder}/${stampAfter(migrations, context.today)}_row_rules.sql`, text),
      'Try it on a copy first: supabase db reset, then sign in as two people and look at the same page.',
      'Then send it to the live database: supabase db push.',
    );
  },
};

async function rulesFor(context: FixContext, table: string): Promise<readonly string[]> {
  const column = await ownerOfRows(context, table);
  const enable = ['', `alter table public."${table}" enable row level security;`];
  if (column === undefined) {
    return [
      ...enable,
      `-- Nothing in "${table}" says whose row it is, so it is closed to the page. Open it on purpose, for instance for reading:`,
      `-- create policy "Everybody may read ${table}" on public."${table}" for select using (true);`,
    ];
  }
  return [
    ...enable,
    `create policy "${table}: own rows" on public."${table}"`,
    '  for all to authenticated',
    `  using ((select auth.uid()) = "${column}")`,
    `  with check ((select auth.uid()) = "${column}");`,
  ];
}

async function ownerOfRows(context: FixContext, table: string): Promise<string | undefined> {
  for (const { path } of context.evidence) {
    const text = await context.read(path);
    const start =
      text === undefined
        ? -1
        : text.search(
            new RegExp(`create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(?:"?public"?\\.)?"?${table}"?\\s*\\(`, 'i'),
          );
    if (text === undefined || start < 0) continue;
    return ownerColumn.exec(text.slice(start, text.indexOf(';', start)))?.[1];
  }
  return undefined;
}

/** Fourteen digits, as Supabase names migrations, and later than each that is there. */
function stampAfter(migrations: readonly string[], today: string): string {
  const known = migrations.map((path) => /(\d{14})_[^/]*$/.exec(path)?.[1] ?? '').sort();
  const last = known.at(-1) ?? '';
  const stamp = `${today.replaceAll('-', '')}000000`;
  return last >= stamp ? String(BigInt(last) + 1n) : stamp;
}
