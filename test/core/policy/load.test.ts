// From texts to the policy in force: which layers hold, and what is refused with its line.

import assert from 'node:assert/strict';
import fc from 'fast-check';
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
      'the mode of a rule',
      'rules:\n  - {id: sensitive-data/iban, mode: enforce}\n',
      'rules:\n  - {id: sensitive-data/iban, mode: off}\n',
      '5:',
    ],
  ];
  for (const [what, parent, child, line] of loosening) {
    it(`refuses a project that loosens ${what}, with both lines, and goes on without it`, () => {
      const loaded = load({ organisation: parent, workspace: child });
      assert.deepEqual(layersOf(loaded), ['organisation']);
      const [issue] = loaded.rejected[0]?.issues ?? [];
      assert.deepEqual([issue?.severity, issue?.file], ['error', 'workspace.yaml']);
      assert.ok(`${String(issue?.line)}:`.startsWith(line), `line ${String(issue?.line)}`);
      assert.equal(issue?.related?.file, 'organisation.yaml');
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
