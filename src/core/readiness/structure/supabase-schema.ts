// Replays Supabase migrations as far as access goes: public tables, their row rules, views, functions and buckets in the end.
// The checks of row rules call it. It reads statements, not procedural code; what a loop does it guesses from the names in it.

import type { CheckEvidence } from '../../model/outcome.ts';
import { lineCounter } from '../manifests.ts';
import { sqlStatements } from './sql-statements.ts';

interface Placed {
  readonly name: string;
  readonly path: string;
  /** Of its creation; 1-based. */
  readonly line: number;
}

export interface ReplayedTable extends Placed {
  /** Where row level security was switched on; undefined when it is off in the end. */
  readonly protectedAt: CheckEvidence | undefined;
  /** Lower case. */
  readonly columns: readonly string[];
}

export interface RowRule extends Placed {
  readonly table: string;
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  /** Lower case; `public` when the rule names nobody. */
  readonly roles: readonly string[];
  /** Conditions as written, lower case, without outer brackets. */
  readonly using: string | undefined;
  readonly check: string | undefined;
  readonly isRestrictive: boolean;
}

export interface ReplayedSchema {
  /** Of the schema `public`, in the order of their creation. */
  readonly tables: readonly ReplayedTable[];
  readonly rules: readonly RowRule[];
  /** Views in `public` that read with the rights of their maker. */
  readonly ownerViews: readonly Placed[];
  /** Functions in `public` that anybody may call and that run with the rights of their maker, without asking who calls. */
  readonly openFunctions: readonly Placed[];
  /** Storage buckets that anybody may read. */
  readonly publicBuckets: readonly Placed[];
}

const word = String.raw`"?([\w$ -]+?)"?`;
const named = String.raw`(?:"?(\w+)"?\s*\.\s*)?"?(\w+)"?`;

/** Source: https://www.postgresql.org/docs/current/sql-commands.html */
const patterns = {
  createTable: new RegExp(
    String.raw`^create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?${named}\s*(?:\(|as\b|partition\b)`,
    'i',
  ),
  dropTable: /^drop\s+table\s+(?:if\s+exists\s+)?([\s\S]+?)(?:\s+(?:cascade|restrict))?$/i,
  dropSchema: /^drop\s+schema\s+(?:if\s+exists\s+)?"?public"?/i,
  alterTable: new RegExp(String.raw`^alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?${named}\s+([\s\S]+)$`, 'i'),
  createPolicy: new RegExp(String.raw`^create\s+policy\s+${word}\s+on\s+${named}([\s\S]*)$`, 'i'),
  alterPolicy: new RegExp(String.raw`^alter\s+policy\s+${word}\s+on\s+${named}([\s\S]*)$`, 'i'),
  dropPolicy: new RegExp(String.raw`^drop\s+policy\s+(?:if\s+exists\s+)?${word}\s+on\s+${named}`, 'i'),
  createView: new RegExp(String.raw`^create\s+(?:or\s+replace\s+)?view\s+${named}([\s\S]*?)\bas\b`, 'i'),
  alterView: new RegExp(
    String.raw`^alter\s+view\s+(?:if\s+exists\s+)?${named}\s+set\s*\(\s*security_invoker\s*=\s*(\w+)`,
    'i',
  ),
  dropView: new RegExp(String.raw`^drop\s+view\s+(?:if\s+exists\s+)?${named}`, 'i'),
  createFunction: new RegExp(String.raw`^create\s+(?:or\s+replace\s+)?function\s+${named}\s*\(`, 'i'),
  dropFunction: new RegExp(String.raw`^drop\s+function\s+(?:if\s+exists\s+)?${named}`, 'i'),
  revokeFunction: new RegExp(
    String.raw`^revoke\s+(?:all|execute)[\w\s]*\s+on\s+(?:all\s+functions|function\s+${named})[\s\S]*\bfrom\b[\s\S]*\b(?:public|anon)\b`,
    'i',
  ),
  insertBucket: /^insert\s+into\s+"?storage"?\s*\.\s*"?buckets"?\s*\(([^)]*)\)\s*values\s*([\s\S]+)$/i,
  updateBucket:
    /^update\s+"?storage"?\s*\.\s*"?buckets"?\s+set\s+[\s\S]*\bpublic\s*=\s*(true|false)\b[\s\S]*\bid\s*=\s*'([^']+)'/i,
};

