// Replays Supabase migrations as far as row level security goes: which public tables exist in the end, and which are protected.
// The check sec-database-row-rules calls it. It reads statements, not procedural code.

import type { CheckEvidence } from '../model/outcome.ts';
import { lineOf } from './manifests.ts';

export interface ReplayedTable {
  readonly name: string;
  readonly path: string;
  /** Of its creation; 1-based. */
  readonly line: number;
  /** Where row level security was switched on; undefined when it is off in the end. */
  readonly protectedAt: CheckEvidence | undefined;
}

const name = String.raw`(?:(?:only\s+)?(?:"?(\w+)"?\.)?"?(\w+)"?)`;
/** Statements that matter, in the order they stand. Source: https://www.postgresql.org/docs/current/sql-altertable.html */
const statement = new RegExp(
  [
    String.raw`\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?${name}\s*(?:\(|as\b|partition\b)`,
    String.raw`\bdrop\s+table\s+(?:if\s+exists\s+)?${name}`,
    String.raw`\balter\s+table\s+(?:if\s+exists\s+)?${name}\s+(?:rename\s+to\s+"?(\w+)"?|((?:enable|disable|force)\s+row\s+level\s+security))`,
  ].join('|'),
  'gi',
);

/** Tables of the schema `public` after all migrations, in the order of their creation.
 *  @param migrations  in the order they run: Supabase sorts by file name */
export function replayMigrations(
  migrations: readonly { readonly path: string; readonly text: string }[],
): readonly ReplayedTable[] {
  const tables = new Map<string, ReplayedTable>();
  const ordered = [...migrations].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, text } of ordered) {
    const readable = withoutComments(text);
    // A block that loops over tables protects those it names; which ones, only a database could say.
    const loopProtects = /\bexecute\s+(?:format\s*\(\s*)?'[^']*enable\s+row\s+level\s+security/i.test(readable);
    for (const match of readable.matchAll(statement)) {
      const [, createSchema, created, dropSchema, dropped, alterSchema, altered, renamed, security] = match;
      const place = { path, line: lineOf(text, match.index) };
      if (created !== undefined && isPublic(createSchema)) {
        if (!tables.has(key(created))) tables.set(key(created), { name: created, ...place, protectedAt: undefined });
      } else if (dropped !== undefined && isPublic(dropSchema)) {
        tables.delete(key(dropped));
      } else if (altered !== undefined && isPublic(alterSchema)) {
        alter(tables, altered, renamed, security, place);
      }
    }
    if (loopProtects) for (const [id, table] of tables) protectNamed(tables, id, table, readable, path);
  }
  return [...tables.values()];
}

function alter(
  tables: Map<string, ReplayedTable>,
  altered: string,
  renamed: string | undefined,
  security: string | undefined,
  place: { readonly path: string; readonly line: number },
): void {
  const table = tables.get(key(altered));
  if (table === undefined) return;
  if (renamed !== undefined) {
    tables.delete(key(altered));
    tables.set(key(renamed), { ...table, name: renamed });
  } else if (security !== undefined && !/^force/i.test(security)) {
    const isOn = /^enable/i.test(security);
    const protectedAt = isOn ? { ...place, note: `row rules are on for ${table.name}` } : undefined;
    tables.set(key(altered), { ...table, protectedAt });
  }
}

function protectNamed(
  tables: Map<string, ReplayedTable>,
  id: string,
  table: ReplayedTable,
  text: string,
  path: string,
): void {
  const at = text.search(new RegExp(`'${table.name}'`, 'i'));
  if (at < 0) return;
  tables.set(id, {
    ...table,
    protectedAt: { path, line: lineOf(text, at), note: `row rules are on for ${table.name}` },
  });
}

/** Comments become spaces, so that offsets stay. */
function withoutComments(text: string): string {
  return text.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
}

function isPublic(schema: string | undefined): boolean {
  return schema === undefined || schema.toLowerCase() === 'public';
}

function key(table: string): string {
  return table.toLowerCase();
}
