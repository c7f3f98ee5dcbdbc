// Files as they come: bytes that are no text, files that cannot be read or are gone by then, and far more findings than anybody reads.

import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { maxMatches, scanDocument } from '../../../src/core/scanner/scan-document.ts';
import { scanBytes, scanFile } from '../../../src/core/scanner/scan-file.ts';
import { scanSetUp } from '../../../src/core/scanner/scan-set-up.ts';
import type { TextDocument } from '../../../src/core/model/document.ts';
import { sampleOf, seededNumbers } from '../../support/credential-samples.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const setUp = scanSetUp(builtinCatalog(), undefined, 'data');
const scan = (document: TextDocument) => scanDocument(document, setUp);
const next = seededNumbers(17);
const line = () => `api_token = "${sampleOf('{base62 28}', next)}"\n`;

describe('a file', () => {
  it('that is no UTF-8 is read as Latin-1; one of zeros is named as binary', () => {
    const value = line();
    const read = scanBytes('a.env', Buffer.concat([Buffer.from([0xe9, 0x20, 0xff, 0x0a]), Buffer.from(value)]), scan);
    assert.ok(read.state === 'scanned');
    assert.deepEqual(
      read.document.matches.map(({ region }) => [region.startLine, region.startColumn]),
      [[2, 14]],
    );
    const zeros = scanBytes('a.bin', Buffer.concat([Buffer.alloc(600), Buffer.from(value)]), scan);
    assert.deepEqual(zeros, { state: 'skipped', path: 'a.bin', reason: 'binary' });
  });

  it('that cannot be read, or is gone by then, is named', async () => {
    const files = memoryFiles({ 'locked.env': new Error('EACCES') });
    assert.deepEqual(await scanFile(files, 'locked.env', scan), {
      state: 'skipped',
      path: 'locked.env',
      reason: 'unreadable',
    });
    assert.deepEqual(await scanFile(files, 'gone.env', scan), {
      state: 'skipped',
      path: 'gone.env',
      reason: 'vanished',
    });
  });

  it('of a hundred thousand findings lists some, says how many there are, and costs no more for each than one of ten thousand', () => {
    const processor = (text: string): number => {
      const started = process.cpuUsage();
      const { matches, issues } = scan({ path: 'data.env', text });
      const { user, system } = process.cpuUsage(started);
      assert.equal(matches.length, maxMatches);
      // A random value may look like words once in thousands.
      const [, count] = /^(\d+) places/.exec(issues[0]?.message ?? '') ?? [];
      assert.ok(Number(count) > text.split('\n').length * 0.99, count);
      return user + system;
    };
    const text = Array.from({ length: 100_000 }, line).join('');
    const few = text.slice(0, text.length / 10);
    processor(few);
    const [forFew, forMany] = [processor(few), processor(text)];
    assert.ok(forMany < 40 * forFew, `${String(forFew)} and ${String(forMany)} microseconds`);
  }).timeout(120_000);
});
