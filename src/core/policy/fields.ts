// What every field of a policy file says of itself besides its type: meaning, how layers meet in it, whether this version acts on it.
// schema.ts declares fields with it; show, explain, lint, the editor's help and the published JSON Schema read it.

import * as z from 'zod';

/** How the values of several layers become one.
 *  - `strictest-verdict`, `strictest-mode`, `highest-severity`, `highest-class`: the higher on its ladder
 *  - `smallest`, `largest`: of the numbers
 *  - `any`: true when one layer says so; `every`: true when all that speak say so
 *  - `union`, `intersection`: of lists
 *  - `common-domains`: endings of host names that all lists cover; a list covers what lies below its own
 *  - `by-entry`: each layer is asked for its own verdict, entries are never mixed
 *  - `by-id`: entries with the same id meet field by field
 *  - `by-key`: the fields below meet one by one
 *  - `nearest`: text without power; the layer closest to the person wins
 *  - `first`: the first layer that says it; later ones cannot change it
 *  - `own-layer`: holds for the layer it stands in and is never handed on */
export type MergeStrategy =
  | 'strictest-verdict'
  | 'strictest-mode'
  | 'highest-severity'
  | 'highest-class'
  | 'smallest'
  | 'largest'
  | 'any'
  | 'every'
  | 'union'
  | 'intersection'
  | 'common-domains'
  | 'by-entry'
  | 'by-id'
  | 'by-key'
  | 'nearest'
  | 'first'
  | 'own-layer';

export interface FieldFacts {
  /** For people who edit the file. */
  readonly description: string;
  readonly merge: MergeStrategy;
  /** False for what a policy may already say and this version does not act on; `policy lint` names it. */
  readonly enforced: boolean;
}

/** Facts by the schema of a field. */
export const fieldFacts = z.registry<FieldFacts>();

/** A field that may be left out. */
export function optional<T extends z.ZodType>(
  schema: T,
  merge: MergeStrategy,
  description: string,
  enforced = true,
): z.ZodOptional<T> {
  const field: z.ZodType = schema.optional();
  fieldFacts.add(field, { description, merge, enforced });
  return field as z.ZodOptional<T>;
}

/** A field that has to be there. The schema must not be shared with another field. */
export function required<T extends z.ZodType>(
  schema: T,
  merge: MergeStrategy,
  description: string,
  enforced = true,
): T {
  fieldFacts.add(schema, { description, merge, enforced });
  return schema;
}

/** An optional field that is read and not yet acted on. */
export function planned<T extends z.ZodType>(schema: T, merge: MergeStrategy, description: string): z.ZodOptional<T> {
  return optional(schema, merge, description, false);
}
