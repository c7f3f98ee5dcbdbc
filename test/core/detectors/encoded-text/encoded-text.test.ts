// Credentials in encoded text, at every depth that is looked into, and what only looks encoded.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { builtinCatalog } from '../../../../src/core/catalog/build-catalog.ts';
import {
  encodedPlaces,
  encodedRun,
  type EncodedRun,
} from '../../../../src/core/detectors/encoded-text/encoded-runs.ts';
import { lengthOf, unitsOf } from '../../../../src/core/text/units.ts';
import { encodedTextDetector } from '../../../../src/core/detectors/encoded-text/encoded-text.ts';

// Fabricated, and put together here so that no scanner takes this file for a leak.
const key = ['sk', 'live', '51HxQwErTyUiOpAsDfGhJkLzXcVbNm'].join('_');
const base64 = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');
const percent = (text: string) => text.replace(/./g, (each) => `%${each.charCodeAt(0).toString(16).padStart(2, '0')}`);
const found = (text: string) =>
  (encodedTextDetector.detect({ path: 'deploy/secret.yaml', text }, { catalog: builtinCatalog() }).matches ?? []).map(
    ({ ruleId, startOffset, endOffset }) => `${ruleId} ${text.slice(startOffset, endOffset)}`,
  );
const rule = 'sensitive-data/stripe-secret-live';

function runsIn(text: string): readonly EncodedRun[] {
  const document = { path: 'a.txt', text };
  return encodedPlaces(unitsOf(document), lengthOf(document)).flatMap((place) => encodedRun(text, place) ?? []);
}

describe('encoded text', () => {
  it('is looked into: base64 with and without padding, for addresses, hex, percent-encoding, UTF-16', () => {
    for (const encoded of [
      base64(key),
      base64(`STRIPE=${key}\nA=1`),
      Buffer.from(`{"key": "${key}"}`).toString('base64url'),
      hex(`key=${key}`),
      hex(key).toUpperCase(),
      percent(key),
      base64(`$k = "${key}"`, 'utf16le'),
    ]) {
      assert.deepEqual(found(`data:\n  stripe: ${encoded}\n`), [`${rule} ${encoded}`]);
    }
  });

  it('is looked into three levels deep, and no deeper', () => {
    const [two, three] = [base64(hex(key)), base64(base64(hex(key)))];
    assert.deepEqual(found(`a: ${two}`), [`${rule} ${two}`]);
    assert.deepEqual(found(`a: ${three}`), [`${rule} ${three}`]);
    assert.deepEqual(found(`a: ${base64(three)}`), []);
  });

  it('is left alone where it is no text, and where what it says stands there anyway', () => {
    for (const text of [
      randomBytes(32).toString('hex'),
      randomBytes(300).toString('base64'),
      `https://shop.example/?next=%2Fpay%2F&key=${key}&a=%20`,
      base64('nothing to see here, move along'),
      'src/components/very/long/path/that/goes/on',
    ]) {
      assert.deepEqual(found(text), [], text);
    }
  });

  it('is not looked for in what machines make', () => {
    assert.equal(encodedTextDetector.appliesTo('dist/app.min.js'), false);
    assert.equal(encodedTextDetector.appliesTo('src/app.js'), true);
  });

  it('is found wherever it stands', () => {
    const stretch = fc.string({ unit: fc.constantFrom(' ', '\n', '"', 'a', 'Z', '9', '.', ':', '%', '=') });
    fc.assert(
      fc.property(stretch, stretch, fc.constantFrom(' ', '"', '\n'), (before, after, border) => {
        const encoded = base64(`token ${key} end`);
        const text = before + border + encoded + border + after;
        assert.ok(
          runsIn(text).some(({ startOffset, text: said }) => startOffset === before.length + 1 && said.includes(key)),
        );
      }),
    );
  });

  it('takes any text in time that grows with it alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        for (const { startOffset, endOffset } of runsIn(text))
          assert.ok(startOffset < endOffset && endOffset <= text.length);
      }),
    );
    for (const unit of ['A', 'a ', '%41', '%4', 'ff', 'QUFB', '='.repeat(23) + 'A']) {
      const text = unit.repeat(2_000_000 / unit.length);
      assert.ok(runsIn(text).length < text.length / 24, unit);
    }
  });
});
