// The schema that a project's migrations lead to, for the checks of row rules: replayed once, asked twice.

import type { FactFile, Facts } from './facts.ts';
import { answered } from './noted-facts.ts';
import { replaySchema, type ReplayedSchema } from './structure/supabase-schema.ts';

/** The schema after these migrations, whose texts are all known. */
export function schemaAfter(facts: Facts, migrations: readonly FactFile[]): ReplayedSchema {
  const paths = migrations.map(({ shownPath }) => shownPath);
  return answered(facts, `schema after\n${paths.join('\n')}`, () =>
    replaySchema(paths.map((path) => ({ path, text: facts.texts.get(path) ?? '' }))),
  );
}
