// What an edit costs: places far from it are not looked at again. And that this is right: no probe knows more of a text than it says.

import assert from 'node:assert/strict';
import { credentialProbes } from '../../../../src/core/detectors/sensitive-data/credential-probes.ts';
import { FollowedPass } from '../../../../src/core/detectors/sensitive-data/followed-pass.ts';
import { OnePass } from '../../../../src/core/detectors/sensitive-data/one-pass.ts';
import { classifyPath } from '../../../../src/core/detectors/sensitive-data/path-class.ts';
import { personalDataProbes } from '../../../../src/core/detectors/sensitive-data/personal/probes.ts';
import { siftReach, type Page, type Probe, type Reading } from '../../../../src/core/detectors/sensitive-data/probe.ts';
import { changeBetween } from '../../../../src/core/text/text-change.ts';
import { unitsOf } from '../../../../src/core/text/units.ts';
import type { DetectedMatch } from '../../../../src/core/detectors/detector.ts';
import { textOfCandidates } from '../../../support/candidate-texts.ts';
import { seededNumbers } from '../../../support/credential-samples.ts';

const path = 'src/a.ts';
const probes = [...credentialProbes(), ...personalDataProbes()];
const pass = new OnePass(probes);

describe('a pass over an edited text', () => {
  it('looks at places near the edit alone', () => {
    let looks = 0;
    let sifts = 0;
    const probe: Probe = {
      keywords: ['here'],
      reach: 300,
      sift: () => ++sifts > 0,
      look: () => {
        looks += 1;
      },
    };
    const text = 'here and there, and nothing else\n'.repeat(10_000);
    const followed = new FollowedPass(new OnePass([probe]), { path, text });
    assert.deepEqual([looks, sifts], [20_000, 20_000]);
    const middle = text.length / 2;
    const after = `${text.slice(0, middle)}!${text.slice(middle)}`;
    followed.edit({ path, text: after }, { start: middle, oldEnd: middle, newEnd: middle + 1 });
    assert.ok(looks - 20_000 < 100 && sifts - 20_000 < 150, `${String(looks)} looks, ${String(sifts)} sifts`);
  });

  it('tells of each edit what changed', () => {
    assert.deepEqual(changeBetween('abcabc', 'abcXabc'), { start: 3, oldEnd: 3, newEnd: 4 });
    assert.deepEqual(changeBetween('aaaa', 'aaa'), { start: 3, oldEnd: 4, newEnd: 3 });
    assert.deepEqual(changeBetween('', 'a'), { start: 0, oldEnd: 0, newEnd: 1 });
    assert.equal(changeBetween('same', 'same'), undefined);
  });
});

describe('the reach of a probe', () => {
  const next = seededNumbers(11);
  const text = textOfCandidates(60_000, next);
  const pathClass = classifyPath(path);
  const page: Page = { units: unitsOf({ path, text }).slice(), length: text.length, path, pathClass };
  const places = pass.sieve.sift(page);
  const other = textOfCandidates(4000, next);

  it('holds all that `look` knows of a text', () => {
    let seen = 0;
    for (const { probe, start, end } of places) {
      if (probe.reach === undefined) continue;
      const [from, to] = [Math.max(0, start - probe.reach), Math.min(text.length, end + probe.reach)];
      // As far from the start as before, with other neighbours.
      const elsewhere = other.repeat(20).slice(0, from) + text.slice(from, to) + other;
      const expected = saidAt(probe, text, start, end);
      assert.deepEqual(saidAt(probe, elsewhere, start, end), expected, `at ${String(start)}`);
      if (expected.length > 0) seen++;
    }
    assert.ok(seen > 150, `only ${String(seen)} places say something`);
  });

  it('holds all that `sift` knows of a text', () => {
    for (const { probe, start, end } of places) {
      const from = Math.max(0, start - siftReach);
      const window = page.units.slice(from, end + siftReach);
      const units = new Uint16Array(window.length + siftReach);
      units.set(window);
      assert.ok(probe.sift?.({ ...page, units }, start - from, end - from) ?? true, `at ${String(start)}`);
    }
  });

  function saidAt(probe: Probe, where: string, start: number, end: number): readonly DetectedMatch[] {
    const said: DetectedMatch[] = [];
    const states = new Map<object, unknown>();
    const say = (match: DetectedMatch): void => void said.push(match);
    const reading: Reading = {
      text: where,
      length: where.length,
      path,
      pathClass,
      report: say,
      claim: say,
      stateOf: <State>(owner: object, create: () => State): State => {
        if (!states.has(owner)) states.set(owner, create());
        return states.get(owner) as State;
      },
    };
    probe.look(reading, start, end);
    return said;
  }
});
