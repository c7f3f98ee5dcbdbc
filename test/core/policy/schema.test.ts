// Every field of a policy says what it means and how layers meet in it; without that a lower layer could loosen it unnoticed.

import assert from 'node:assert/strict';
import { allFields, choicesAt, keysAt } from '../../../src/core/policy/schema-walk.ts';
import { policySchema } from '../../../src/core/policy/schema.ts';

describe('policy schema', () => {
  it('has a description and a merge strategy for every field', () => {
    const fields = allFields();
    assert.ok(fields.length > 150, `only ${String(fields.length)} fields were found`);
    const bare = fields.filter(({ facts }) => facts === undefined || facts.description.trim().length < 5);
    assert.deepEqual(
      bare.map(({ path }) => path.join('.')),
      [],
    );
  });

  it('never folds a power by taking the nearest layer', () => {
    const powerful = new Set([
      'mode',
      'severity',
      'default',
      'maxMode',
      'waivable',
      'locked',
      'exclude',
      'maxWaiverDays',
    ]);
    const weak = allFields().filter(({ path, facts }) => powerful.has(path.at(-1) ?? '') && facts?.merge === 'nearest');
    assert.deepEqual(
      weak.map(({ path }) => path.join('.')),
      [],
    );
  });

  it('asks each layer for its own verdict instead of mixing lists of allow, ask and deny', () => {
    const lists = allFields().filter(({ path }) => /^(?:allow|ask|deny)$/.test(path.at(-1) ?? ''));
    assert.ok(lists.length >= 12);
    for (const { path, facts } of lists) assert.equal(facts?.merge, 'by-entry', path.join('.'));
  });

  it('knows the keys and choices below each path', () => {
    assert.ok(keysAt([]).includes('tools'));
    assert.ok(keysAt(['tools', 'allow', 0]).includes('dataClasses'));
    assert.deepEqual(choicesAt(['mode']), ['off', 'audit', 'warn', 'enforce']);
    assert.deepEqual(choicesAt(['tools', 'default']), ['allow', 'ask', 'deny']);
    assert.deepEqual(keysAt(['nowhere']), []);
  });

  it('accepts the smallest policy and refuses a key it does not know', () => {
    const smallest = { apiVersion: 'handrail/v1', kind: 'Policy' };
    assert.ok(policySchema.safeParse(smallest).success);
    assert.ok(!policySchema.safeParse({ ...smallest, tool: {} }).success);
  });
});
