import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import { blocking } from '../../../src/core/readiness/open-checks.ts';
import type { CheckReport, PlacedReport, ReadinessReport } from '../../../src/core/readiness/report.ts';
import type { FolderState } from '../../../src/extension/folder-session.ts';
import { readinessNodes } from '../../../src/extension/tree/readiness-nodes.ts';
import type { TreeNode } from '../../../src/extension/tree/tree-node.ts';

const check = (id: string, change: Partial<CheckReport> = {}): CheckReport => ({
  id,
  category: 'Testing',
  title: `Title of ${id}`,
  plain: 'Plain words.',
  state: 'fail',
  requiredFrom: 'internal',
  weight: 5,
  evidence: [],
  fix: 'Do this.',
  why: 'It matters.',
  source: 'https://example.com',
  confidence: 'high',
  revision: 1,
  fixable: false,
  ...change,
});

const report = (change: Partial<ReadinessReport> = {}): ReadinessReport => ({
  tier: 'internal',
  tierFrom: 'boundary',
  level: 'sandbox',
  ready: false,
  percent: 40,
  coverage: 80,
  checkSet: '1',
  boundary: { verdict: 'internal', score: 10, signals: [], plain: 'Looks like colleagues use this.' },
  checks: [check('test-any')],
  next: ['test-any'],
  notes: [],
  ...change,
});

const state = (name: string, readiness?: ReadinessReport): FolderState => ({
  folder: { uri: Uri.file(`/${name}`), name, index: 0 },
  phase: 'ready',
  ...(readiness && { readiness }),
});

const outline = (nodes: readonly TreeNode[]): readonly string[] =>
  nodes.map((node) => (node.description === undefined ? node.label : `${node.label} | ${node.description}`));

