// `agents.autoApprove`: the strictest layer counts, the company may allow what the product would flag, a project may not.

import assert from 'node:assert/strict';
import { loadPolicy } from '../../../src/core/policy/load.ts';
import type { LayerName } from '../../../src/core/policy/policy.ts';
import { unattendedAgents } from '../../../src/core/policy/unattended-agents.ts';

type Says = readonly [LayerName, 'allow' | 'ask' | 'deny' | undefined];

function verdictOf(...layers: readonly Says[]): string | undefined {
  const { policy } = loadPolicy(
    layers.map(([layer, verdict]) => ({
      layer,
      source: `${layer}.yaml`,
      text: `apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: ${layer}}\n${verdict === undefined ? '' : `agents: {autoApprove: ${verdict}}\n`}`,
    })),
    { today: '2026-11-25', groups: [], knownTools: new Set(), knownRules: new Set() },
  );
  const said = unattendedAgents(policy);
  return said && `${said.verdict} ${said.decidedBy?.file ?? ''}:${String(said.decidedBy?.line)}`;
}

describe('agents that act without a question', () => {
  it('are what the company says', () => {
    assert.equal(verdictOf(['organisation', 'allow']), 'allow organisation.yaml:4');
    assert.equal(verdictOf(['organisation', 'deny'], ['workspace', undefined]), 'deny organisation.yaml:4');
  });

  it('are denied as soon as one layer says so', () => {
    assert.equal(verdictOf(['organisation', 'allow'], ['workspace', 'deny']), 'deny workspace.yaml:4');
    assert.equal(verdictOf(['managed', 'ask'], ['organisation', 'allow'])?.split(' ')[0], 'ask');
  });

  it('are not allowed by a project alone', () => {
    assert.equal(verdictOf(['organisation', undefined], ['workspace', 'allow']), undefined);
    assert.equal(verdictOf(['workspace', 'allow']), undefined);
  });
});
