// `npm run bench`: speed and sizes against their budgets, in one run. What is absent is "not measured", and says why.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const report = (what, value, budget, unit) =>
  console.log(
    `${what}: ${value.toFixed(1)} ${unit}, ${budget === undefined ? 'no budget' : `budget ${budget} ${unit}, ${value <= budget ? 'ok' : 'over'}`}`,
  );
const notMeasured = (what, why) => console.log(`${what}: not measured: ${why}`);
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

function timed(action, times = 15) {
  action();
  return median(
    Array.from({ length: times }, () => {
      const start = performance.now();
      action();
      return performance.now() - start;
    }),
  );
}

async function part(what, action) {
  try {
    await action();
  } catch (thrown) {
    notMeasured(what, String(thrown instanceof Error ? thrown.message : thrown).split('\n')[0]);
  }
}

async function load(entry, name) {
  if (!existsSync(entry)) throw new Error(`${entry} is not there`);
  mkdirSync('dist/bench', { recursive: true });
  const outfile = path.resolve(`dist/bench/${name}.mjs`);
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    packages: 'external',
    define: { HANDRAIL_VERSION: '"bench"', HANDRAIL_SCAN_REVISION: '"bench"' },
    logLevel: 'silent',
  });
  return import(pathToFileURL(outfile).href);
}

const lines = Array.from({ length: 10_000 }, (_, n) => `  const value${n} = await client.read(${n}); // row`);
const text = lines.join('\n');

await part('sensitive data, 10,000 lines', async () => {
  const { sensitiveDataDetector } = await load('src/core/detectors/sensitive-data/detector.ts', 'detector');
  const document = { path: 'src/large.ts', text };
  report(
    'sensitive data, 10,000 lines, full',
    timed(() => sensitiveDataDetector.detect(document, {})),
    8,
    'ms',
  );
  const changed = { path: 'src/large.ts', text: text.replace('value5000', 'value_5000') };
  report(
    'sensitive data, 10,000 lines, rescan after a change',
    timed(() => sensitiveDataDetector.detect(changed, {})),
    8,
    'ms',
  );
});

await part('rg or grep over the same text', () => {
  const rig = 'test/host/vscode/node_modules';
  const rg = existsSync(rig)
    ? readdirSync(rig, { recursive: true }).find((file) => /ripgrep.*[\\/]rg$/.test(file))
    : undefined;
  const command = rg ? [path.join(rig, rg), '-ciF'] : ['grep', '-ciF'];
  const words = ['sk_live_', 'ghp_', 'akia', 'password', 'xoxb-', 'private key'];
  const args = [...command.slice(1), ...words.flatMap((word) => ['-e', word])];
  report(
    `${path.basename(command[0])}, whole process, six of the keywords`,
    timed(() => {
      const run = spawnSync(command[0], args, { input: text });
      if (run.error) throw run.error;
    }, 7),
    undefined,
    'ms',
  );
});

await part('start', () => {
  if (!existsSync('dist/cli.cjs')) throw new Error('dist/cli.cjs is not built (npm run build)');
  const empty = timed(() => spawnSync(process.execPath, ['-e', '0']), 7);
  const version = timed(() => {
    const run = spawnSync(process.execPath, ['dist/cli.cjs', '--version']);
    if (run.status !== 0) throw new Error('--version failed');
  }, 7);
  report('empty node', empty, undefined, 'ms');
  report('--version, times an empty node', version / empty, 2, 'x');
});

await part('check on a repository', () => {
  const root = process.env.HANDRAIL_BENCH_REPO;
  if (!root) throw new Error('HANDRAIL_BENCH_REPO is not set');
  if (!existsSync('dist/cli.cjs')) throw new Error('dist/cli.cjs is not built (npm run build)');
  const start = performance.now();
  const run = spawnSync(
    '/usr/bin/time',
    ['-f', 'rss %M', process.execPath, path.resolve('dist/cli.cjs'), 'check', '--format', 'json'],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (run.error) throw run.error;
  if (run.status > 1) throw new Error(`check ended with ${run.status}`);
  report('check on a repository', performance.now() - start, undefined, 'ms');
  const rss = /rss (\d+)/.exec(run.stderr);
  if (rss) report('check, peak memory', Number(rss[1]) / 1024, undefined, 'MiB');
});

await part('policy, five layers of 1,000 lines', async () => {
  const { measurePolicies } = await import('./policies.mjs');
  await measurePolicies({ load, report, times: 15 });
});

for (const [what, file] of [
  ['extension bundle', 'dist/extension.cjs'],
  ['command-line bundle', 'dist/cli.cjs'],
])
  await part(what, () => report(what, statSync(file).size / 1024, undefined, 'KiB'));
await part('vsix', () => {
  const vsix = existsSync('dist') ? readdirSync('dist').find((file) => file.endsWith('.vsix')) : undefined;
  if (!vsix) throw new Error('no .vsix in dist (npm run package)');
  report('vsix', statSync(`dist/${vsix}`).size / 1024, undefined, 'KiB');
});
