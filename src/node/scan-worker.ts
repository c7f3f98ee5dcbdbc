// Entry of a scanning thread: takes the next file of the shared list, scans it, and hands results over in batches.

import { parentPort, workerData } from 'node:worker_threads';
import type { FileScan } from '../core/ports.ts';
import type { TextDocument } from '../core/model/document.ts';
import type { ScannedDocument } from '../core/scanner/scanned-document.ts';
import { nextPath, packed, type ScanWork } from './worker-pool.ts';
import { builtinCatalog, catalogWith } from '../core/catalog/build-catalog.ts';
import { scanFile } from '../core/scanner/scan-file.ts';
import { scanDocument } from '../core/scanner/scan-document.ts';
import { scanSetUp } from '../core/scanner/scan-set-up.ts';
import { diskFiles } from './files.ts';
import { loadLinearEngine } from './linear-engine.ts';

/** So many results cross at once: each message costs about as much as scanning a small file. */
const batchSize = 64;

async function work({ root, paths, added: { patterns, tools }, scope, next, stop }: ScanWork): Promise<void> {
  const files = diskFiles(root, { buffer: true });
  const engine = scope === 'tools' ? undefined : await loadLinearEngine(patterns);
  const setUp = scanSetUp(catalogWith(builtinCatalog(), tools), engine && { patterns, engine }, scope);
  const scan = (document: TextDocument): ScannedDocument => scanDocument(document, setUp);
  let batch: FileScan[] = [];
  for (let path = nextPath(paths, next, stop); path !== undefined; path = nextPath(paths, next, stop)) {
    batch.push(await scanFile(files, path, scan));
    if (batch.length < batchSize) continue;
    parentPort?.postMessage(packed(batch));
    batch = [];
  }
  parentPort?.postMessage(packed(batch));
}

void work(workerData as ScanWork);
