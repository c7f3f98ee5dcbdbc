// Typing the tests of a policy: what is offered where, what a key means, what the policy says of a test, and which tests are red.
// `|` marks the cursor.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { allRules } from '../../../src/core/detectors/registry.ts';
import { completePolicyTests, diagnosePolicyTests, hoverPolicyTests } from '../../../src/core/policy/test-assist.ts';
import { runs } from '../../support/runs.ts';
import { load } from './layers.ts';

const organisation = `mode: enforce
tools:
  default: ask
  allow: [{id: github-copilot, dataClasses: [public, internal]}]
  deny: [{id: openai}]
  catalog: [{id: acme.gateway, name: Gateway, evidence: {npm: ['@acme/gateway']}}]
mcpServers: {default: ask, allow: [{id: tickets, url: https://tickets.acme.example/mcp}]}
data: {classes: [{id: public}, {id: internal}, {id: secret}]}
rollout: {rings: [{id: pilot, match: {groups: [pilots]}, maxMode: enforce}]}
rules: [{id: own-rule, match: {tools: [cursor]}}]
exceptions: [{id: E1, rule: own-rule, match: {groups: [movers]}, owner: dana, reason: move, expires: 2027-01-31}]
`;
const context = {
  catalog: builtinCatalog(),
  rules: allRules,
  now: '2026-11-24',
  inForce: { policy: load({ organisation }).policy, rejected: [] },
};
const labels = (marked: string): readonly string[] =>
  completePolicyTests(marked.replace('|', ''), marked.indexOf('|'), context).map(({ label }) => label);
const hover = (marked: string): string =>
  hoverPolicyTests(marked.replace('|', ''), marked.indexOf('|'), context)?.markdown ?? '';

describe('completion in the tests of a policy', () => {
  const offered: readonly (readonly [string, string, readonly string[]])[] = [
    ['keys of a test', '- |', ['name', 'given', 'expect']],
    ['keys of a test in braces', '- {name: x, |', ['name', 'given', 'expect']],
    ['keys of what is given', '- name: x\n  given:\n    |', ['tool', 'dataClass', 'now']],
    ['the same in braces', '- {name: x, given: {to|', ['tool', 'groups']],
    ['keys of what is expected', '- {name: x, given: {tool: a}, expect: {|', ['outcome', 'exception']],
    ['tools, also those of the policy', '- {name: x, given: {tool: |', ['openai', 'acme.gateway']],
    ['classes', '- name: x\n  given:\n    dataClass: |', ['public', 'internal', 'secret']],
    ['servers', '- name: x\n  given:\n    mcpServer: |', ['tickets']],
    ['groups that the policy names', '- {name: x, given: {groups: [|', ['pilots', 'movers']],
    ['accounts', '- {name: x, given: {account: |', ['company', 'personal']],
    ['today', '- {name: x, given: {now: |', ['2026-11-24']],
    ['outcomes', '- {name: x, given: {}, expect: {outcome: |', ['allowed', 'waived', 'warned', 'blocked']],
    ['rules of policy and product', '- {name: x, given: {}, expect: {rule: |', ['own-rule', 'ai-tool/unsanctioned']],
    ['exceptions', '- {name: x, given: {}, expect: {exception: |', ['E1']],
    ['layers', '- {name: x, given: {}, expect: {layer: |', ['managed', 'organisation']],
  ];
  for (const [what, marked, expected] of offered) {
    it(`offers ${what}: ${JSON.stringify(marked)}`, () => {
      const found = labels(marked);
      assert.deepEqual(
        expected.filter((label) => !found.includes(label)),
        [],
        found.join(', '),
      );
    });
  }

  it('offers nothing that cannot be: no outcome that only a person decides, no value where anything fits', () => {
    assert.ok(!labels('- {name: x, given: {}, expect: {outcome: |').includes('overridden'));
    assert.deepEqual(labels('- name: |'), []);
    assert.deepEqual(labels('- {name: x, given: {command: |'), []);
    assert.deepEqual(labels('# |'), []);
  });

  it('writes a key with what follows it, over what is typed', () => {
    const text = '- name: x\n  giv';
    const found = completePolicyTests(text, text.length, context).find(({ label }) => label === 'given');
    assert.deepEqual([found?.insertText, text.slice(found?.startOffset)], ['given: ', 'giv']);
  });
});

describe('hover and diagnostics in the tests of a policy', () => {
  const blocked = '- {name: x, given: {tool: openai}, expect: {outcome: blocked}}\n';

  it('says what a key means, who a tool is, and what the policy makes of the test', () => {
    assert.match(hover(blocked.replace('tool', 'to|ol')), /Id of an AI tool/);
    assert.match(hover(blocked.replace('openai', 'open|ai')), /OpenAI/);
    assert.match(
      hover(blocked.replace('blocked', 'block|ed')),
      /✓ Green: it is \*\*blocked by ai-tool\/unsanctioned of the organisation layer\*\*\. .*organisation\.yaml:8:/,
    );
    assert.match(hover(blocked.replace('blocked', 'allow|ed')), /✗ Red: it is \*\*blocked/);
    assert.equal(hover('# a com|ment'), '');
  });

  it('underlines what a test expects in vain, with the line of the policy, and nothing of a green one', () => {
    const text = `${blocked}- {name: y, given: {tool: openai}, expect: {outcome: allowed}}\n`;
    const issues = diagnosePolicyTests(text, 'ai-policy.test.yaml', context);
    assert.deepEqual(
      issues.map(({ code, severity, line, column }) => [code, severity, line, column]),
      [['policy-test/red', 'warning', 2, 54]],
    );
    assert.deepEqual([issues[0]?.related?.file, issues[0]?.related?.line], ['organisation.yaml', 8]);
  });

  it('underlines a class that the policy does not have, and what cannot be expected', () => {
    const codes = (text: string): readonly string[] =>
      diagnosePolicyTests(text, 'ai-policy.test.yaml', context).map(({ code, line }) => `${code} ${String(line)}`);
    assert.deepEqual(codes('- {name: x, given: {dataClass: secrt}, expect: {outcome: allowed}}\n'), [
      'policy-test/unknown-class 1',
    ]);
    assert.deepEqual(codes('- {name: x, given: {tool: a}, expect: {outcome: overridden}}\n'), ['policy-test/red 1']);
  });

  it('holds at every place of every text', () => {
    const pieces = fc.constantFrom(
      '- ',
      'name: x',
      '\n',
      '  ',
      '{',
      '}',
      ', ',
      'given: ',
      'expect: ',
      '[',
      ': ',
      '"',
      '&a',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), fc.nat(60), (parts, at) => {
        const text = parts.join('');
        const offset = Math.min(at, text.length);
        completePolicyTests(text, offset, context);
        hoverPolicyTests(text, offset, context);
        diagnosePolicyTests(text, 'ai-policy.test.yaml', context);
      }),
      { numRuns: runs(150) },
    );
  });
});
