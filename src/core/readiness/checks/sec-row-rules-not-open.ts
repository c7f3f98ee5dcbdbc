// The check sec-row-rules-not-open: row rules, views, functions and buckets of Supabase that let everybody in.

import type { CheckEvidence } from '../../model/outcome.ts';
import { weights, type Check } from '../check.ts';
import { filesLike } from '../look.ts';
import { schemaAfter } from '../row-rules-look.ts';
import type { RowRule } from '../structure/supabase-schema.ts';
import { expression } from '../../text/expression.ts';

const maxPlaces = 10;
const personal = expression()`
  ^(?:
    (?:\w+_)?(?:
      email|e_mail|phone|phone_number|ssn|birth_?date|date_of_birth|address|iban|passport\w*|token|secret|password\w*|
      api_key
    )|
    ip_address
  )$
`;

/** A permissive rule for people (not for the server’s own role) whose condition nobody can fail. */
function letsEverybodyIn(rule: RowRule): boolean {
  if (rule.isRestrictive || rule.roles.every((role) => role === 'service_role' || role === 'postgres')) return false;
  const conditions = rule.command === 'insert' ? [rule.check] : [rule.using, rule.check];
  return conditions.some((condition) => condition !== undefined && alwaysTrue.test(condition));
}

/** Source: https://supabase.com/docs/guides/database/postgres/row-level-security */
const alwaysTrue =
  /^(?:true|\(?\s*(?:select\s+)?auth\.role\(\)\s*\)?\s*=\s*'authenticated'(?:::text)?|\(?\s*(?:select\s+)?auth\.uid\(\)\s*\)?\s+is\s+not\s+null)$/;

function actionOf({ command }: RowRule): string {
  return command === 'all' ? 'everything in' : `to ${command}`;
}

function placeOf({ path, line }: { readonly path: string; readonly line: number }, note: string): CheckEvidence {
  return { path, line, note };
}

/** Row rules really check who is asking. */
export const secRowRulesNotOpen: Check = {
  id: 'sec-row-rules-not-open',
  category: 'Security',
  title: 'Row rules really check who is asking',
  plain:
    'A rule that says "yes to everyone" or "yes to anyone logged in" protects nothing. Fine only for data meant for everybody.',
  why: 'A rule whose condition is always true, a view or function that runs with its owner’s rights, or a public bucket gives every visitor the rows behind it.',
  fix: 'Tie each rule to the person who asks: using (auth.uid() = user_id). Where a table is meant for everybody, say so by confirming it here.',
  source: 'https://supabase.com/docs/guides/database/database-advisors?lint=0024_rls_policy_always_true',
  requiredFrom: 'internal',
  weight: weights.critical,
  effort: 3,
  confidence: 'medium',
  applies: ['supabase'],
  attest: 'The tables, views and files named here are meant for everybody (say which and why).',
  evaluate(facts) {
    const files = filesLike(facts, /(?:^|\/)supabase\/migrations\/[^/]+\.sql$/);
    if (files.length === 0) {
      return { state: 'unknown', because: 'The row rules are not described in this workspace (supabase/migrations).' };
    }
    const unread = files.find((file) => !facts.texts.has(file.shownPath));
    if (unread !== undefined) return { state: 'unknown', because: `${unread.shownPath} could not be read.` };
    const schema = schemaAfter(facts, files);
    const columnsOf = new Map(schema.tables.map(({ name, columns }) => [name.toLowerCase(), columns]));
    const wide = schema.rules.filter((rule) => letsEverybodyIn(rule));
    const isProblem = (rule: RowRule): boolean =>
      rule.command !== 'select' || (columnsOf.get(rule.table) ?? []).some((column) => personal.test(column));
    const evidence = wide
      .filter(isProblem)
      .map((rule) => placeOf(rule, `${actionOf(rule)} ${rule.table} is open: "${rule.name}"`));
    const questions = [
      ...wide
        .filter((rule) => !isProblem(rule))
        .map((rule) => placeOf(rule, `is ${rule.table} meant for everybody? "${rule.name}" lets all of it be read`)),
      ...schema.ownerViews.map((view) => placeOf(view, `the view ${view.name} passes over row rules`)),
      ...schema.openFunctions.map((each) =>
        placeOf(each, `the function ${each.name} runs with its owner’s rights for anybody`),
      ),
      ...schema.publicBuckets.map((bucket) => placeOf(bucket, `are the files in ${bucket.name} meant for everybody?`)),
    ];
    if (evidence.length > 0) {
      return {
        state: 'fail',
        evidence: evidence.slice(0, maxPlaces),
        because: `${String(evidence.length)} row ${evidence.length === 1 ? 'rule says' : 'rules say'} yes to everybody.`,
      };
    }
    if (questions.length > 0) {
      return {
        state: 'unknown',
        evidence: questions.slice(0, maxPlaces),
        because: `Files cannot tell whether this is meant for everybody: ${String(questions.length)} places. Look at them and confirm it.`,
      };
    }
    const closed = schema.rules[0];
    return closed === undefined
      ? { state: 'not_applicable', because: 'The migrations hold no row rules.' }
      : {
          state: 'pass',
          evidence: [placeOf(closed, `${String(schema.rules.length)} row rules, all with a condition`)],
        };
  },
};
