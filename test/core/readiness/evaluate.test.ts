import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tiers, type CheckOutcome, type CheckState } from '../../../src/core/model/outcome.ts';
import { weights, type Check } from '../../../src/core/readiness/check.ts';
import { evaluateReadiness } from '../../../src/core/readiness/evaluate.ts';
import { coverageOf, levelOf, percentOf } from '../../../src/core/readiness/project-report.ts';
import { checks } from '../../../src/core/readiness/registry.ts';
import type { CheckRuling } from '../../../src/core/readiness/rulings.ts';
import { runs } from '../../support/runs.ts';
import { checkOf, factsOf, manifest, noPolicy, readinessOf, today } from './workspace.ts';

const stateOf = fc.constantFrom<CheckState>(
  'pass',
  'fail',
  'warn',
  'unknown',
  'not_applicable',
  'waived',
  'attested',
  'error',
);
const verdictOf = fc.record({
  state: stateOf,
  requiredFrom: fc.constantFrom<Check['requiredFrom']>('sandbox', 'internal', 'production', 'advice'),
  weight: fc.constantFrom(...Object.values(weights)),
});
const rank = (level: (typeof tiers)[number] | 'none'): number => (level === 'none' ? -1 : tiers.indexOf(level));

function checkSaying(id: string, outcome: CheckOutcome, more: Partial<Check> = {}): Check {
  const words = { title: id, plain: id, why: id, fix: id, source: 'https://example.com' };
  return {
    id,
    category: 'Data',
    ...words,
    requiredFrom: 'sandbox',
    weight: 5,
    effort: 1,
    confidence: 'high',
    applies: [],
    evaluate: () => outcome,
    ...more,
  };
}

const ruling: CheckRuling = {
  id: 'w1',
  check: 'x',
  owner: 'dana@acme.example',
  by: 'kim@acme.example',
  at: '2026-11-01',
  reason: 'the pilot ends in December',
  expires: '2026-12-01',
};
const failing: CheckOutcome = { state: 'fail', evidence: [], because: 'nothing found' };
const unknown: CheckOutcome = { state: 'unknown', because: 'files cannot tell' };

async function stateWith(
  check: Check,
  rulings: { readonly waivers?: readonly CheckRuling[]; readonly attestations?: readonly CheckRuling[] },
): Promise<{ readonly state: CheckState; readonly because: string; readonly notes: readonly string[] }> {
  const report = await readinessOf({ files: {} }, { checks: [check], tier: 'sandbox', ...rulings });
  return { state: report.checks[0]!.state, because: report.checks[0]!.because ?? '', notes: report.notes };
}

