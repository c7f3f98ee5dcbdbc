// Policies that do not load, in every layer and below what is extended: rejected with file and line, and nothing becomes laxer by them.

import assert from 'node:assert/strict';
import { loadPolicy, type LoadedPolicy } from '../../../src/core/policy/load.ts';
import type { LayerName } from '../../../src/core/policy/policy.ts';
import { toolDecision } from '../../../src/core/policy/decide.ts';
import { badPolicies, head } from '../../support/bad-policies.ts';
import { today } from './layers.ts';

const layers = ['managed', 'organisation', 'team', 'workspace', 'user'] as const;
const denying = `${head}tools: {deny: [{id: openai}]}\n`;

function load(texts: Partial<Record<LayerName, string>>, parent = ''): LoadedPolicy {
  const sources = Object.entries(texts).map(([layer, text]) => ({
    layer: layer as LayerName,
    source: `${layer}.yaml`,
    text,
  }));
  return loadPolicy(sources, {
    ...{ today, groups: [], knownTools: new Set<string>(), knownRules: new Set<string>() },
    readParent: (_, from) =>
      from === 'parent.yaml' ? { problem: 'there is none' } : { source: 'parent.yaml', text: parent },
  });
}

const statusOf = ({ policy }: LoadedPolicy): string =>
  toolDecision(policy, { id: 'openai' }, { path: '', today }).status;

/** What depends on the files beside a policy is tried on the disk. */
const ofOneText = badPolicies.filter(([, , , code]) => !code.startsWith('policy/extends'));

describe('a policy that does not load', () => {
  for (const [what, text, place, code] of ofOneText) {
    it(`because of ${what}, opens nothing in any layer, and says where and why`, () => {
      for (const layer of layers) {
        // Whichever layer is bad, another one denies.
        const other = layer === 'organisation' ? 'managed' : 'organisation';
        const loaded = load({ [layer]: text, [other]: denying });
        assert.deepEqual(
          loaded.rejected.map((each) => each.layer),
          [layer],
        );
        assert.deepEqual(
          loaded.policy.layers.map((each) => each.layer),
          [other],
        );
        assert.equal(statusOf(loaded), 'unsanctioned');
        const issues = loaded.rejected[0]?.issues ?? [];
        const errors = issues.filter(({ severity }) => severity === 'error');
        assert.ok(errors.some((issue) => issue.code.startsWith(code) && issue.file === `${layer}.yaml`));
        if (place !== '') {
          const places = errors.map(({ line, column }) => `${String(line)}:${String(column)}`);
          assert.ok(places.includes(place), places.join(' '));
        }
      }
    });
  }

  it('is the built-in policy where it is the only one', () => {
    for (const [what, text] of ofOneText) {
      const { policy, rejected } = load({ organisation: text });
      assert.deepEqual([policy.layers.map(({ layer }) => layer), rejected.length], [['builtin'], 1], what);
    }
  });

  it('keeps what extends it from holding, with the line that names it and its own', () => {
    for (const [what, text, , code] of ofOneText) {
      const child = `${head}extends: [./parent.yaml]\nmode: enforce\n`;
      const { policy, rejected } = load({ managed: denying, organisation: child }, text);
      assert.deepEqual(
        policy.layers.map(({ layer }) => layer),
        ['managed'],
        what,
      );
      const issues = rejected[0]?.issues ?? [];
      assert.ok(
        issues.some((issue) => issue.file === 'organisation.yaml' && issue.line === 3),
        what,
      );
      assert.ok(
        issues.some((issue) => issue.file === 'parent.yaml' && issue.code.startsWith(code)),
        what,
      );
    }
  });
});
