import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import type { CheckState } from '../../../src/core/model/outcome.ts';
import { categories, weights } from '../../../src/core/readiness/check.ts';
import { checks } from '../../../src/core/readiness/registry.ts';
import { checkFixtures as firstFixtures, type CheckFixture } from './check-fixtures.ts';
import { codeFixtures } from './check-fixtures-code.ts';
import { infrastructureFixtures } from './check-fixtures-infrastructure.ts';
import { evaluateReadiness } from '../../../src/core/readiness/evaluate.ts';
import { lookAlikes, searched, type LookAlike } from './look-alikes.ts';
import { checkOf, factsOf, noPolicy, today, type Workspace } from './workspace.ts';

const checkFixtures: Readonly<Record<string, CheckFixture>> = {
  ...firstFixtures,
  ...codeFixtures,
  ...infrastructureFixtures,
};

describe('readiness checks', () => {
  for (const [id, fixture] of Object.entries(checkFixtures)) {
    it(`${id} tells a good workspace from one that only looks good`, async () => {
      const good = await checkOf(id, fixture.good);
      assert.equal(good.state, fixture.goodState ?? 'pass', `good: ${good.because ?? ''}`);
      const bad = await checkOf(id, fixture.bad);
      assert.equal(bad.state, fixture.badState ?? 'fail', `bad: ${JSON.stringify(bad.evidence)}`);
      assert.ok(bad.because, 'every state but pass says why');
      if (fixture.at) assert.deepEqual([bad.evidence[0]?.path, bad.evidence[0]?.line], fixture.at);
    });
  }

  it('are all registered, each with a fixture and with words for people', () => {
    const files = readdirSync('src/core/readiness/checks').map((name) => name.replace(/\.ts$/, ''));
    const ids = checks.map((check) => check.id);
    assert.deepEqual([...ids].sort(), files.sort());
    assert.deepEqual([...ids].sort(), Object.keys(checkFixtures).sort());
    for (const check of checks) {
      for (const words of [check.title, check.plain, check.why, check.fix]) assert.ok(words.length > 10, check.id);
      assert.match(check.source, /^https:\/\//);
      assert.ok(Object.values(weights).includes(check.weight));
    }
  });

  it('are the 102 of the catalogue', () => {
    assert.equal(checks.length, 102);
  });

  /** Checks whose worst state is advice say so in their code; every other one can block. */
  const blocks = ({ id, requiredFrom, confidence }: (typeof checks)[number]): boolean =>
    requiredFrom !== 'advice' &&
    confidence !== 'low' &&
    /'fail'|'unknown'|missing(?:Package)?\(/.test(readFileSync(`src/core/readiness/checks/${id}.ts`, 'utf8')) &&
    checkFixtures[id]?.badState !== 'warn';

  it('have a look-alike for each that can block, Terraform included', () => {
    assert.deepEqual(
      Object.keys(lookAlikes).sort(),
      checks
        .filter(blocks)
        .map(({ id }) => id)
        .sort(),
    );
    for (const check of checks.filter(({ requiredFrom }) => requiredFrom !== 'advice')) {
      if (!blocks(check) && check.confidence !== 'low')
        assert.equal(checkFixtures[check.id]?.badState, 'warn', `${check.id} can block and nothing shows that it does`);
    }
  });

  for (const [id, look] of Object.entries(lookAlikes)) {
    it(`${id} passes what looks bad to somebody who searches for words, and stops what is bad`, async () => {
      const fixture = checkFixtures[id]!;
      const good = look.good ?? fixture.good;
      const bad = look.bad ?? fixture.bad;
      const stateOf = async (workspace: Workspace, options: LookAlike['options']): Promise<CheckState> => {
        const facts = await factsOf(workspace);
        const report = evaluateReadiness(facts, look.policy ?? noPolicy, {
          today,
          waivers: [],
          attestations: [],
          ...options,
        });
        return report.checks.find((check) => check.id === id)!.state;
      };
      const isFlagged = (workspace: Workspace): boolean =>
        look.finds?.test(searched(workspace)) ?? !look.misses!.test(searched(workspace));
      assert.ok(isFlagged(bad), 'the search finds the bad one');
      assert.ok(isFlagged(good), 'the search is deceived by the good one');
      assert.equal(await stateOf(good, look.options), look.goodState ?? 'pass');
      const stopped = await stateOf(bad, {});
      assert.ok(stopped === 'fail' || stopped === 'unknown', `the bad one is ${stopped}`);
      if (stopped === 'unknown') assert.equal(checks.find((check) => check.id === id)!.requiredFrom, 'production');
    });
  }

  it('pass only with evidence', async () => {
    for (const [id, fixture] of Object.entries(checkFixtures)) {
      const good = await checkOf(id, fixture.good);
      if (good.state === 'pass') assert.ok(good.evidence.length > 0, `${id} passes and shows nothing`);
    }
  });

  it('cover all eight categories, in their order', () => {
    const order = checks.map((check) => categories.indexOf(check.category));
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    assert.equal(new Set(order).size, 8);
  });
});
