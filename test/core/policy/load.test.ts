// From texts to the policy in force: which layers hold, and what is refused with its line.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as z from 'zod';
import { isForeign } from '../../../src/core/policy/foreign-power.ts';
import { allFields } from '../../../src/core/policy/schema-walk.ts';
import { runs } from '../../support/runs.ts';
import { load, policyText } from './layers.ts';

const layersOf = (loaded: ReturnType<typeof load>): readonly string[] => loaded.policy.layers.map(({ layer }) => layer);

describe('loading a policy', () => {
  it('takes the built-in text only when no company speaks', () => {
    assert.deepEqual(layersOf(load({})), ['builtin']);
    assert.deepEqual(layersOf(load({ workspace: 'mode: enforce\n' })), ['builtin', 'workspace']);
    assert.deepEqual(layersOf(load({ organisation: 'mode: warn\n' })), ['organisation']);
    assert.deepEqual(layersOf(load({ managed: '', organisation: '' })), ['managed', 'organisation']);
  });

  it('has no serial and no hash under the built-in text, and a hash of what was read otherwise', () => {
    const { policy } = load({});
    assert.deepEqual([policy.serial, policy.hash], [null, null]);
    const text = policyText('').replace('version: 1.0.0', 'version: 1.0.0, serial: 7');
    const ours = load({ organisation: text }).policy;
    assert.equal(ours.serial, 7);
    assert.match(ours.hash ?? '', /^[0-9a-f]{64}$/);
  });

  const loosening: readonly (readonly [string, string, string, string])[] = [
    [
      'a tool that is denied above',
      'tools:\n  deny:\n    - id: openai\n',
      'tools:\n  allow:\n    - id: openai\n',
      '6:',
    ],
    ['a default', 'tools:\n  default: deny\n', 'tools:\n  default: allow\n', '5:'],
    ['the mode', 'mode: enforce\n', 'mode: audit\n', '4:'],
    [
      'the internal domains',
      'production:\n  internalDomains: [acme.internal]\n',
      'production:\n  internalDomains: [acme.internal, acme.com]\n',
      '5:',
    ],
    [
      'for whom a platform is',
      'platforms:\n  allow: [{id: qovery, for: [technical]}]\n',
      'platforms:\n  allow: [{id: qovery, for: [citizen_builder]}]\n',
      '5:',
    ],
    [
      'where counts are sent',
      'logging:\n  export: {endpoint: https://a.example}\n',
      'logging:\n  export: {endpoint: https://b.example}\n',
      '5:',
    ],
    [
      'the mode of a rule',
      'rules:\n  - {id: sensitive-data/iban, mode: enforce}\n',
      'rules:\n  - {id: sensitive-data/iban, mode: off}\n',
      '5:',
    ],
  ];
  for (const [what, parent, child, line] of loosening) {
    it(`refuses a layer that loosens ${what}, with both lines, and goes on without it`, () => {
      for (const layer of ['team', 'workspace'] as const) {
        const loaded = load({ organisation: parent, [layer]: child });
        assert.deepEqual(layersOf(loaded).slice(0, 1), ['organisation']);
        // What is not taken from a project at all is ignored there, and said so.
        if (layer === 'workspace' && loaded.policy.issues.some(({ code }) => code === 'policy/ignored-here')) continue;
        assert.deepEqual(layersOf(loaded), ['organisation']);
        const [issue] = loaded.rejected[0]?.issues ?? [];
        assert.deepEqual([issue?.severity, issue?.file], ['error', `${layer}.yaml`]);
        assert.ok(`${String(issue?.line)}:`.startsWith(line), `line ${String(issue?.line)}`);
        assert.equal(issue?.related?.file, 'organisation.yaml');
      }
    });
  }

  it('takes a project that tightens', () => {
    const loaded = load({
      organisation: 'mode: warn\ntools: {default: ask}\n',
      workspace: 'mode: enforce\ntools: {default: deny}\n',
    });
    assert.deepEqual([layersOf(loaded), loaded.rejected], [['organisation', 'workspace'], []]);
  });

  it('names the line of a text that does not load, and lets nothing through', () => {
    const loaded = load({ organisation: 'tools: {default: maybe}\n' });
    assert.deepEqual(layersOf(loaded), ['builtin']);
    const [issue] = loaded.rejected[0]?.issues ?? [];
    assert.deepEqual([issue?.line, issue?.column], [4, 18]);
  });

  it('does not take keys, addresses and export targets from a project, and says so', () => {
    const loaded = load({ workspace: 'trust:\n  threshold: 1\n' });
    assert.deepEqual(
      loaded.policy.issues.map(({ code, file, line }) => [code, file, line]),
      [['policy/ignored-here', 'workspace.yaml', 4]],
    );
    const text = `tools:
  requestUrl: https://x.example/ask
logging:
  export: {endpoint: https://x.example}
production: {internalDomains: [example.com]}
rules:
  - {id: own, severity: high, remediation: https://x.example/own, match: {tools: [openai]}}
platforms: {deny: [{id: fly, path: https://x.example/fly}]}
`;
    const { policy, rejected } = load({
      organisation: 'logging: {export: {endpoint: https://a.example}}\n',
      workspace: text,
    });
    assert.deepEqual(rejected, []);
    assert.deepEqual(
      policy.issues.map(({ code, line }) => [code, line]),
      [5, 7, 8, 10, 11].map((line) => ['policy/ignored-here', line]),
    );
    assert.ok(!JSON.stringify(policy.layers[1]?.document).includes('x.example'), 'nothing of it is left');
    assert.equal(policy.layers[1]?.document.rules?.[0]?.id, 'own', 'the rest holds');
  });

  it('takes no address from a project, whatever field it is in', () => {
    const addresses = allFields().filter(({ schema }) => {
      const plain = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
      return plain instanceof z.ZodURL;
    });
    assert.ok(addresses.length > 10, `${String(addresses.length)} addresses`);
    const taken = addresses
      .map(({ path }) => path)
      .filter((path) => !path.some((_, length) => isForeign(path.slice(0, length + 1).join('.'))))
      .map((path) => path.join('.'));
    // The address of a server is what it is known by.
    assert.deepEqual(taken, ['mcpServers.allow.*.url', 'mcpServers.ask.*.url', 'mcpServers.deny.*.url']);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      'apiVersion: handrail/v1',
      'kind: Policy',
      '\n',
      '  ',
      'tools:',
      '- ',
      '&a',
      '*a',
      '{',
      ']',
      ': ',
      '"',
      '\t',
      '__proto__',
      'mode: on',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { policy, rejected } = load({ organisation: pieces.join('') });
        assert.ok(policy.layers.length > 0);
        for (const { issues } of rejected) assert.ok(issues.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: runs(200) },
    );
  });
});
