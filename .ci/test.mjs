// `npm test`: every check of the gate in order. What only reads the sources (format, lint, types, unused) runs in a process of its
// own beside the unit tests, and is reported together; what builds on a step that failed is not tried. `.ci/run` calls it.
// Its last line is always `N passed, M failed`; a step that fails without a test count counts as one failure.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages, root, run, runScript } from './install.mjs';

const budgets = { 'dist/extension.cjs': 350 * 1024, 'dist/handrail.vsix': 1.5 * 1024 * 1024 };
const counts = { passed: 0, failed: 0 };

const sourceSteps = [
  ['format', () => runScript('node_modules/prettier/bin/prettier.cjs', ['--check', '.']), 'run `npm run format`'],
  ['lint', lint, 'read the rule that is named; `npm run lint` repeats this step'],
  ['types', () => runScript('node_modules/typescript/bin/tsc'), '`npm run typecheck` repeats this step'],
  [
    'unused',
    () => runScript('node_modules/knip/bin/knip.js'),
    'remove what is unused; `npm run unused` repeats this step',
  ],
];

const steps = [
  ['install', ensurePackages, 'check that the npm registry can be reached'],
  ['build', () => runScript('esbuild.config.mjs'), '`npm run build` repeats this step'],
  ['unit tests', unitTests, '`npm run test:unit` repeats this step'],
  ['sources', sourcesLookedAt, 'look at the step above that failed'],
  ['package', () => runScript('.ci/package.mjs'), '`npm run package` repeats this step'],
  ['size', sizes, 'look at what became larger'],
  ['host tests', hostTests, '`npm run test:host` repeats this step; pictures are in screenshots/'],
];

const readOnly = new Set([...sourceSteps.map(([name]) => name), 'unit tests', 'sources']);
const sourcesOutput = join(root, 'dist/sources.txt');
let sources;

if (process.argv.includes('--sources')) {
  process.exitCode = (await inOrder(sourceSteps)) ? 1 : 0;
} else {
  const failedStep = await inOrder(steps);
  if (failedStep) counts.failed = Math.max(counts.failed, 1);
  process.exitCode = failedStep ? 1 : 0;
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
}

/** @returns whether one failed */
async function inOrder(all) {
  let failedStep = false;
  for (const [name, action, nextStep] of all) {
    const started = performance.now();
    const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
    console.log(`\n== ${name}`);
    try {
      await action();
      console.log(`== ${name}: ok, ${seconds()}`);
    } catch (error) {
      failedStep = true;
      console.error(`== ${name}: failed after ${seconds()}: ${error.message}\nNext step: ${nextStep}.`);
      if (!readOnly.has(name)) break;
    }
  }
  return failedStep;
}

// Into a file: this process waits for the unit tests and reads nothing meanwhile.
function lookAtSources() {
  const output = openSync(sourcesOutput, 'w');
  const child = spawn(process.execPath, [join(root, '.ci/test.mjs'), '--sources'], {
    cwd: root,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  return once(child, 'exit');
}

async function sourcesLookedAt() {
  const [code] = await sources;
  console.log(readFileSync(sourcesOutput, 'utf8'));
  if (code !== 0) throw new Error('a step that reads the sources failed');
}

function lint() {
  const options = ['-c', '.ci/eslint.config.mjs', '--cache', '--cache-location', 'dist/.eslintcache'];
  runScript('node_modules/eslint/bin/eslint.js', [...options, 'src', 'test']);
}

function unitTests() {
  const file = join(root, 'dist/unit-results.json');
  rmSync(file, { force: true });
  sources = lookAtSources();
  runScript('esbuild.config.mjs', ['--tests']);
  let ending;
  try {
    runScript('node_modules/mocha/bin/mocha.js', ['--reporter', 'json', '--reporter-option', `output=${file}`]);
  } catch (error) {
    ending = error;
  }
  if (!existsSync(file)) throw ending ?? new Error('mocha wrote no results');
  const { stats, failures } = JSON.parse(readFileSync(file, 'utf8'));
  counts.passed += stats.passes;
  counts.failed += stats.failures;
  for (const { fullTitle, err } of failures) console.error(`\n${fullTitle}\n${err.stack ?? err.message}`);
  console.log(`Unit: ${stats.passes} passed, ${stats.failures} failed`);
  if (ending) throw ending;
  if (stats.passes === 0) throw new Error('no unit test ran');
}

function sizes() {
  for (const [file, budget] of Object.entries(budgets)) {
    const { size } = statSync(join(root, file));
    console.log(`${file}: ${Math.ceil(size / 1024)} KB of ${budget / 1024} KB`);
    if (size > budget) throw new Error(`${file} is larger than its budget`);
  }
}

function hostTests() {
  const file = join(root, 'dist/host-results.json');
  rmSync(file, { force: true });
  try {
    run(process.execPath, [join(root, 'test/host/run.mjs')]);
  } finally {
    if (existsSync(file)) {
      const { passed, failed } = JSON.parse(readFileSync(file, 'utf8'));
      counts.passed += passed;
      counts.failed += failed;
    }
  }
  if (!existsSync(file)) throw new Error('the host tests wrote no results');
}