describe('readiness rows', () => {
  it('put level and next step on top, then who can reach it, then the categories', () => {
    assert.deepEqual(outline(readinessNodes([state('shop', report())])), [
      'Fine as a private try-out | 1 to go',
      'Next: Title of test-any',
      'Used inside the company | no signs of outside users',
      'Testing | 0 of 1 in place',
    ]);
  });

  it('list the projects of a monorepo in one row, what goes live by itself first', () => {
    const project = (path: string, change: Partial<PlacedReport>): PlacedReport => ({ path, ...report(), ...change });
    const projects = [
      project('packages/ui', { kind: 'library' }),
      project('packages/log', { kind: 'library', checks: [] }),
      project('web', { kind: 'application', ready: true, level: 'internal' }),
    ];
    const rows = readinessNodes([state('shop', report({ projects }))]);
    const labels = rows.map(({ label }) => label);
    assert.deepEqual(labels.slice(-2), ['Projects in this repository', 'Testing'], 'above the list of the whole');
    const row = rows.at(-2);
    assert.equal(row?.description, '1 of 1 ready, 2 libraries');
    assert.deepEqual(outline(row.children ?? []), [
      'web | Ready for colleagues',
      'packages/ui | library, 1 problem',
      'packages/log | library, nothing found',
    ]);
    const next = row.children?.[1]?.children?.find(({ label }) => label.startsWith('Next'));
    assert.equal(next?.command?.args[2], 'packages/ui');
  });

  it('are absent until something is known', () => {
    assert.deepEqual(readinessNodes([state('shop')]), []);
  });

  it('stand below their folder when there are several', () => {
    const rows = readinessNodes([state('shop', report()), state('api', report())]);
    assert.deepEqual(outline(rows), ['shop | Fine as a private try-out', 'api | Fine as a private try-out']);
    assert.equal(rows[0]?.children?.length, 4);
  });

  it('offer on a check what is possible there', () => {
    const contextOf = (change: Partial<CheckReport>): string | undefined =>
      readinessNodes([state('shop', report({ checks: [check('a', change)] }))])
        .flatMap((node) => node.children ?? [])
        .flatMap((node) => [node, ...(node.children ?? [])])
        .find((node) => node.label === 'Title of a')?.context;
    assert.equal(contextOf({ fixable: true }), 'check open fixable waivable');
    assert.equal(
      contextOf({ state: 'unknown', attest: 'Somebody looked.', fixable: false }),
      'check open guidable attestable waivable',
    );
    assert.equal(contextOf({ state: 'attested', attest: 'Somebody looked.' }), 'check withdrawable');
    assert.equal(contextOf({ state: 'pass', fixable: true }), 'check');
    assert.equal(contextOf({ state: 'not_applicable' }), 'check');
  });

  it('have a box to tick only where a person may confirm', () => {
    const boxOf = (change: Partial<CheckReport>): boolean | undefined =>
      readinessNodes([state('shop', report({ checks: [check('a', change)] }))])
        .flatMap((node) => [node, ...(node.children ?? [])])
        .find((node) => node.label === 'Title of a')?.checkbox?.checked;
    const attest = 'Somebody looked.';
    assert.equal(boxOf({ state: 'unknown', attest }), false);
    assert.equal(boxOf({ state: 'fail', attest, evidence: [] }), false);
    assert.equal(boxOf({ state: 'attested', attest }), true);
    const seen = [{ path: 'a.ts', line: 1, note: 'a problem' }];
    assert.equal(boxOf({ state: 'fail', attest, evidence: seen }), undefined, 'files beat words');
    assert.equal(boxOf({ state: 'fail' }), undefined);
    assert.equal(boxOf({ state: 'pass', attest }), undefined);
  });

  it('offer to ship and to ask for it once the gates hold', () => {
    const ready = report({ ready: true, tier: 'internal', level: 'internal', checks: [] });
    const labels = (shippable: boolean): readonly string[] => {
      const there = state('shop', ready);
      const uris = new Set(shippable ? [there.folder.uri.toString()] : []);
      return readinessNodes([there], uris).map((node) => node.label);
    };
    assert.deepEqual(labels(true).slice(1, 3), ['Ship', 'Request go-live']);
    assert.equal(labels(false)[1], 'Request go-live');
    assert.ok(!labels(false).includes('Ship'));
  });

  it('speak every state as a word', () => {
    const states = ['pass', 'fail', 'warn', 'unknown', 'not_applicable', 'waived', 'attested', 'error'] as const;
    const checks = states.map((each) => check(each, { state: each }));
    const rows = readinessNodes([state('shop', report({ checks }))]).at(-1)?.children ?? [];
    assert.deepEqual(
      rows.map((row) => row.spoken),
      [
        'Title of pass: in place',
        'Title of fail: missing',
        'Title of warn: could be better',
        'Title of unknown: cannot be seen from here',
        'Title of waived: accepted for now',
        'Title of attested: confirmed by a person',
        'Title of error: could not be checked',
        '1 check: does not apply',
      ],
    );
    assert.deepEqual(
      rows.at(-1)?.children?.map((row) => row.spoken),
      ['Title of not_applicable: does not apply'],
    );
  });

  it('lead from evidence to its place', () => {
    const evidence = [{ path: 'package.json', line: 7, note: 'no test script' }];
    const [row] =
      readinessNodes([state('shop', report({ checks: [check('a', { evidence })] }))]).at(-1)?.children ?? [];
    assert.deepEqual(row?.children?.[0]?.command, {
      id: 'handrail.openEvidence',
      args: [Uri.file('/shop').toString(), 'package.json', 7],
    });
  });

  it('have ids of their own', () => {
    const checks = [check('a', { evidence: [{ path: 'x', line: 1, note: 'one' }] }), check('b')];
    const ids: string[] = [];
    const collect = (nodes: readonly TreeNode[]): void => {
      for (const node of nodes) {
        ids.push(node.id);
        collect(node.children ?? []);
      }
    };
    collect(readinessNodes([state('shop', report({ checks })), state('api', report({ checks }))]));
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('what keeps a project from its tier', () => {
  it('counts failing checks up to the tier, and at production unknown ones as well', () => {
    const checks = [
      check('fails'),
      check('later', { requiredFrom: 'production' }),
      check('advice', { requiredFrom: 'advice' }),
      check('unseen', { state: 'unknown' }),
      check('fine', { state: 'waived' }),
    ];
    const ids = (tier: ReadinessReport['tier']): readonly string[] =>
      blocking(report({ tier, checks })).map((each) => each.id);
    assert.deepEqual(ids('sandbox'), []);
    assert.deepEqual(ids('internal'), ['fails']);
    assert.deepEqual(ids('production'), ['fails', 'later', 'unseen']);
  });
});
