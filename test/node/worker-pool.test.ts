// Real threads over real files: the same result as without them, and a quick end when cancelled.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { builtinCatalog } from '../../src/core/catalog/build-catalog.ts';
import type { AiTool } from '../../src/core/catalog/catalog.ts';
import { scanFile } from '../../src/core/scanner/scan-file.ts';
import { scanDocument } from '../../src/core/scanner/scan-document.ts';
import { scanSetUp } from '../../src/core/scanner/scan-set-up.ts';
import type { FileScan } from '../../src/core/ports.ts';
import { diskFiles } from '../../src/node/files.ts';
import { workerPool } from '../../src/node/worker-pool.ts';

describe('scanning threads', () => {
  let folder: string;
  let workerFile: string;
  const paths = Array.from({ length: 300 }, (_, index) => `f${String(index).padStart(3, '0')}.ts`);
  const byPath = (a: FileScan, b: FileScan): number => (a.path < b.path ? -1 : 1);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handrail-threads-'));
    workerFile = join(folder, 'scan-worker.cjs');
    const define = { HANDRAIL_VERSION: '"test"', HANDRAIL_SCAN_REVISION: '"test"' };
    const mainFields = ['module', 'main'];
    await build({
      entryPoints: ['src/node/scan-worker.ts'],
      outfile: workerFile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields,
      define,
      logLevel: 'error',
    });
    const key = ['sk', 'live', '51HxQwErTyUiOpAsDfGhJkLzXcVbNm'].join('_');
    for (const [index, path] of paths.entries()) {
      writeFileSync(join(folder, path), index % 7 === 0 ? `const key = '${key}';\n` : `import 'openai';\n`);
    }
    writeFileSync(join(folder, 'f001.ts'), Buffer.from([0, 1, 2, 3, 0, 0, 0]));
    rmSync(join(folder, 'f002.ts'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('give what a scan without them gives', async () => {
    const results: FileScan[] = [];
    const threads = workerPool(folder, workerFile, 2);
    await threads.scan(paths, (result) => results.push(result), new AbortController().signal);
    const setUp = scanSetUp(builtinCatalog());
    const files = diskFiles(folder);
    const expected = await Promise.all(
      paths.map((path) => scanFile(files, path, (document) => scanDocument(document, setUp))),
    );
    assert.deepEqual(results.sort(byPath), expected);
    assert.equal(results.filter(({ state }) => state === 'skipped').length, 2);
  });

  it('share the work with the thread that asks, when it may be busy', async () => {
    const setUp = scanSetUp(builtinCatalog());
    const files = diskFiles(folder);
    const scan = (path: string): Promise<FileScan> =>
      scanFile(files, path, (document) => scanDocument(document, setUp));
    const results: FileScan[] = [];
    let here = 0;
    await workerPool(folder, workerFile, 2).scan(
      paths,
      (result) => results.push(result),
      new AbortController().signal,
      {
        here: (path) => {
          here++;
          return scan(path);
        },
      },
    );
    assert.deepEqual(results.sort(byPath), await Promise.all(paths.map(scan)));
    assert.ok(here > 0);
  });

  it('look for the tools of a policy, too', async () => {
    writeFileSync(join(folder, 'own.ts'), `import '@acme/llm';\n`);
    const tool: AiTool = {
      ...{ id: 'acme.gateway', name: 'Acme gateway', vendor: 'acme', kind: 'llm-api', egress: 'cloud', homepage: '' },
      ...{ evidence: { npm: ['@acme/llm'] }, source: 'ai-policy.yaml', checked: '' },
    };
    const results: FileScan[] = [];
    const threads = workerPool(folder, workerFile, 1, { patterns: [], tools: [tool] });
    await threads.scan(['own.ts'], (result) => results.push(result), new AbortController().signal);
    assert.deepEqual(
      results
        .flatMap((each) => (each.state === 'scanned' ? each.document.toolEvidence : []))
        .map(({ toolId }) => toolId),
      ['acme.gateway'],
    );
  });

  it('stop early and quietly when cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    const results: FileScan[] = [];
    await workerPool(folder, workerFile, 2).scan(paths, (result) => results.push(result), controller.signal);
    assert.equal(results.length, 0);
  });

  it('reject when a thread cannot start', async () => {
    const pool = workerPool(folder, join(folder, 'gone.cjs'), 1);
    await assert.rejects(pool.scan(paths, () => undefined, new AbortController().signal));
  });
});
