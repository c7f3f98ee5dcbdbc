// Whatever secret stands in a file, no output holds it: not in any format, not on stderr, not in cache, log, baseline or a crash.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { scanDocument } from '../../src/core/scanner/scan-document.ts';
import { builtinCatalog } from '../../src/core/catalog/build-catalog.ts';
import { scanSetUp } from '../../src/core/scanner/scan-set-up.ts';
import { Sandbox } from '../support/cli-run.ts';

const drawn = (length: number, alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789') =>
  fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength: length, maxLength: length });

/** Secrets of many kinds, each drawn anew: what they are, and the part that must never be seen. */
const secrets = fc.oneof(
  drawn(30).map((body) => ({ text: `const key = '${['sk', 'live', body].join('_')}';`, secret: body })),
  drawn(36).map((body) => ({ text: `token: "${['ghp', body].join('_')}"`, secret: body })),
  drawn(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567').map((body) => ({ text: `aws = "AKIA${body}"`, secret: body })),
  drawn(24).map((body) => ({ text: `password = "${body}"`, secret: body })),
  drawn(20).map((body) => ({ text: `url: postgres://app:${body}@db.acme-internal.net/shop`, secret: body })),
  drawn(30).map((body) => {
    const value = ['sk', 'live', body].join('_');
    return { text: `data: ${Buffer.from(`key=${value}`).toString('base64')}`, secret: body };
  }),
);

describe('a secret is never shown in clear', () => {
  const formats = ['text', 'json', 'sarif', 'junit', 'github', 'markdown'] as const;

  it('in any output of the command line, in cache, log or baseline', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(secrets, { minLength: 2, maxLength: 6 }),
        fc.constantFrom(...formats),
        async (drawn, format) => {
          const sandbox = new Sandbox({ 'src/a.ts': `${drawn.map(({ text }) => text).join('\n')}\n` });
          try {
            sandbox.commit();
            const outputs: string[] = [];
            const run = async (...argv: readonly string[]): Promise<void> => {
              const { stdout, stderr } = await sandbox.run(argv, { env: { CI: '', HANDRAIL_DEBUG: '1' } });
              outputs.push(stdout, stderr);
            };
            await run('check', '--format', format, '--verbose', '--fail-on', 'none');
            await run('check', '--history', '--format', format);
            await run('check', '--update-baseline');
            await run('inventory');
            for (const folder of [
              join(sandbox.home, 'cache'),
              join(sandbox.home, 'usage'),
              join(sandbox.root, '.handrail'),
            ]) {
              outputs.push(...textsBelow(folder));
            }
            for (const { secret } of drawn) {
              const shown = outputs.find((output) => output.includes(secret) || output.includes(secret.slice(4, 16)));
              assert.equal(shown, undefined, `${format} shows ${secret}`);
            }
          } finally {
            sandbox.remove();
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('when a detector breaks over it', () => {
    const setUp = scanSetUp(builtinCatalog());
    fc.assert(
      fc.property(secrets, ({ text, secret }) => {
        const broken = {
          id: 'broken',
          rules: [],
          appliesTo: () => true,
          detect: (document: { readonly text: string }) => {
            throw new Error(`cannot read ${document.text}`);
          },
        };
        const scanned = scanDocument({ path: 'a.ts', text }, { ...setUp, detectors: [...setUp.detectors, broken] });
        assert.equal(scanned.failures.length, 1);
        assert.ok(!JSON.stringify(scanned).includes(secret));
      }),
    );
  });
});

describe('bad input', () => {
  let sandbox: Sandbox;
  const key = ['sk', 'live', '51HxQwErTyUiOpAsDfGhJkLzXcVbNm'].join('_');
  afterEach(() => {
    sandbox.remove();
  });

  it('one line of 20 MB, zero bytes, invalid UTF-8 and lone surrogates are looked at or named', async function () {
    this.timeout(60_000);
    sandbox = new Sandbox({
      'long.js': `const a = "${'x1'.repeat(10 * 1024 * 1024)}"; const key = '${key}';`,
      'zero.txt': Buffer.from(`a\0b ${key}`),
      'invalid.txt': Buffer.concat([Buffer.from([0xff, 0xc0, 0x20]), Buffer.from(`key = '${key}'\n`)]),
      'surrogate.txt': Buffer.from(`\uFEFF\uD800 key = '${key}'\n`, 'utf16le'),
    });
    const { stdout } = await sandbox.run(['check', '--format', 'json', '--max-file-size', '30000000']);
    const { findings, summary } = JSON.parse(stdout) as {
      findings: readonly { path: string }[];
      summary: { skipped: readonly { path: string; reason: string }[] };
    };
    assert.deepEqual([...new Set(findings.map(({ path }) => path))], ['invalid.txt', 'long.js', 'surrogate.txt']);
    assert.deepEqual(summary.skipped, [{ path: 'zero.txt', reason: 'binary' }]);
  });

  it('100,000 findings in one file are cut, and that is said', async function () {
    this.timeout(120_000);
    const line = (index: number): string =>
      `const k${String(index)} = '${key.slice(0, -5)}${String(100_000 + index).slice(-5)}';\n`;
    sandbox = new Sandbox({ 'many.ts': Array.from({ length: 100_000 }, (_, index) => line(index)).join('') });
    const { stdout } = await sandbox.run(['check', '--format', 'json']);
    const { findings } = JSON.parse(stdout) as { findings: readonly { ruleId: string }[] };
    assert.equal(findings.length, 1001);
    assert.ok(findings.some(({ ruleId }) => ruleId === 'policy/too-many-findings'));
  });
});

function textsBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}
