// `npm run bench`: speed and sizes against their budgets, in one run and as ratios. What is absent is "not measured", and says why.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { corpora, peerCommands, sizeOf } from './corpus.mjs';
import { commandCost, part, quantile, report, timesOf } from './measure.mjs';

const cli = path.resolve('dist/cli.cjs');
const scratch = path.join(tmpdir(), `handrail-bench-${process.pid}`);
mkdirSync(scratch, { recursive: true });
if (!existsSync(cli)) throw new Error('dist/cli.cjs is not built: npm run build');

/** Source that names modules of the product, bundled and imported. */
async function loadSource(source, name) {
  const outfile = path.resolve(`dist/bench/${name}.mjs`);
  await build({
    stdin: { contents: source, resolveDir: path.resolve('.'), loader: 'ts' },
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

const load = (entry, name) => loadSource(`export * from './${entry}';`, name);

const core = await loadSource(
  `export { builtinCatalog } from './src/core/catalog/build-catalog.ts';
  export { credentialProbes } from './src/core/detectors/sensitive-data/credential-probes.ts';
  export { personalDataProbes } from './src/core/detectors/sensitive-data/personal/probes.ts';
  export { scanDocument } from './src/core/scanner/scan-document.ts';
  export { scanSetUp } from './src/core/scanner/scan-set-up.ts';
  export { FollowedDocument } from './src/core/scanner/followed-document.ts';
  export { createEngine } from './src/core/engine.ts';
  export { builtinLayer } from './src/core/policy/builtin.ts';
  export { FactsGatherer } from './src/core/readiness/facts.ts';
  export { ReadinessJudge } from './src/core/readiness/evaluate.ts';
  export { runCheck } from './src/core/readiness/run-check.ts';
  export { checks } from './src/core/readiness/registry.ts';`,
  'core',
);
const probes = [...core.credentialProbes(), ...core.personalDataProbes()];
const keywords = [...new Set(probes.flatMap((probe) => probe.keywords ?? []).map((word) => word.toLowerCase()))];
console.log(`${keywords.length} keywords\n`);

/** A check without a cache, as a build server runs it. */
const check = (folder) => {
  rmSync(path.join(scratch, 'home'), { recursive: true, force: true });
  return commandCost(
    process.execPath,
    [cli, 'check', '--format', 'json', '--only', 'sensitive-data', '--cwd', folder],
    {
      env: { HANDRAIL_HOME: path.join(scratch, 'home'), CI: '1' },
      runs: 1,
    },
  );
};
const checks = (folder) => {
  const costs = [check(folder), check(folder), check(folder)].sort((a, b) => a.cpuS - b.cpuS);
  return { cpuS: costs[1].cpuS, peakMiB: Math.max(...costs.map(({ peakMiB }) => peakMiB)) };
};

await part('check against its peers', () => {
  const { large, small } = corpora();
  const peers = peerCommands();
  const words = path.join(scratch, 'words.txt');
  writeFileSync(words, `${keywords.join('\n')}\n`);
  const size = sizeOf(large);
  const ours = checks(large);
  const rg = commandCost(peers.rg, ['-ciF', '--hidden', '--no-ignore', '-f', words, large]);
  console.log(`${size.files} files, ${(size.bytes / 1e6).toFixed(0)} MB of pinned npm packages`);
  report('check, CPU', ours.cpuS, undefined, 's');
  report('rg counting the same keywords (it has no part for digits, @ and dots), CPU', rg.cpuS, undefined, 's');
  report('check, CPU against rg', ours.cpuS / rg.cpuS, 3, 'x');
  report('check, peak memory', ours.peakMiB, 300, 'MiB');

  const few = sizeOf(small);
  const oursOnFew = checks(small);
  console.log(`\n${few.files} files, ${(few.bytes / 1e6).toFixed(0)} MB, for the slower peers`);
  report('check, CPU', oursOnFew.cpuS, undefined, 's');
  const secretlint = commandCost(process.execPath, [...peers.secretlint, `${small}/**/*`], { runs: 1, mayExit: 2 });
  report('secretlint, CPU', secretlint.cpuS, undefined, 's');
  const gitleaks = commandCost(process.execPath, [...peers.gitleaks, small], { runs: 1 });
  report('gitleaks as WASM, CPU', gitleaks.cpuS, undefined, 's');
  const fastest = Math.min(secretlint.cpuS, gitleaks.cpuS);
  report('check, CPU against the fastest peer', oursOnFew.cpuS / fastest, 0.1, 'x');
  report('check, CPU against gitleaks', oursOnFew.cpuS / gitleaks.cpuS, 0.02, 'x');
});

await part('a file of 10,000 lines', () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => `  const value${n} = await client.read(${n}); // row`);
  const setUp = core.scanSetUp(core.builtinCatalog());
  const document = { path: 'src/large.ts', text: lines.join('\n') };
  const times = timesOf(() => core.scanDocument(document, setUp));
  console.log('');
  report('10,000 lines, all detectors, median', quantile(times, 0.5), 8, 'ms');
  const followed = new core.FollowedDocument(document.path, setUp);
  followed.scan(document.text);
  // The editor makes the text; what is measured is what we do with it. A text that was joined is made one piece by its first reader.
  const edits = timesOf(
    (text) => followed.scan(text),
    (edit) => {
      const line = (edit * 37) % lines.length;
      lines[line] = `  const value${line} = await client.read(${edit}); // row`;
      return lines.join('\n');
    },
  );
  report('10,000 lines, after an edit, p95', quantile(edits, 0.95), 1, 'ms');
});

await part('inventory of 10,000 files', async () => {
  const { measureInventory } = await import('./inventory.mjs');
  measureInventory({ folder: corpora().monorepo, core, cli, scratch });
});

await part('readiness of 10,000 files', async () => {
  const { measureReadiness } = await import('./readiness.mjs');
  await measureReadiness({ folder: corpora().monorepo, core });
});

await part('start', () => {
  const empty = commandCost(process.execPath, ['-e', '0'], { runs: 9 });
  const version = commandCost(process.execPath, [cli, '--version'], { runs: 9 });
  report('--version, CPU against an empty node', version.cpuS / empty.cpuS, 2, 'x');
});

await part('policy, five layers of 1,000 lines', async () => {
  const { measurePolicies } = await import('./policies.mjs');
  await measurePolicies({ load, report, times: 15 });
});

for (const [what, file, budget] of [
  ['extension bundle', 'dist/extension.cjs', 350],
  ['command-line bundle', 'dist/terminal.cjs', undefined],
])
  await part(what, () => report(what, statSync(file).size / 1024, budget, 'KiB'));
await part('vsix', () => {
  const vsix = readdirSync('dist').find((file) => file.endsWith('.vsix'));
  if (!vsix) throw new Error('no .vsix in dist (npm run package)');
  report('vsix', statSync(`dist/${vsix}`).size / 1024, 1536, 'KiB');
});
rmSync(scratch, { recursive: true, force: true });
