// The published JSON Schema: every field with its description, nothing allowed besides.

import assert from 'node:assert/strict';
import { builtPolicySchema } from '../../../src/core/policy/built-schema.lazy.ts';
import { policyJsonSchema } from '../../../src/core/policy/json-schema.ts';
import { allFields } from '../../../src/core/policy/schema-walk.ts';

type Node = Readonly<Record<string, unknown>>;

function below(node: Node): readonly Node[] {
  const children = Object.values(node).flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : [value]));
  const nodes = children.filter((child): child is Node => typeof child === 'object' && child !== null);
  return [node, ...nodes.flatMap(below)];
}

describe('JSON Schema of a policy', () => {
  const schema = policyJsonSchema();

  it('is made by the build, and is what the one schema says', () => {
    assert.deepEqual(builtPolicySchema, JSON.parse(JSON.stringify(policyJsonSchema())));
  });

  it('is draft 7 and asks for the head of a policy', () => {
    assert.equal(schema['$schema'], 'http://json-schema.org/draft-07/schema#');
    assert.deepEqual(schema['required'], ['apiVersion', 'kind']);
  });

  it('refuses keys it does not name, wherever keys are named', () => {
    const open = below(schema).filter((node) => node['properties'] !== undefined && node['type'] === 'object');
    assert.ok(open.length > 20);
    for (const node of open) assert.equal(node['additionalProperties'], false, JSON.stringify(node).slice(0, 100));
  });

  it('carries the description of every field and nothing about merging', () => {
    const text = JSON.stringify(schema);
    for (const { facts, path } of allFields()) {
      assert.ok(text.includes(JSON.stringify(facts?.description).slice(1, -1)), path.join('.'));
    }
    assert.ok(
      !below(schema).some((node) => typeof node['merge'] === 'string' || typeof node['enforced'] === 'boolean'),
    );
  });
});
