// Files that change while they are read: whatever state a read meets, it ends, and what is found stands in what was read.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { builtinCatalog } from '../../src/core/catalog/build-catalog.ts';
import { scanDocument } from '../../src/core/scanner/scan-document.ts';
import { scanFile } from '../../src/core/scanner/scan-file.ts';
import { scanSetUp } from '../../src/core/scanner/scan-set-up.ts';
import { diskFiles } from '../../src/node/files.ts';
import { sampleOf, seededNumbers } from '../support/credential-samples.ts';
import { runs } from '../support/runs.ts';

// Writes, cuts, prolongs and removes one file over and over.
const writer = `
const { appendFileSync, rmSync, truncateSync, writeFileSync } = require('node:fs');
const { parentPort, workerData: { file, line } } = require('node:worker_threads');
let isOver = false;
parentPort.on('message', () => { isOver = true; });
const again = (round) => {
  if (isOver) return parentPort.close();
  try {
    [() => writeFileSync(file, line.repeat(400)), () => appendFileSync(file, line.repeat(9000)), () => truncateSync(file, 77),
     () => rmSync(file), () => writeFileSync(file, line)][round % 5]();
  } catch {}
  setImmediate(again, round + 1);
};
again(0);
`;

describe('files that change while they are read', () => {
  const line = `api_token = "${sampleOf('{base62 28}', seededNumbers(3))}"\n`;
  const setUp = scanSetUp(builtinCatalog(), undefined, 'data');

  for (const reuse of [undefined, { buffer: true }]) {
    it(`are read to an end${reuse === undefined ? '' : ', into one buffer'}`, async () => {
      const root = mkdtempSync(join(tmpdir(), 'handrail-changing-'));
      const file = join(root, 'a.env');
      writeFileSync(file, line);
      const worker = new Worker(writer, { eval: true, workerData: { file, line } });
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      try {
        const files = diskFiles(root, reuse);
        for (let round = 0; round < runs(60); round++) {
          const read = await scanFile(files, 'a.env', (document) => {
            const scanned = scanDocument(document, setUp);
            for (const { region } of scanned.matches) assert.ok(region.endOffset <= document.text.length);
            assert.deepEqual(scanned.failures, []);
            return scanned;
          });
          assert.ok(read.state === 'scanned' || read.reason === 'vanished', JSON.stringify(read));
        }
      } finally {
        worker.postMessage('over');
        await ended;
        rmSync(root, { recursive: true, force: true });
      }
    }).timeout(120_000);
  }
});
