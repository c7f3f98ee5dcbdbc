// The automaton against the plain search for one word after the other.

import assert from 'node:assert/strict';
import type { Probe } from '../../../../src/core/detectors/sensitive-data/probe.ts';
import { Sieve } from '../../../../src/core/detectors/sensitive-data/sieve.ts';
import { classifyPath } from '../../../../src/core/detectors/sensitive-data/path-class.ts';
import { unitsOf } from '../../../../src/core/text/units.ts';
import { seededNumbers } from '../../../support/credential-samples.ts';

const path = 'src/a.ts';

describe('the sieve', () => {
  for (const [what, alphabet] of [
    ['few signs', 'abA'],
    ['all of ASCII', Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')],
    [
      'more signs than rows have places',
      'aA-' + Array.from({ length: 200 }, (_, index) => String.fromCharCode(0x410 + index)).join(''),
    ],
  ] as const) {
    it(`finds every keyword wherever it stands: ${what}`, () => {
      const next = seededNumbers(alphabet.length);
      const drawn = (length: number): string =>
        Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
      const words = [...new Set(Array.from({ length: 60 }, () => drawn(1 + Math.floor(next() * 4))))].filter(
        (word) => word !== '.' && word !== '@',
      );
      const text = Array.from({ length: 400 }, () =>
        next() < 0.5 ? drawn(6) : (words[Math.floor(next() * words.length)] ?? ''),
      ).join('');
      const probes = words.map((word): Probe => ({ keywords: [word], look: () => undefined }));
      const found = new Sieve(probes).sift({
        units: unitsOf({ path, text }),
        length: text.length,
        path,
        pathClass: classifyPath(path),
      });
      const expected = new Set<string>();
      for (const [index, word] of words.entries()) {
        for (let at = 0; at + word.length <= text.length; at++)
          if (small(text.slice(at, at + word.length)) === small(word)) expected.add(`${String(index)} ${String(at)}`);
      }
      const places = found.map(({ probe, start }) => `${String(probes.indexOf(probe))} ${String(start)}`);
      assert.ok(expected.size > 100);
      assert.deepEqual(places.toSorted(), [...expected].toSorted());
      const ends = found.map(({ end }) => end);
      assert.deepEqual(
        ends,
        ends.toSorted((a, b) => a - b),
      );
    });
  }
});

function small(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
