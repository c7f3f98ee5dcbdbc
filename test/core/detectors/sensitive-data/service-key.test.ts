// Keys of services of which only the name is known.

import assert from 'node:assert/strict';
import names from '../../../../src/core/catalog/service-names.json' with { type: 'json' };
import type { Catalog } from '../../../../src/core/catalog/catalog.ts';
import { sensitiveDataDetector } from '../../../../src/core/detectors/sensitive-data/detector.ts';
import { sampleOf, seededNumbers } from '../../../support/credential-samples.ts';

const catalog = { tools: [], hash: '', signals: new Set() } as unknown as Catalog;
const loud = (text: string, path = 'src/sample.txt') =>
  (sensitiveDataDetector.detect({ path, text }, { catalog }).matches ?? [])
    .filter(({ severity }) => severity !== 'low')
    .map(({ startOffset, endOffset }) => text.slice(startOffset, endOffset));
const next = seededNumbers(11);
const sample = (format: string) => sampleOf(format, next);

describe('names of services', () => {
  it('are sorted, unique, of small letters and digits, and long enough to be no word of something else', () => {
    assert.deepEqual(names, [...new Set(names)].sort());
    assert.deepEqual(
      names.filter((name) => !/^[a-z\d]{5,20}$/.test(name)),
      [],
    );
  });
});

describe('keys of services', () => {
  const hex = sample('{hex-lower 32}');
  const places = [
    (value: string) => `currencyscoop SECRET ${value}`,
    (value: string) => `currencyscoopTOKEN=${value}`,
    (value: string) => `const currencyScoopKey = '${value}';`,
    (value: string) => `CURRENCYSCOOP_ACCESS_KEY: ${value}`,
    (value: string) => `currencyscoop.access.${value}`,
    (value: string) => `"currency_scoop_key": "${value}"`,
  ];
  for (const place of places) {
    it(`are found: ${place('…')}`, () => {
      for (const value of [hex, sample('{base62 24}'), sample('{uuid}')]) assert.deepEqual(loud(place(value)), [value]);
    });
  }

  it('are found when the value counts up, as in samples, but not in documentation', () => {
    const value = 'abcdef1234567890'.repeat(2);
    assert.deepEqual(loud(`currencyscoop_key = ${value}`), [value]);
    assert.deepEqual(loud(`currencyscoop_key = ${value}`, 'docs/guide.md'), []);
  });

  const silent: readonly (readonly [string, string])[] = [
    ['beside a name that no service has', `partition_key SECRET abcdef1234567890abcdef1234567890`],
    ['far from the name', `currencyscoop is not close to the next key = '${hex}'`],
    ['on the line below the name', `currencyscoop\nkey_of_cache ${hex}`],
    ['of a set with a slip in it', `currencyscoop_key = '${hex.slice(0, 20)}Q${hex.slice(20)}'`],
    ['with a sign in it that no key has', `currencyscoop ACCESS ${hex}?${hex}`],
    ['that is a name itself', `currencyscoop_key = 'currency-exchange-client-settings-v2'`],
  ];
  for (const [what, text] of silent)
    it(`are no values ${what}`, () => {
      assert.deepEqual(loud(text), []);
    });
});
