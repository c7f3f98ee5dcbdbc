// Rows of credentials: well formed, each one found in a made-up sample of its own format, look-alikes not, and where it was seen.

import assert from 'node:assert/strict';
import { compileFormat, parseFormat } from '../../../src/core/catalog/credential-format.ts';
import type { CredentialRow } from '../../../src/core/catalog/credential-row.ts';
import { credentialGroups, credentialRows } from '../../../src/core/catalog/secrets.ts';
import { structureRows } from '../../../src/core/catalog/secrets-structures.ts';
import type { Catalog } from '../../../src/core/catalog/catalog.ts';
import { sensitiveDataDetector } from '../../../src/core/detectors/sensitive-data/detector.ts';
import { ruleSeverities } from '../../../src/core/model/finding.ts';
import { lineOf, sampleOf, seededNumbers } from '../../support/credential-samples.ts';
import { seenCredentials } from '../../support/seen-credentials.ts';

const catalog = { tools: [], hash: '', signals: new Set() } as unknown as Catalog;
const found = (text: string) =>
  (sensitiveDataDetector.detect({ path: 'src/a.ts', text }, { catalog }).matches ?? []).map(
    ({ ruleId, startOffset, endOffset }) => ({
      id: ruleId.slice('sensitive-data/'.length),
      value: text.slice(startOffset, endOffset),
    }),
  );

describe('credential rows', () => {
  it('are sorted in their file, with ids that no other row has', () => {
    for (const [group, rows] of credentialGroups) {
      const ids = rows.map(({ id }) => id);
      assert.deepEqual(ids, [...ids].sort(), group);
    }
    const ids = [...credentialRows, ...structureRows].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are of the shape that the type says', () => {
    const keys = [
      'id',
      'title',
      'format',
      'otherFormats',
      'words',
      'publicName',
      'anyCase',
      'checksum',
      'severity',
      'source',
      'revokeUrl',
    ];
    for (const row of credentialRows) {
      assert.deepEqual(
        Object.keys(row).filter((key) => !keys.includes(key)),
        [],
        row.id,
      );
      assert.ok(ruleSeverities.includes(row.severity), row.id);
      assert.ok(
        (row.words ?? []).every((word) => word === word.toLowerCase() && word.length >= 2),
        row.id,
      );
    }
  });

  it('can be told from other text: by a literal, or by a word near it', () => {
    for (const row of credentialRows) {
      for (const format of [row.format, ...(row.otherFormats ?? [])]) {
        const { keywords, longest } = compileFormat(format);
        assert.ok(keywords.length > 0 || (row.words ?? []).length > 0, row.id);
        assert.ok(longest <= 6000, `${row.id} is bounded`);
      }
    }
  });

  // A kind with a word is found beside it; one that a stronger kind claims is still found, under that kind's name.
  for (const row of credentialRows) {
    it(`${row.id} is found, the value alone`, () => {
      const next = seededNumbers(row.id.length * 7919);
      const tries = Array.from({ length: 3 }, () => sampleOf(row.format, next));
      const hits = tries.filter((value) => found(lineOf(row, value)).some((hit) => covers(hit.value, value)));
      assert.ok(hits.length >= 2, `found ${String(hits.length)} of ${String(tries.length)}`);
    });
  }

  const withLiteral = credentialRows.filter(
    (row) => row.words === undefined && compileFormat(row.format).fixedStart >= 4 && endsInFixedSet(row),
  );
  for (const row of withLiteral) {
    it(`${row.id} is not found in a longer text of the same characters`, () => {
      const value = sampleOf(row.format, seededNumbers(3));
      const last = value.at(-1) ?? '';
      assert.deepEqual(
        found(`x = ${value}${last.repeat(2)}${value.slice(-8)}\n`).filter(({ id }) => id === row.id),
        [],
      );
    });
  }

  it('leave digests of packages alone, also beside the name of a provider', () => {
    const digest = `sha512-${sampleOf('{base64 86}', seededNumbers(9))}==`;
    assert.deepEqual(found(`"@azure/storage-key": { "integrity": "${digest}" }`), []);
  });

  it('each have an entry on where they were seen, and entries are of rows', () => {
    const ids = new Set([...credentialRows, ...structureRows].map(({ id }) => id));
    assert.deepEqual(
      Object.keys(seenCredentials).filter((id) => !ids.has(id)),
      [],
    );
    for (const [id, url] of Object.entries(seenCredentials)) assert.ok(url.startsWith('https://'), id);
    assert.ok(Object.keys(seenCredentials).length >= 300, 'the catalogue holds what it promises');
  });
});

function covers(hit: string, value: string): boolean {
  return hit.includes(value) || (value.includes(hit) && hit.length > value.length / 3);
}

function endsInFixedSet(row: CredentialRow): boolean {
  const last = parseFormat(row.format).at(-1);
  return last?.kind === 'set' && last.least === last.most && last.most >= 12;
}
