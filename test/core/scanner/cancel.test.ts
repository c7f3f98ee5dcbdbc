// A scan that is cancelled stops where it is: counted in files that are looked at and pieces that are read, since time depends on the
// machine. A file that is being scanned is scanned to its end; the largest that is takes a fraction of a second.

import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import type { Files, Store } from '../../../src/core/ports.ts';
import { createEngine } from '../../../src/core/engine.ts';
import { scanWorkspace } from '../../../src/core/scanner/scan-workspace.ts';
import { seededNumbers } from '../../support/credential-samples.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { load } from '../policy/layers.ts';

const engine = createEngine({ policy: load({}).policy, catalog: builtinCatalog() });
const contents = Object.fromEntries(
  Array.from({ length: 300 }, (_, n) => [`src/${String(n)}.ts`, `const value = ${String(n)};\n`]),
);
/** Several parts. */
const lock = `{"lockfileVersion": 3, "packages": {\n${Array.from(
  { length: 30_000 },
  (_, n) => `  "node_modules/package-${String(n)}": { "version": "1.0.0" }`,
).join(',\n')}\n}}\n`;

const piece = 128 * 1024;

describe('a scan that is cancelled', () => {
  for (const withCache of [false, true]) {
    it(`does hardly any work after that, whenever it is: ${withCache ? 'with' : 'without'} a cache`, async () => {
      const whole = await scanCancelledAt(Infinity, withCache);
      assert.ok(!whole.stopped && whole.work > 300);
      const next = seededNumbers(withCache ? 2 : 1);
      for (let round = 0; round < 30; round++) {
        const at = Math.floor(next() * whole.work);
        const { stopped, work } = await scanCancelledAt(at, withCache);
        assert.ok(stopped, `cancelled at ${String(at)} of ${String(whole.work)}`);
        assert.ok(work - at <= 3, `${String(work - at)} steps after it was cancelled at ${String(at)}`);
      }
    });
  }
});

/** @param cancelAt  how many calls to the disk are answered before it is cancelled */
async function scanCancelledAt(
  cancelAt: number,
  withCache: boolean,
): Promise<{ readonly stopped: boolean; readonly work: number }> {
  const controller = new AbortController();
  let work = 0;
  const step = (): void => {
    if (++work > cancelAt) controller.abort();
  };
  const disk = memoryFiles({ ...contents, 'package-lock.json': lock });
  const files: Files = {
    list: (path) => {
      step();
      return disk.list(path);
    },
    read: (path) => {
      step();
      return disk.read(path);
    },
    stat: (path) => {
      step();
      return disk.stat(path);
    },
    *pieces(path) {
      if (path !== 'package-lock.json') return;
      for (let at = 0; at < lock.length; at += piece) {
        step();
        yield new TextEncoder().encode(lock.slice(at, at + piece));
      }
    },
  };
  const store: Store = { get: () => Promise.resolve(undefined), set: () => Promise.resolve() };
  const { stopped } = await scanWorkspace({
    files,
    engine,
    forTools: engine.scannerFor('tools'),
    walk: { useIgnoreFiles: true, maxFileBytes: 10_000 },
    signal: controller.signal,
    ...(withCache && { cache: { store, name: 'cache', nowMs: () => 0 } }),
  });
  return { stopped, work };
}
