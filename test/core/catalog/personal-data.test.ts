// Rows of personal data: well formed, each finds its samples beside a word for it, and leaves its look-alikes alone.

import assert from 'node:assert/strict';
import { numberGroups, numberRows, otherKinds, personalDataRows } from '../../../src/core/catalog/personal-data.ts';
import type { Catalog } from '../../../src/core/catalog/catalog.ts';
import { sensitiveDataDetector } from '../../../src/core/detectors/sensitive-data/detector.ts';
import { ruleSeverities } from '../../../src/core/model/finding.ts';
import allSamples from '../../support/personal-data-samples.json' with { type: 'json' };

const samples: Readonly<Record<string, { readonly hit: readonly string[]; readonly miss: readonly string[] }>> =
  allSamples;
const catalog = { tools: [], hash: '', signals: new Set() } as unknown as Catalog;
const idsAt = (text: string, value: string) =>
  (sensitiveDataDetector.detect({ path: 'src/people.ts', text }, { catalog }).matches ?? [])
    .filter(({ startOffset, endOffset }) => text.slice(startOffset, endOffset) === value)
    .map(({ ruleId }) => ruleId.slice('sensitive-data/'.length));

describe('rows of personal data', () => {
  it('are sorted in their file, with ids that no other row has', () => {
    for (const [group, rows] of [...numberGroups, ['other-kinds', otherKinds] as const]) {
      const ids = rows.map(({ id }) => id);
      assert.deepEqual(ids, [...ids].sort(), group);
    }
    const ids = personalDataRows.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are of the shape that the type says', () => {
    const tags = ['personal', 'payment', 'health', 'confidential'];
    for (const row of personalDataRows) {
      assert.ok(ruleSeverities.includes(row.severity), row.id);
      assert.ok(row.tags.length > 0 && row.tags.every((tag) => tags.includes(tag)), row.id);
      assert.match(row.source, /^https:\/\//, row.id);
    }
    const keys =
      'id title tags severity source shapes starts reject date check words alone bare capitals keep chance known'.split(
        ' ',
      );
    for (const row of numberRows) {
      assert.deepEqual(
        Object.keys(row).filter((key) => !keys.includes(key)),
        [],
        row.id,
      );
      assert.ok(row.words.length > 0 && row.words.every((word) => word === word.toLowerCase()), row.id);
      assert.ok(row.chance > 0 && row.chance <= 1, row.id);
    }
  });

  for (const row of numberRows) {
    const { hit = [], miss = [] } = samples[row.id] ?? {};
    const plain = (value: string): string => value.replace(/[^A-Za-z0-9]/g, '');
    const known = new Set(row.known?.map(plain));
    const word = row.words.find((each) => each.length > 3) ?? row.words[0] ?? '';

    it(`${row.id}: finds its samples beside its word, published ones aside`, () => {
      assert.ok(hit.length > 0);
      for (const value of hit.filter((each) => !known.has(plain(each))))
        assert.ok(idsAt(`// ${word} ${value}\n`, value).length > 0, value);
    });

    it(`${row.id}: leaves its look-alikes alone`, () => {
      for (const value of miss) assert.ok(!idsAt(`// ${word} ${value}\n`, value).includes(row.id), value);
    });
  }
});
