import assert from 'node:assert/strict';
import { oldCopy, policyNotes } from '../../src/extension/policy-notes.ts';
import { loadPolicy } from '../../src/core/policy/load.ts';

type State = Parameters<typeof policyNotes>[0];

const source = 'https://policy.acme.example/p.yaml';
const text = 'apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: acme, expires: 2026-11-01}\n';
const context = { today: '2026-11-24', groups: [], knownTools: new Set<string>(), knownRules: new Set<string>() };
const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const unreachable = { code: 'policy/unreachable', severity: 'error', message: 'It could not be fetched.' } as const;

const lost = (lastGoodHolds: boolean): State['rejected'][number] => ({
  layer: 'organisation',
  source,
  issues: [{ ...unreachable, file: source, ...place }],
  lastGoodHolds,
});
const state = (more: Partial<State>): State => ({
  policy: loadPolicy([], context).policy,
  rejected: [],
  fetched: { source, checkedAt: '2026-11-24T06:00:00Z' },
  brokenGlass: () => [],
  ...more,
});

describe('what is said of a policy', () => {
  it('is nothing while all is well', () => {
    assert.deepEqual(policyNotes(state({}), '2026-11-24T20:00:00Z'), []);
    assert.equal(oldCopy(state({}), '2026-11-24T20:00:00Z'), undefined);
  });

  const ages: readonly (readonly [now: string, words: string, aside: string | undefined])[] = [
    ['2026-11-24T06:59:00Z', 'less than an hour ago', undefined],
    ['2026-11-24T05:00:00Z', 'less than an hour ago', undefined],
    ['2026-11-24T07:00:00Z', 'an hour ago', '1 h'],
    ['2026-11-24T09:10:00Z', '3 hours ago', '3 h'],
    ['2026-11-28T06:00:00Z', '4 days ago', '4 days'],
  ];
  for (const [now, words, aside] of ages) {
    it(`is the age of the copy that holds, ${words}`, () => {
      const held = state({ rejected: [lost(true)] });
      assert.deepEqual(policyNotes(held, now), [`It could not be fetched. The copy of ${words} holds.`]);
      assert.equal(oldCopy(held, now), aside);
    });
  }

  it('is that there is no copy, and that a file has a mistake, each once', () => {
    const mistaken = { ...lost(true), source: '.handrail/policy.yaml', layer: 'workspace' as const };
    assert.deepEqual(policyNotes(state({ rejected: [lost(false), mistaken, mistaken] }), '2026-11-24T09:00:00Z'), [
      'It could not be fetched. There is no copy of it here, so the built-in rules hold.',
      'A policy file has a mistake and does not count until it is repaired.',
    ]);
  });

  it('is that it is past its date', () => {
    const { policy } = loadPolicy([{ layer: 'organisation', source, text }], context);
    const [note, ...others] = policyNotes(state({ policy }), '2026-11-24T09:00:00Z');
    assert.match(note ?? '', /meant to be renewed by 2026-11-01\. It still holds/);
    assert.deepEqual(others, []);
  });
});
