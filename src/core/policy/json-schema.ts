// Makes the JSON Schema of a policy file from the one schema. The build calls it and keeps the result (built-schema.lazy.ts), because
// the generator is large and its answer is the same each time.

import * as z from 'zod';
import { fieldFacts } from './fields.ts';
import { policySchema } from './schema.ts';

/** Identifies the schema; there is nothing to fetch. */
export const policySchemaId = 'urn:handrail:ai-policy:v1';

/** JSON Schema draft-07 of a policy file, with a description for every field.
 *  Source: https://json-schema.org/draft-07/schema */
export function policyJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema, {
    target: 'draft-7',
    io: 'input',
    metadata: fieldFacts,
    override: ({ jsonSchema }) => {
      // How layers combine is nothing that a validator knows; the descriptions stay.
      delete jsonSchema['merge'];
      delete jsonSchema['enforced'];
    },
  });
  return { $schema, $id: policySchemaId, title: 'Handrail policy', ...schema };
}