describe('evaluateReadiness', () => {
  it('lists every check at every tier, with all fields of the contract', async () => {
    for (const tier of tiers) {
      const report = await readinessOf({ files: { 'a.ts': '' } }, { tier });
      assert.deepEqual(
        report.checks.map((check) => check.id),
        checks.map((check) => check.id),
      );
      for (const key of ['tier', 'level', 'ready', 'percent', 'coverage', 'checkSet', 'boundary', 'checks', 'next']) {
        assert.ok(key in report, key);
      }
      for (const check of report.checks) {
        for (const key of ['id', 'category', 'title', 'plain', 'state', 'requiredFrom', 'weight', 'evidence', 'fix']) {
          assert.ok(key in check, key);
        }
        if (check.state !== 'pass') assert.ok(check.because, `${check.id} says why`);
      }
    }
  });

  it('takes the tier from the caller, else from the declaration, else from the boundary', async () => {
    const files = { CNAME: 'shop.nordwind.de', '.handrail/project.yaml': 'audience: team' };
    assert.equal((await readinessOf({ files }, { tier: 'sandbox' })).tier, 'sandbox');
    const declared = await readinessOf({ files });
    assert.deepEqual([declared.tier, declared.tierFrom], ['internal', 'declaration']);
    assert.match(declared.notes.join(' '), /look like production/);
    assert.equal((await readinessOf({ files: { CNAME: 'shop.nordwind.de' } })).tier, 'production');
    assert.equal((await readinessOf({ files: {} })).tier, 'sandbox');
  });

  it('never counts as ready when the caller chose the day', async () => {
    const good = { checks: [checkSaying('x', { state: 'pass', evidence: [] })], tier: 'sandbox' as const };
    assert.equal((await readinessOf({ files: {} }, good)).ready, true);
    const back = await readinessOf({ files: {} }, { ...good, asOf: '2026-01-01', today: '2026-01-01' });
    assert.deepEqual([back.ready, back.asOf, back.level], [false, '2026-01-01', 'production']);
  });

  it('turns a check that breaks into an error, not into a fail', async () => {
    const broken = checkSaying('x', failing, {
      evaluate: () => {
        throw new Error('boom');
      },
    });
    const { state, because } = await stateWith(broken, {});
    assert.equal(state, 'error');
    assert.match(because, /boom/);
  });

  it('says "unknown" while a manifest that would decide cannot be read', async () => {
    const check = await checkOf('sec-login-present', { files: { 'package.json': '{ "dependencies": ' } });
    assert.equal(check.state, 'unknown');
    assert.match(check.because ?? '', /package\.json/);
    const unread = await checkOf('sec-login-present', { files: { 'package.json': new Error('EACCES') } });
    assert.equal(unread.state, 'unknown');
  });

  it('says "unknown", never "pass", for keys when nothing was scanned', async () => {
    assert.equal((await checkOf('sec-no-hardcoded-secrets', { files: {}, scans: 'none' })).state, 'unknown');
    const unread = await checkOf('sec-no-hardcoded-secrets', { files: { 'a.ts': new Error('EACCES') } });
    assert.deepEqual([unread.state, unread.because], ['unknown', 'a.ts could not be read.']);
  });

  it('names the next steps: critical first, then what unlocks the next level', async () => {
    const report = await readinessOf(
      { files: {} },
      {
        tier: 'internal',
        checks: [
          checkSaying('late', failing, { requiredFrom: 'production', weight: 10 }),
          checkSaying('second', failing, { requiredFrom: 'internal', weight: 7.5 }),
          checkSaying('first', failing, { requiredFrom: 'internal', weight: 10 }),
          checkSaying('third', failing, { requiredFrom: 'internal', weight: 7.5, effort: 3 }),
        ],
      },
    );
    assert.deepEqual(report.next, ['first', 'second', 'third']);
  });

  it('evaluates each declared project of a monorepo by its own files', async () => {
    const report = await readinessOf({
      files: {
        '.handrail/project.yaml':
          'owner: dana@acme.example\nprojects:\n  - path: apps/shop\n    audience: external\n  - path: ./apps/tool/\n    audience: me\n',
        'apps/shop/package.json': manifest(['next']),
        'apps/shop/README.md': 'shop',
        'apps/tool/tests/test_a.py': '',
        '.github/workflows/a.yml': 'steps:\n  - run: pytest',
      },
    });
    assert.deepEqual(
      report.projects?.map(({ path, tier }) => [path, tier]),
      [
        ['apps/shop', 'production'],
        ['apps/tool', 'sandbox'],
      ],
    );
    const [shop, tool] = report.projects;
    const state = (project: typeof shop, id: string): unknown =>
      project!.checks.find((check) => check.id === id)?.state;
    assert.equal(state(shop, 'sec-login-present'), 'fail');
    assert.equal(state(tool, 'sec-login-present'), 'not_applicable');
    assert.equal(state(shop, 'test-exists'), 'fail');
    assert.equal(state(tool, 'test-exists'), 'pass');
    assert.equal(state(shop, 'dep-pipeline'), 'pass');
    assert.equal(state(tool, 'own-owner-named'), 'pass');
    const readme = shop!.checks.find((check) => check.id === 'own-readme');
    assert.equal(readme?.evidence[0]?.path, 'apps/shop/README.md');
    assert.equal(report.ready, false);
  });
});

