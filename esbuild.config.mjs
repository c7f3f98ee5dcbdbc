// The bundles. `node esbuild.config.mjs` builds what ships; `--tests` the unit tests; `--host-tests` the in-editor suite; `--watch` keeps building.
// Extension and CLI start from a small entry; `import('./x.lazy.ts')` becomes a bundle of its own, `dist/x.cjs`, loaded on first use.
import { build, context, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

common.define.HANDRAIL_POLICY_SCHEMA = await policySchema();

const lazyEntries = Object.fromEntries(findFiles('src', '.lazy.ts').map((file) => [basename(file, '.lazy.ts'), file]));

const shipped = {
  ...common,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  minify: !flags.has('--watch'),
  sourcemap: flags.has('--watch') ? 'inline' : false,
  external: ['vscode'],
  metafile: true,
};
// A bundle is loaded by require: for import() Node first reads all of it again in search of exports.
const loadedByRequire = { 'dynamic-import': false };

/** The small entries of extension and command line. */
const entries = {
  ...shipped,
  entryPoints: { extension: 'src/extension/main.ts', cli: 'src/cli/main.ts' },
  format: 'cjs',
  supported: loadedByRequire,
  plugins: [lazyBundles],
};

/** What they load. The core is in all of these, so it is kept once, in files that they share; only ES modules can be split that way,
 *  so each file is turned into CommonJS afterwards. */
const lazyParts = {
  ...shipped,
  entryPoints: { 'scan-worker': 'src/node/scan-worker.ts', ...lazyEntries },
  format: 'esm',
  splitting: true,
  chunkNames: 'shared-[hash]',
  write: false,
  plugins: [
    {
      name: 'to-common-js',
      setup(plugin) {
        plugin.onEnd(async ({ outputFiles = [] }) => {
          if (outputFiles.length === 0) return;
          mkdirSync('dist', { recursive: true });
          for (const name of readdirSync('dist')) if (/^shared-\w+\.cjs$/.test(name)) rmSync(`dist/${name}`);
          for (const { path, text } of outputFiles) {
            const { code } = await transform(text, {
              format: 'cjs',
              platform: 'node',
              target: common.target,
              minify: shipped.minify,
              sourcemap: shipped.sourcemap,
              supported: loadedByRequire,
              legalComments: 'none',
            });
            writeFileSync(path, code);
          }
        });
      },
    },
  ],
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

/** The JSON Schema of a policy, as JSON text. */
async function policySchema() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ['src/core/policy/json-schema.ts'],
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { policyJsonSchema } = await import(`data:text/javascript;base64,${code}`);
  return JSON.stringify(policyJsonSchema());
}

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

const selected = flags.has('--tests') ? [unitTests] : flags.has('--host-tests') ? [hostTests] : [entries, lazyParts];
if (flags.has('--tests')) rmSync('dist/test', { recursive: true, force: true });
for (const options of selected) {
  if (flags.has('--watch')) await (await context(options)).watch();
  else await build(options);
}
