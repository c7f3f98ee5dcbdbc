// The JSON Schema of a policy file as the build made it (json-schema.ts), for editors and other tools. `policy schema` prints it.

declare const HANDRAIL_POLICY_SCHEMA: Readonly<Record<string, unknown>>;

/** JSON Schema draft-07, with a description for every field. */
export const builtPolicySchema: Readonly<Record<string, unknown>> = HANDRAIL_POLICY_SCHEMA;
