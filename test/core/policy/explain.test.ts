// Explanations: who set a value, where, and what the other layers say.

import assert from 'node:assert/strict';
import { explainPolicy, type Explanation } from '../../../src/core/policy/explain.ts';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import type { LayerName, Policy } from '../../../src/core/policy/policy.ts';
import { companyPolicy } from './example.ts';

const head = 'apiVersion: handrail/v1\nkind: Policy\n';

function policyOf(texts: Partial<Record<LayerName, string>>): Policy {
  const sources = Object.entries(texts).map(([layer, text]) => ({
    layer: layer as LayerName,
    source: `${layer}.yaml`,
    text,
  }));
  const context = { today: '2026-11-24', groups: [], knownTools: new Set<string>(), knownRules: new Set<string>() };
  const { policy, rejected } = loadPolicy(sources, context);
  assert.deepEqual(rejected, []);
  return policy;
}

function explain(policy: Policy, path: string): Explanation {
  const explanation = explainPolicy(policy, path);
  assert.ok(!('problem' in explanation), JSON.stringify(explanation));
  return explanation;
}

function problem(policy: Policy, path: string): string {
  const explanation = explainPolicy(policy, path);
  return 'problem' in explanation ? explanation.problem : `explained as ${JSON.stringify(explanation.value)}`;
}

describe('explaining a policy', () => {
  const company = policyOf({ organisation: companyPolicy });

  it('names the line that sets a value', () => {
    const { value, decidedBy } = explain(company, 'mode');
    assert.equal(value, 'warn');
    assert.deepEqual(decidedBy, { layer: 'organisation', file: 'organisation.yaml', line: 14, column: 7 });
  });

  it('takes the strictest of several layers and keeps the trail of all', () => {
    const both = policyOf({ organisation: companyPolicy, workspace: `${head}mode: enforce\n` });
    const { value, decidedBy, trail } = explain(both, 'mode');
    assert.equal(value, 'enforce');
    assert.equal(decidedBy?.layer, 'workspace');
    assert.equal(decidedBy.line, 3);
    assert.deepEqual(
      trail.map(({ layer, value: said, decides }) => [layer, said, decides]),
      [
        ['organisation', 'warn', false],
        ['organisation', 'warn', false],
        ['workspace', 'enforce', true],
      ],
    );
  });

  it('finds list entries by their id, also when it holds dots', () => {
    assert.equal(explain(company, 'rules.data-boundary.severity').value, 'critical');
    assert.equal(explain(company, 'tools.deny.*.free-ai-*.instead').value, 'github-copilot');
    assert.equal(explain(company, '/rules/1/severity').value, 'high');
    assert.equal(explain(company, 'rules[1].severity').value, 'high');
  });

  it('says what holds for a tool that is named, and for one that nobody lists', () => {
    const denied = explain(company, 'tools.x.free-ai-y');
    assert.equal(denied.value, 'deny');
    assert.equal(denied.decidedBy?.line, 26);
    assert.equal(explain(company, 'tools.claude-code').value, 'allow');
    const unlisted = explain(company, 'tools.some-other');
    assert.equal(unlisted.value, 'ask');
    assert.equal(unlisted.decidedBy?.line, 21);
  });

  it('gives a rule without a mode of its own the mode of its layer', () => {
    assert.equal(explain(company, 'rules.data-boundary.mode').value, 'enforce');
    assert.equal(explain(company, 'rules.no-personal-accounts.mode').value, 'warn');
    assert.equal(explain(company, 'rules.sensitive-data/iban.mode').value, 'warn');
  });

  it('joins what adds up and cuts down what is an allowance', () => {
    const both = policyOf({
      organisation: companyPolicy,
      workspace: `${head}locked: [tools]\ntools:\n  allow: [{id: claude-code, dataClasses: [public]}]\n`,
    });
    assert.deepEqual(explain(both, 'locked').value, ['rules.data-boundary', 'tools.deny', 'tools']);
    assert.deepEqual(explain(both, 'tools.allow.claude-code.dataClasses').value, ['public']);
  });

  it('answers null where nobody says anything', () => {
    const { value, decidedBy, trail } = explain(company, 'repositories.allowedRemotes');
    assert.deepEqual([value, decidedBy, trail], [null, null, []]);
  });

  it('says what is wrong with a path, and what was probably meant', () => {
    assert.equal(problem(company, 'tool.deny'), 'A policy has no part named "tool". Did you mean "tools"?');
    assert.match(problem(company, 'data.clases'), /Did you mean "data.classes"\?/);
    assert.match(problem(company, 'mode.more'), /has nothing below it/);
    assert.match(problem(company, ' '), /Say which part/);
  });
});
