// Ways through the policy schema by path: which keys and values are possible where, and what a field says of itself.
// Used for "did you mean", completion, hover, explain and lint.

import * as z from 'zod';
import { fieldFacts, type FieldFacts } from './fields.ts';
import { policySchema } from './schema.ts';

/** A field of the schema. In `path`, list positions are `*` and keys of a record are `<key>`. */
export interface SchemaField {
  readonly path: readonly string[];
  readonly schema: z.ZodType;
  readonly facts: FieldFacts | undefined;
}

/** The schemas a value at a path may have; [] when there is no such path. A union gives several. */
export function schemasAt(path: readonly (string | number)[]): readonly z.ZodType[] {
  return path.reduce<readonly z.ZodType[]>(
    (schemas, step) => schemas.flatMap((schema) => stepInto(schema, String(step))),
    [policySchema],
  );
}

/** What the field at a path says of itself; undefined for list items and unknown paths. */
export function factsAt(path: readonly (string | number)[]): FieldFacts | undefined {
  for (const schema of schemasAt(path)) {
    const facts = fieldFacts.get(schema);
    if (facts !== undefined) return facts;
  }
  return undefined;
}

/** Keys that an object at a path may have; [] for anything else. */
export function keysAt(path: readonly (string | number)[]): readonly string[] {
  return schemasAt(path).flatMap((schema) =>
    alternatives(schema).flatMap((each) => (each instanceof z.ZodObject ? Object.keys(each.shape) : [])),
  );
}

/** Fixed values that are possible at a path; [] when it is free. */
export function choicesAt(path: readonly (string | number)[]): readonly string[] {
  return schemasAt(path).flatMap((schema) => alternatives(schema).flatMap(choicesOf));
}

/** Whether an object, a list, or a plain value stands at a path. */
export function shapeAt(path: readonly (string | number)[]): 'object' | 'list' | 'plain' {
  const shapes = schemasAt(path).flatMap(alternatives);
  if (shapes.some((schema) => schema instanceof z.ZodObject || schema instanceof z.ZodRecord)) return 'object';
  return shapes.some((schema) => schema instanceof z.ZodArray) ? 'list' : 'plain';
}

/** Path in the schema of a path in a document: ids and positions of list entries are `*`, keys of a record stand for themselves. */
export function schemaPathOf(steps: readonly string[]): readonly string[] {
  const path: string[] = [];
  for (const step of steps) path.push(keysAt(path).length > 0 ? step : '*');
  return path;
}

/** Every field of the schema, parents before children. */
export function allFields(): readonly SchemaField[] {
  const fields: SchemaField[] = [];
  const visit = (schema: z.ZodType, path: readonly string[]): void => {
    for (const each of alternatives(schema)) {
      if (each instanceof z.ZodObject) {
        for (const [key, child] of Object.entries<z.ZodType>(each.shape)) {
          const below = [...path, key];
          fields.push({ path: below, schema: child, facts: fieldFacts.get(child) });
          visit(child, below);
        }
      } else if (each instanceof z.ZodArray) visit(each.element as z.ZodType, [...path, '*']);
      else if (each instanceof z.ZodRecord) visit(each.valueType as z.ZodType, [...path, '<key>']);
    }
  };
  visit(policySchema, []);
  return fields;
}

function choicesOf(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String);
  return schema instanceof z.ZodBoolean ? ['true', 'false'] : [];
}

function stepInto(schema: z.ZodType, step: string): readonly z.ZodType[] {
  return alternatives(schema).flatMap((each): readonly z.ZodType[] => {
    if (each instanceof z.ZodObject) {
      const shape = each.shape as Readonly<Record<string, z.ZodType>>;
      const child = Object.hasOwn(shape, step) ? shape[step] : undefined;
      return child === undefined ? [] : [child];
    }
    if (each instanceof z.ZodArray) return /^(?:\d+|\*)$/.test(step) ? [each.element as z.ZodType] : [];
    return each instanceof z.ZodRecord ? [each.valueType as z.ZodType] : [];
  });
}

function alternatives(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodOptional) return alternatives(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return (schema.options as readonly z.ZodType[]).flatMap(alternatives);
  return [schema];
}