const enablesInLoop = /\bexecute\s+(?:format\s*\(\s*)?'[^']*enable\s+row\s+level\s+security/i;
const enablesByTrigger =
  /^create\s+(?:or\s+replace\s+)?function[\s\S]*ddl_command_end|pg_event_trigger_ddl_commands[\s\S]*enable\s+row\s+level\s+security/i;

/** State of the schema after all migrations.
 *  @param migrations  in any order: Supabase runs them sorted by file name */
export function replaySchema(migrations: readonly { readonly path: string; readonly text: string }[]): ReplayedSchema {
  const replay = new Replay();
  const ordered = [...migrations].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, text } of ordered) {
    const lineAt = lineCounter(text);
    for (const { text: statement, offset } of sqlStatements(text)) {
      replay.run(statement, { path, line: lineAt(offset) });
    }
  }
  return replay.result();
}

interface Place {
  readonly path: string;
  readonly line: number;
}

class Replay {
  readonly #tables = new Map<string, ReplayedTable>();
  readonly #rules = new Map<string, RowRule>();
  readonly #views = new Map<string, Placed>();
  readonly #functions = new Map<string, Placed>();
  readonly #buckets = new Map<string, Placed>();
  #protectsNewTables = false;

  result(): ReplayedSchema {
    return {
      tables: [...this.#tables.values()],
      rules: [...this.#rules.values()].filter(({ table }) => this.#tables.has(table)),
      ownerViews: [...this.#views.values()],
      openFunctions: [...this.#functions.values()],
      publicBuckets: [...this.#buckets.values()],
    };
  }

  run(statement: string, place: Place): void {
    switch (/^\w+/.exec(statement)?.[0].toLowerCase() ?? '') {
      case 'create':
        this.#create(statement, place);
        break;
      case 'drop':
        this.#drop(statement);
        break;
      case 'alter':
        this.#alter(statement, place);
        break;
      case 'revoke':
        this.#revoke(statement);
        break;
      case 'insert':
      case 'update':
        this.#changeBucket(statement, place);
        break;
      case 'do':
        if (enablesInLoop.test(statement)) this.#protectInLoop(statement, place);
        else this.#runInner(statement, place);
        break;
      default:
    }
  }

  /** `DO $$ BEGIN IF NOT EXISTS … THEN CREATE POLICY … ; END IF; END $$`: what stands in it is taken as done. */
  #runInner(statement: string, place: Place): void {
    const body = /\$(\w*)\$([\s\S]*)\$\1\$/.exec(statement)?.[2] ?? '';
    for (const { text } of sqlStatements(body)) {
      const inner = /\b(?:create\s+(?:policy|table|view)|alter\s+table|drop\s+(?:policy|table))\b[\s\S]*$/i.exec(
        text,
      )?.[0];
      if (inner !== undefined && !/^\w+\s+\w+\s+'/.test(inner)) this.run(inner, place);
    }
  }

  #create(statement: string, place: Place): void {
    if (enablesByTrigger.test(statement)) this.#protectsNewTables = true;
    const [, tableSchema, table] = patterns.createTable.exec(statement) ?? [];
    if (table !== undefined) {
      if (!isPublic(tableSchema) || this.#tables.has(key(table))) return;
      const protectedAt = this.#protectsNewTables ? rulesOn(table, place) : undefined;
      this.#tables.set(key(table), { name: table, ...place, protectedAt, columns: columnsOf(statement) });
      return;
    }
    const [, rule, ruleSchema, ruleTable, rest = ''] = patterns.createPolicy.exec(statement) ?? [];
    if (rule !== undefined && ruleTable !== undefined) {
      if (isPublic(ruleSchema)) this.#rules.set(ruleKey(rule, ruleTable), ruleOf(rule, ruleTable, rest, place));
      return;
    }
    const [, viewSchema, view, options = ''] = patterns.createView.exec(statement) ?? [];
    if (view !== undefined) {
      if (isPublic(viewSchema) && !/security_invoker\s*(?:=\s*(?:true|on|1)|[,)])/i.test(options)) {
        this.#views.set(key(view), { name: view, ...place });
      } else this.#views.delete(key(view));
      return;
    }
    const [, functionSchema, called] = patterns.createFunction.exec(statement) ?? [];
    if (called === undefined || !isPublic(functionSchema)) return;
    const asksWhoCalls = /\bauth\s*\.\s*(?:uid|jwt|role)\b|\bcurrent_setting\b|\bhas_role\b|\bis_admin\b/i.test(
      statement,
    );
    const isForTrigger = /\breturns\s+(?:event_)?trigger\b/i.test(statement);
    const answersYesOrNo = /\breturns\s+bool(?:ean)?\b/i.test(statement);
    const isOpen = /\bsecurity\s+definer\b/i.test(statement) && !asksWhoCalls && !isForTrigger && !answersYesOrNo;
    if (isOpen) this.#functions.set(key(called), { name: called, ...place });
    else this.#functions.delete(key(called));
  }

  #drop(statement: string): void {
    if (patterns.dropSchema.test(statement)) {
      for (const each of [this.#tables, this.#rules, this.#views, this.#functions]) each.clear();
    }
    const [, list] = patterns.dropTable.exec(statement) ?? [];
    for (const each of list?.split(',') ?? []) {
      const [, schema, table] = new RegExp(`^\\s*${named}`, 'i').exec(each) ?? [];
      if (table === undefined || !isPublic(schema)) continue;
      this.#tables.delete(key(table));
      for (const [id, rule] of this.#rules) if (rule.table === key(table)) this.#rules.delete(id);
    }
    const [, rule, ruleSchema, ruleTable] = patterns.dropPolicy.exec(statement) ?? [];
    if (rule !== undefined && ruleTable !== undefined && isPublic(ruleSchema))
      this.#rules.delete(ruleKey(rule, ruleTable));
    const [, , view] = patterns.dropView.exec(statement) ?? [];
    if (view !== undefined) this.#views.delete(key(view));
    const [, , called] = patterns.dropFunction.exec(statement) ?? [];
    if (called !== undefined) this.#functions.delete(key(called));
  }

  #alter(statement: string, place: Place): void {
    const [, schema, name, action = ''] = patterns.alterTable.exec(statement) ?? [];
    if (name !== undefined) {
      if (isPublic(schema)) this.#alterTable(key(name), action, place);
      return;
    }
    const [, rule, ruleSchema, ruleTable, rest = ''] = patterns.alterPolicy.exec(statement) ?? [];
    if (rule !== undefined && ruleTable !== undefined && isPublic(ruleSchema)) {
      const id = ruleKey(rule, ruleTable);
      const known = this.#rules.get(id);
      if (known === undefined) return;
      const changed = ruleOf(known.name, ruleTable, rest, place);
      const roles = /\bto\b/i.test(rest.split(/\b(?:using|with\s+check)\b/i)[0] ?? '') ? changed.roles : known.roles;
      const { using = known.using, check = known.check } = changed;
      this.#rules.set(id, { ...known, roles, using, check });
      return;
    }
    const [, , view, value] = patterns.alterView.exec(statement) ?? [];
    if (view !== undefined && /^(?:true|on|1)$/i.test(value ?? '')) this.#views.delete(key(view));
  }

  #alterTable(id: string, action: string, place: Place): void {
    const table = this.#tables.get(id);
    if (table === undefined) return;
    const renamed = /^rename\s+to\s+"?(\w+)"?/i.exec(action)?.[1];
    const [, security] = /\b(enable|disable)\s+row\s+level\s+security/i.exec(action) ?? [];
    const added = Array.from(action.matchAll(/\badd\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?"?(\w+)"?/gi), (each) =>
      key(each[1] ?? ''),
    );
    if (renamed !== undefined) {
      this.#tables.delete(id);
      this.#tables.set(key(renamed), { ...table, name: renamed });
      for (const [each, rule] of this.#rules) {
        if (rule.table !== id) continue;
        this.#rules.delete(each);
        this.#rules.set(ruleKey(rule.name, renamed), { ...rule, table: key(renamed) });
      }
    } else if (/^set\s+schema\s+(?!"?public\b)/i.test(action)) {
      this.#tables.delete(id);
    } else if (security !== undefined) {
      this.#tables.set(id, { ...table, protectedAt: /^e/i.test(security) ? rulesOn(table.name, place) : undefined });
    } else if (added.length > 0) {
      this.#tables.set(id, { ...table, columns: [...table.columns, ...added] });
    }
  }

  #revoke(statement: string): void {
    const match = patterns.revokeFunction.exec(statement);
    if (match === null) return;
    const called = match[2];
    if (called === undefined) this.#functions.clear();
    else this.#functions.delete(key(called));
  }

  #changeBucket(statement: string, place: Place): void {
    const [, columns, rows] = patterns.insertBucket.exec(statement) ?? [];
    if (columns !== undefined && rows !== undefined) {
      const names = columns.split(',').map((name) => name.trim().replaceAll('"', '').toLowerCase());
      for (const [, row = ''] of rows.matchAll(/\(((?:[^()']|'(?:[^']|'')*'|\([^()]*\))*)\)/g)) {
        const values = Array.from(row.matchAll(/'(?:[^']|'')*'|[^,]+/g), ([value]) => value.trim()).filter(
          (value) => value !== '',
        );
        const id = values[names.indexOf('id')]?.replaceAll("'", '');
        if (id === undefined) continue;
        if (/^true$/i.test(values[names.indexOf('public')] ?? '')) this.#buckets.set(id, { name: id, ...place });
        else if (/\bdo\s+update\b/i.test(rows)) this.#buckets.delete(id);
      }
      return;
    }
    const [, isPublicNow, bucket] = patterns.updateBucket.exec(statement) ?? [];
    if (bucket === undefined) return;
    if (/^true$/i.test(isPublicNow ?? '')) this.#buckets.set(bucket, { name: bucket, ...place });
    else this.#buckets.delete(bucket);
  }

  #protectInLoop(statement: string, place: Place): void {
    const protectsAll = /\bfrom\s+(?:pg_catalog\.)?pg_(?:tables|class)\b|\binformation_schema\.tables\b/i.test(
      statement,
    );
    for (const [id, table] of this.#tables) {
      if (protectsAll || new RegExp(`'${table.name}'`, 'i').test(statement)) {
        this.#tables.set(id, { ...table, protectedAt: rulesOn(table.name, place) });
      }
    }
  }
}

function ruleOf(name: string, table: string, rest: string, place: Place): RowRule {
  const head = rest.split(/\b(?:using|with\s+check)\s*\(/i)[0] ?? '';
  const command = /\bfor\s+(all|select|insert|update|delete)\b/i.exec(head)?.[1]?.toLowerCase();
  const roles = /\bto\s+([\w\s,"]+?)\s*$/i.exec(head)?.[1];
  return {
    name,
    table: key(table),
    ...place,
    command: (command ?? 'all') as RowRule['command'],
    roles:
      roles === undefined ? ['public'] : roles.split(',').map((role) => role.trim().replaceAll('"', '').toLowerCase()),
    using: condition(rest, /\busing\s*\(/i),
    check: condition(rest, /\bwith\s+check\s*\(/i),
    isRestrictive: /\bas\s+restrictive\b/i.test(head),
  };
}

/** The condition behind an opening bracket, up to the one that closes it. */
function condition(text: string, opening: RegExp): string | undefined {
  const found = opening.exec(text);
  if (found === null) return undefined;
  const from = found.index + found[0].length;
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return bare(text.slice(from, at));
  }
  return bare(text.slice(from));
}

function bare(condition: string): string {
  let text = condition.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  while (text.startsWith('(') && text.endsWith(')') && !/\).*\(/.test(text.slice(1, -1)))
    text = text.slice(1, -1).trim();
  return text;
}

/** Names at the start of each line between the brackets of a table: enough to know what kind of data it holds. */
function columnsOf(statement: string): readonly string[] {
  const body = statement.slice(statement.indexOf('(') + 1);
  const notColumns = new Set(['constraint', 'primary', 'unique', 'foreign', 'check', 'exclude', 'like']);
  return Array.from(body.matchAll(/(?:^|,)\s*"?([a-z_]\w*)"?\s+[a-z"]/gim), (match) => key(match[1] ?? '')).filter(
    (name) => !notColumns.has(name),
  );
}

function rulesOn(table: string, place: Place): CheckEvidence {
  return { ...place, note: `row rules are on for ${table}` };
}

function isPublic(schema: string | undefined): boolean {
  return schema === undefined || schema.toLowerCase() === 'public';
}

function ruleKey(rule: string, table: string): string {
  return `${key(table)}\n${rule.toLowerCase()}`;
}

function key(name: string): string {
  return name.toLowerCase();
}
