// Results of earlier scans: what is read again, and what is scanned again.

import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { createEngine } from '../../../src/core/engine.ts';
import type { Files, Store } from '../../../src/core/ports.ts';
import { scanWorkspace } from '../../../src/core/scanner/scan-workspace.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { load } from '../policy/layers.ts';

const engine = createEngine({ policy: load({}).policy, catalog: builtinCatalog() });
// Fabricated, and put together here so that no scanner takes this file for a leak.
const key = (letter: string): string => ['sk', 'live', `51HxQwErTyUiOpAsDfGhJkLzX${letter}VbNm`].join('_');
const texts = { 'plain.ts': 'const a = 1;\n', 'secret.ts': `const key = '${key('A')}';\n` };

/** Scans of one root, each of which starts with what the one before it kept. */
class Scans {
  #kept: Uint8Array | undefined;
  readonly #store: Store = {
    get: () => Promise.resolve(this.#kept),
    set: (_, bytes) => {
      this.#kept = bytes;
      return Promise.resolve();
    },
  };

  /** @param modifiedMs  of all files  @returns what was read and what was scanned, and findings */
  async scan(contents: Readonly<Record<string, string>>, modifiedMs: number, nowMs = 1e9): Promise<Scanned> {
    const read: string[] = [];
    const scanned: string[] = [];
    const disk = memoryFiles(contents);
    const files: Files = {
      ...disk,
      read: (path) => {
        if (path in contents) read.push(path);
        return disk.read(path);
      },
      stat: async (path) => {
        const stat = await disk.stat(path);
        return stat && { ...stat, modifiedMs };
      },
    };
    const { documents, bytes } = await scanWorkspace({
      files,
      engine: {
        scanKey: engine.scanKey,
        scanDocument: (document) => {
          scanned.push(document.path);
          return engine.scanDocument(document);
        },
      },
      walk: { useIgnoreFiles: false, maxFileBytes: 10_000 },
      cache: { store: this.#store, name: 'cache', nowMs: () => nowMs },
    });
    const findings = [...documents].flatMap(([path, { matches }]) => matches.map(({ ruleId }) => `${path} ${ruleId}`));
    return { read, scanned, findings, bytes };
  }
}

interface Scanned {
  readonly read: readonly string[];
  readonly scanned: readonly string[];
  readonly findings: readonly string[];
  readonly bytes: number;
}

describe('results of earlier scans', () => {
  it('stand for files of the same size and time, which are not read', async () => {
    const scans = new Scans();
    const first = await scans.scan(texts, 1000);
    assert.deepEqual(first.scanned, ['plain.ts', 'secret.ts']);
    assert.equal(first.findings.length, 1);
    assert.deepEqual(await scans.scan(texts, 1000), { ...first, read: [], scanned: [] });
  });

  it('stand for files that were written again with the same content, which are read and not scanned', async () => {
    const scans = new Scans();
    const first = await scans.scan(texts, 1000);
    assert.deepEqual(await scans.scan(texts, 2000), { ...first, scanned: [] });
    assert.deepEqual((await scans.scan(texts, 2000)).read, [], 'their new time is known from then on');
  });

  it('do not stand for other content of the same size', async () => {
    const scans = new Scans();
    await scans.scan(texts, 1000);
    const changed = {
      ...texts,
      'plain.ts': 'const b = 2;\n',
      'secret.ts': texts['secret.ts'].replace(/'.*'/, (old) => `'${'x'.repeat(old.length - 2)}'`),
    };
    const again = await scans.scan(changed, 2000);
    assert.deepEqual(again.scanned, ['plain.ts', 'secret.ts']);
    assert.deepEqual(again.findings, []);
  });
});
