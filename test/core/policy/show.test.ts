// The policy in force at a glance, to the letter of the contract.

import assert from 'node:assert/strict';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import { renderShown, showPolicy } from '../../../src/core/policy/show.ts';
import type { LayerName } from '../../../src/core/policy/policy.ts';
import { companyPolicy } from './example.ts';

const head = 'apiVersion: handrail/v1\nkind: Policy\n';

function load(texts: Partial<Record<LayerName, string>>, today = '2026-11-24') {
  const sources = Object.entries(texts).map(([layer, text]) => ({
    layer: layer as LayerName,
    source: `${layer}.yaml`,
    text,
  }));
  return loadPolicy(sources, { today, groups: [], knownTools: new Set(), knownRules: new Set() });
}

describe('showing the policy in force', () => {
  it('lists the layers, weakest first, with name, version, serial and state', () => {
    const { policy } = load({ workspace: `${head}mode: enforce\n`, organisation: companyPolicy });
    assert.deepEqual(showPolicy(policy, []).layers, [
      {
        layer: 'organisation',
        source: 'organisation.yaml',
        name: 'acme-ai-policy',
        version: '3.2.0',
        serial: 42,
        signature: 'not-required',
        state: 'active',
        issued: '2026-11-22',
      },
      {
        layer: 'workspace',
        source: 'workspace.yaml',
        name: null,
        version: null,
        serial: null,
        signature: 'not-required',
        state: 'active',
      },
    ]);
  });

  it('shows the built-in policy where there is no other', () => {
    const { layers, effective } = showPolicy(load({}).policy, []);
    assert.deepEqual(
      layers.map(({ layer, source, serial }) => [layer, source, serial]),
      [['builtin', 'builtin:recommended', null]],
    );
    assert.equal(effective['mode'], 'warn');
  });

  it('says which layers do not count, are past their date, or hold in an older version', () => {
    const { policy, rejected } = load({ organisation: companyPolicy, workspace: `${head}mode: off\n` }, '2027-06-01');
    const states = (each: Parameters<typeof showPolicy>[1]): readonly unknown[] =>
      showPolicy(policy, each).layers.map(({ layer, state }) => [layer, state]);
    assert.deepEqual(states(rejected), [
      ['organisation', 'stale'],
      ['workspace', 'rejected'],
    ]);
    const held = { layer: 'organisation', source: 'organisation.yaml', lastGoodHolds: true } as const;
    assert.deepEqual(states([held]), [['organisation', 'last-known-good']]);
  });

  it('folds what all layers say', () => {
    const workspace = `${head}mode: enforce\ntools: {deny: [{id: claude-code, reason: Not here}]}\nlocked: [tools]\n`;
    const { effective } = showPolicy(load({ organisation: companyPolicy, workspace }).policy, []);
    assert.equal(effective['mode'], 'enforce');
    assert.deepEqual(effective['locked'], ['rules.data-boundary', 'tools.deny', 'tools']);
    const tools = effective['tools'] as {
      readonly allow: readonly { readonly id: string }[];
      readonly deny: readonly { readonly id: string }[];
    };
    assert.deepEqual(
      tools.allow.map(({ id }) => id),
      ['github-copilot'],
    );
    assert.deepEqual(
      tools.deny.map(({ id }) => id),
      ['*.free-ai-*', 'claude-code'],
    );
    assert.equal(effective['rollout'], undefined);
  });

  it('is readable', () => {
    const { policy } = load({ organisation: companyPolicy });
    const text = renderShown(policy, showPolicy(policy, []));
    assert.match(text, /^Policy in force: acme-ai-policy 3\.2\.0\n/);
    assert.match(text, /organisation {2,}acme-ai-policy \(organisation\.yaml\), version 3\.2\.0, serial 42, in force/);
    assert.match(text, /mode {2,}warn/);
  });
});
