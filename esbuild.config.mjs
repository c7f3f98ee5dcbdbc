// The bundles. `node esbuild.config.mjs` builds what ships; `--tests` the unit tests; `--host-tests` the in-editor suite; `--watch` keeps building.
// Extension and CLI start from a small entry; `import('./x.lazy.ts')` becomes a bundle of its own, `dist/x.cjs`, loaded on first use.
import { build, context } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';

const flags = new Set(process.argv.slice(2));
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const lazyBundles = {
  name: 'lazy-bundles',
  setup(plugin) {
    plugin.onResolve({ filter: /\.lazy\.ts$/ }, (args) =>
      args.kind === 'dynamic-import'
        ? { path: `./${basename(args.path).replace('.lazy.ts', '.cjs')}`, external: true }
        : undefined,
    );
  },
};

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  define: {
    HANDRAIL_VERSION: JSON.stringify(version),
    HANDRAIL_SCAN_REVISION: JSON.stringify(hashOf(findFiles('src/core', ''))),
  },
  // jsonc-parser's `main` is UMD, which no bundler can follow.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  legalComments: 'none',
};

const lazyEntries = Object.fromEntries(findFiles('src', '.lazy.ts').map((file) => [basename(file, '.lazy.ts'), file]));

const shipped = {
  ...common,
  entryPoints: {
    extension: 'src/extension/main.ts',
    cli: 'src/cli/main.ts',
    'scan-worker': 'src/node/scan-worker.ts',
    ...lazyEntries,
  },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  minify: !flags.has('--watch'),
  sourcemap: flags.has('--watch') ? 'inline' : false,
  external: ['vscode'],
  // A bundle is loaded by require: for import() Node first reads all of it again in search of exports.
  supported: { 'dynamic-import': false },
  plugins: [lazyBundles],
  metafile: true,
};

const unitTests = {
  ...common,
  entryPoints: findFiles('test', '.test.ts').filter((file) => !file.startsWith('test/host/')),
  outdir: 'dist/test',
  outbase: 'test',
  format: 'esm',
  splitting: true,
  sourcemap: 'linked',
  packages: 'external',
  alias: { vscode: './test/support/fake-vscode.ts' },
};

const hostTests = {
  ...common,
  entryPoints: { index: 'test/host/suite/index.ts' },
  outdir: 'dist/host',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  sourcemap: 'inline',
  external: ['vscode', 'mocha'],
};

/** Files below a folder whose name ends so; sorted, posix. */
function findFiles(folder, ending) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

const selected = flags.has('--tests') ? unitTests : flags.has('--host-tests') ? hostTests : shipped;
if (flags.has('--tests')) rmSync('dist/test', { recursive: true, force: true });
if (flags.has('--watch')) await (await context(selected)).watch();
else await build(selected);
