import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { categories, weights } from '../../../src/core/readiness/check.ts';
import { checks } from '../../../src/core/readiness/registry.ts';
import { checkFixtures as firstFixtures } from './check-fixtures.ts';
import { codeFixtures } from './check-fixtures-code.ts';
import { infrastructureFixtures } from './check-fixtures-infrastructure.ts';
import { checkOf } from './workspace.ts';

const checkFixtures = { ...firstFixtures, ...codeFixtures, ...infrastructureFixtures };

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

  it('are the 102 of the catalogue, and each that can block has a workspace that is good and looks bad, and one that blocks', () => {
    assert.equal(checks.length, 102);
    const blocking = checks.filter(
      ({ requiredFrom, confidence, applies }) =>
        requiredFrom !== 'advice' && confidence !== 'low' && !applies.includes('terraform'),
    );
    for (const { id } of blocking) {
      const fixture = checkFixtures[id];
      assert.ok(fixture, id);
      if (fixture.badState === undefined && fixture.goodState === undefined) {
        assert.notDeepEqual(fixture.good, fixture.bad, id);
      }
    }
  });

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
