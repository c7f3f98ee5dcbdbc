// Lock files that are too large to be scanned whole: read in parts they say what they say when they are read at once.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { createEngine } from '../../../src/core/engine.ts';
import { scanLargeLock } from '../../../src/core/scanner/scan-large-lock.ts';
import { scanWorkspace } from '../../../src/core/scanner/scan-workspace.ts';
import type { Files } from '../../../src/core/ports.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { runs } from '../../support/runs.ts';
import { load } from '../policy/layers.ts';

const engine = createEngine({ policy: load({}).policy, catalog: builtinCatalog() });
const many = 6000;
const name = (index: number): string =>
  index === many >> 1 ? 'openai' : index === many - 1 ? 'cohere-ai' : `package-${String(index)}`;
const entries = (entry: (name: string, index: number) => string, between: string): string =>
  Array.from({ length: many }, (_, index) => entry(name(index), index)).join(between);
const hash = 'a'.repeat(90);

const texts: Readonly<Record<string, string>> = {
  'package-lock.json': `{\n  "name": "x",\n  "lockfileVersion": 3,\n  "packages": {\n    "": {\n      "name": "x"\n    },\n${entries(
    (each) =>
      `    "node_modules/${each}": {\n      "version": "1.0.0",\n      "integrity": "${hash}",\n      "dev": true\n    }`,
    ',\n',
  )}\n  }\n}\n`,
  'pnpm-lock.yaml': `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies: {}\npackages:\n\n${entries(
    (each) => `  ${each}@1.0.0:\n    resolution: {integrity: ${hash}}\n`,
    '\n',
  )}\nsnapshots:\n\n  openai@1.0.0: {}\n`,
  'yarn.lock': `# yarn lockfile v1\n\n\n${entries((each) => `${each}@^1.0.0:\n  version "1.0.0"\n  integrity ${hash}\n`, '\n')}`,
  'app/composer.lock': `{\n    "packages": [\n${entries(
    (each) =>
      `        {\n            "name": "${each === 'openai' ? 'openai-php/client' : `a/${each}`}",\n            "version": "1.0.0",\n            "hash": "${hash}"\n        }`,
    ',\n',
  )}\n    ],\n    "packages-dev": []\n}\n`,
  'uv.lock': `version = 1\n\n${entries((each) => `[[package]]\nname = "${each}"\nversion = "1.0.0"\nhash = "${hash}"\n`, '\n')}`,
  'Pipfile.lock': `{\n    "_meta": {\n        "hash": {}\n    },\n    "default": {\n${entries(
    (each) => `        "${each}": {\n            "hashes": ["${hash}"]\n        }`,
    ',\n',
  )}\n    }\n}\n`,
  'Gemfile.lock': `GEM\n  specs:\n${entries((each) => `    ${each === 'openai' ? 'ruby-openai' : each} (1.0.0)\n      ${hash}`, '\n')}\n`,
};

function inPieces(text: string, size: number): Files {
  const bytes = new TextEncoder().encode(text);
  return {
    ...memoryFiles({}),
    *pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

describe('a large lock file', () => {
  for (const [path, text] of Object.entries(texts)) {
    it(`gives from ${path} in parts what it gives whole`, async () => {
      const whole = engine.scannerFor('tools').scanDocument({ path, text });
      const parts = await scanLargeLock(inPieces(text, 64 * 1024), path, engine.scannerFor('tools'));
      const places = (evidence: typeof whole.toolEvidence) =>
        evidence.map(({ toolId, value, version, scope, region }) => ({ toolId, value, version, scope, region }));
      assert.ok(whole.toolEvidence.length > 0);
      assert.deepEqual(parts && places(parts.toolEvidence), places(whole.toolEvidence));
      assert.deepEqual(parts?.issues, []);
    });
  }

  it('may come in pieces of any length, also within a character', async () => {
    const text = `# ä€😀\n\n${entries((each) => `${each}@^1.0.0:\n  version "1.0.0"\n`, '\n')}`;
    const whole = engine
      .scannerFor('tools')
      .scanDocument({ path: 'yarn.lock', text })
      .toolEvidence.map(({ region }) => region);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1000, max: 200_000 }), async (size) => {
        const parts = await scanLargeLock(inPieces(text, size), 'yarn.lock', engine.scannerFor('tools'));
        assert.deepEqual(
          parts?.toolEvidence.map(({ region }) => region),
          whole,
        );
      }),
      { numRuns: runs(10) },
    );
  });

  it('that is one endless line is named instead', async () => {
    const text = `{"packages": {${'"a": {}, '.repeat(400_000)}}}`;
    assert.equal(
      await scanLargeLock(inPieces(text, 64 * 1024), 'package-lock.json', engine.scannerFor('tools')),
      undefined,
    );
  });

  it('with a mistake is a finding at its line, and the rest still counts', async () => {
    const text = (texts['package-lock.json'] ?? '').replace(
      '"node_modules/package-2000": {',
      '"node_modules/package-2000": }',
    );
    const line = text.slice(0, text.indexOf('package-2000')).split('\n').length;
    const parts = await scanLargeLock(inPieces(text, 64 * 1024), 'package-lock.json', engine.scannerFor('tools'));
    assert.deepEqual(
      parts?.toolEvidence.map(({ toolId }) => toolId),
      ['openai', 'cohere'],
    );
    assert.deepEqual(
      parts.issues.map((issue) => [issue.code, issue.line]),
      [['ai-tool/unreadable-manifest', line]],
    );
  });

  it('is part of a scan although the walk passes it over, and no other large file is', async () => {
    const text = texts['yarn.lock'] ?? '';
    const files = memoryFiles({ 'yarn.lock': text, 'a.json': text });
    const { documents, skipped } = await scanWorkspace({
      files: { ...files, pieces: (path) => (path === 'yarn.lock' ? [new TextEncoder().encode(text)] : undefined) },
      engine,
      forTools: engine.scannerFor('tools'),
      walk: { useIgnoreFiles: true, maxFileBytes: 1000 },
    });
    assert.deepEqual(
      documents.get('yarn.lock')?.toolEvidence.map(({ toolId }) => toolId),
      ['openai', 'cohere'],
    );
    assert.deepEqual(
      skipped.map(({ path, reason }) => `${path} ${reason}`),
      ['a.json too-large', 'yarn.lock too-large'],
    );
  });
});