describe('waivers and attestations', () => {
  it('accept a fail until their last day, and then it is a fail that says so', async () => {
    const check = checkSaying('x', failing);
    const held = await stateWith(check, { waivers: [{ ...ruling, expires: today }] });
    assert.equal(held.state, 'waived');
    assert.match(held.because, /the pilot ends/);
    const ended = await stateWith(check, { waivers: [{ ...ruling, expires: '2026-11-23' }] });
    assert.equal(ended.state, 'fail');
    assert.match(ended.because, /ended on 2026-11-23/);
  });

  it('confirm what files cannot tell; once ended that is a fail', async () => {
    const check = checkSaying('x', unknown);
    assert.equal((await stateWith(check, { attestations: [ruling] })).state, 'attested');
    const ended = await stateWith(check, { attestations: [{ ...ruling, expires: '2026-11-23' }] });
    assert.equal(ended.state, 'fail');
    assert.match(ended.because, /2026-11-23/);
  });

  it('cannot confirm away a problem that was found', async () => {
    const found: CheckOutcome = { state: 'fail', evidence: [{ path: 'a', line: 1, note: 'n' }], because: 'found' };
    const check = checkSaying('x', found, { attest: 'it is fine' });
    assert.equal((await stateWith(check, { attestations: [ruling] })).state, 'fail');
    assert.equal((await stateWith(check, { waivers: [ruling] })).state, 'waived');
  });

  it('can give what only a person can give: the yes to going live', async () => {
    const attestations = [{ ...ruling, check: 'review-launch-approval' }];
    assert.equal((await checkOf('review-launch-approval', { files: {} }, { attestations })).state, 'attested');
  });

  it('may not last longer than the tier allows', async () => {
    const check = checkSaying('x', failing);
    const { state, because } = await stateWith(check, { waivers: [{ ...ruling, expires: '2028-01-01' }] });
    assert.equal(state, 'fail');
    assert.match(because, /365 days/);
  });

  it('are named when nobody needs them any more', async () => {
    const passing = checkSaying('x', { state: 'pass', evidence: [] });
    const { state, notes } = await stateWith(passing, { waivers: [ruling] });
    assert.equal(state, 'pass');
    assert.match(notes.join(' '), /w1 is no longer needed/);
  });

  it('with a path hold only for evidence there', async () => {
    const found: CheckOutcome = {
      state: 'fail',
      evidence: [{ path: 'old/a.ts', line: 1, note: 'n' }],
      because: 'found',
    };
    const check = checkSaying('x', found);
    assert.equal((await stateWith(check, { waivers: [{ ...ruling, path: 'old/**' }] })).state, 'waived');
    assert.equal((await stateWith(check, { waivers: [{ ...ruling, path: 'new/**' }] })).state, 'fail');
  });
});

describe('level, percent and coverage', () => {
  it('follow the formulas', () => {
    const verdicts = [
      { state: 'pass', requiredFrom: 'sandbox', weight: 10 },
      { state: 'fail', requiredFrom: 'production', weight: 5 },
      { state: 'warn', requiredFrom: 'advice', weight: 5 },
      { state: 'waived', requiredFrom: 'internal', weight: 10 },
      { state: 'unknown', requiredFrom: 'internal', weight: 10 },
      { state: 'not_applicable', requiredFrom: 'internal', weight: 10 },
    ] as const;
    assert.equal(percentOf(verdicts), 50);
    assert.equal(coverageOf(verdicts), 80);
    assert.equal(levelOf(verdicts), 'internal');
  });

  it('keep the percentage below 50 while a critical check fails', () => {
    const many = Array.from({ length: 20 }, () => ({ state: 'pass', weight: 10 }) as const);
    assert.equal(percentOf([...many, { state: 'fail', weight: 10 }]), 49);
    assert.equal(percentOf([...many, { state: 'fail', weight: 7.5 }]), 96);
  });

  it('stay between 0 and 100', () => {
    fc.assert(
      fc.property(fc.array(verdictOf), (verdicts) => {
        for (const share of [percentOf(verdicts), coverageOf(verdicts)]) {
          assert.ok(Number.isInteger(share) && share >= 0 && share <= 100);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('never fall when a fail is fixed, and never rise by an unknown', () => {
    fc.assert(
      fc.property(fc.array(verdictOf, { minLength: 1 }), fc.nat(), (verdicts, pick) => {
        const index = pick % verdicts.length;
        const withState = (state: CheckState): typeof verdicts =>
          verdicts.map((verdict, at) => (at === index ? { ...verdict, state } : verdict));
        const passed = withState('pass');
        for (const worse of ['fail', 'unknown', 'error', 'warn'] as const) {
          assert.ok(rank(levelOf(withState(worse))) <= rank(levelOf(passed)));
          assert.ok(percentOf(withState(worse)) <= percentOf(passed) || worse === 'unknown' || worse === 'error');
        }
        for (const met of ['waived', 'attested'] as const) assert.equal(levelOf(withState(met)), levelOf(passed));
        const open = verdicts.some(({ state, requiredFrom }) => state === 'unknown' && requiredFrom !== 'advice');
        if (open) assert.notEqual(levelOf(verdicts), 'production');
      }),
      { numRuns: runs(300) },
    );
  });

  it('come out the same from the same facts', async () => {
    const facts = await factsOf({ files: { 'package.json': manifest(['next']), 'a.ts': '' } });
    const options = { today, waivers: [], attestations: [] };
    assert.deepEqual(evaluateReadiness(facts, noPolicy, options), evaluateReadiness(facts, noPolicy, options));
  });
});
