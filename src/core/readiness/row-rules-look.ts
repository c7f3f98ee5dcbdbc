// The schema that a project's migrations lead to, for the checks of row rules: replayed once, asked twice.

import type { FactFile, Facts } from './facts.ts';
import { replaySchema, type ReplayedSchema } from './structure/supabase-schema.ts';

const known = new WeakMap<Facts['texts'], Map<string, ReplayedSchema>>();

/** The schema after these migrations, whose texts are all known. */
export function schemaAfter(facts: Facts, migrations: readonly FactFile[]): ReplayedSchema {
  const ofTexts = known.get(facts.texts) ?? new Map<string, ReplayedSchema>();
  known.set(facts.texts, ofTexts);
  const key = migrations.map(({ shownPath }) => shownPath).join('\n');
  const schema =
    ofTexts.get(key) ??
    replaySchema(migrations.map(({ shownPath }) => ({ path: shownPath, text: facts.texts.get(shownPath) ?? '' })));
  ofTexts.set(key, schema);
  return schema;
}
