// A text that is followed through its edits is seen as one that is scanned from scratch, whatever the edits are.

import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import type { Detector } from '../../../src/core/detectors/detector.ts';
import { FollowedDocument } from '../../../src/core/scanner/followed-document.ts';
import { scanDocument } from '../../../src/core/scanner/scan-document.ts';
import { scanSetUp } from '../../../src/core/scanner/scan-set-up.ts';
import { edited, textOfCandidates } from '../../support/candidate-texts.ts';
import { seededNumbers } from '../../support/credential-samples.ts';

const setUp = scanSetUp(builtinCatalog());
const paths =
  'src/a.ts src/a.py src/a.go a.rs A.java a.rb config/a.yaml .env notes.md a.sql people.csv a.json page.vue'.split(' ');
/** Far below what is followed in an editor, so that edits meet the ends of texts; above the length of a note. */
const shortest = 1500;

describe('a document that is edited', () => {
  for (const [index, path] of paths.entries()) {
    it(`is seen as if it was scanned from scratch: ${path}`, () => {
      const next = seededNumbers(1000 + index);
      for (let round = 0; round < 2; round++) {
        let text = textOfCandidates(shortest + next() * 6000, next);
        const followed = new FollowedDocument(path, setUp, shortest);
        const before: string[] = [];
        for (let edit = 0; edit < 12; edit++) {
          assert.deepEqual(followed.scan(text), scanDocument({ path, text }, setUp), `edit ${String(edit)}`);
          const undone = next() < 0.2 ? before.pop() : undefined;
          if (undone === undefined) before.push(text);
          text = undone ?? edited(text, next);
        }
      }
    });
  }

  it('is seen so when it is split into one line and joined again', () => {
    const next = seededNumbers(7);
    const text = textOfCandidates(6000, next);
    const followed = new FollowedDocument('src/a.ts', setUp, shortest);
    for (const each of [text, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', ' '), '', text, `${text}${text}`])
      assert.deepEqual(followed.scan(each), scanDocument({ path: 'src/a.ts', text: each }, setUp));
  });

  it('names a detector that breaks, and goes on when it does not any more', () => {
    const fragile: Detector = {
      id: 'fragile',
      rules: [],
      appliesTo: () => true,
      detect: ({ text }) => {
        if (text.includes('!')) throw new TypeError('broken');
        return {};
      },
    };
    const broken = { ...setUp, detectors: [...setUp.detectors, fragile] };
    const followed = new FollowedDocument('src/a.ts', broken, shortest);
    const text = textOfCandidates(2000, seededNumbers(3)).replaceAll('!', '');
    assert.deepEqual(followed.scan(text).failures, []);
    assert.deepEqual(
      followed.scan(`${text}!`).failures.map(({ detector }) => detector),
      ['fragile'],
    );
    assert.deepEqual(followed.scan(text), scanDocument({ path: 'src/a.ts', text }, broken));
  });
});
