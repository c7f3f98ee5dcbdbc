// `npm run test:host`: the in-editor suite (same in browser-based and desktop VS Code), then the browser tests.
// A browser test is a mocha file test/host/browser/*.browser.mjs that opens windows by `openWorkbench`; windows that a
// failed test leaves open are photographed into /screenshots and closed. Arguments: --suite, --browser (default both), or
// --file=NAME for one file of browser tests.
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import Mocha from 'mocha';
import { quietUserSettings } from './quiet-settings.mjs';
import { browserVsCodeRunsHere, setUpVsCode } from './vscode/setup.mjs';
import { cleanEnvironment } from './server.mjs';
import { openWorkbenches, repositoryRoot } from './workbench.mjs';

const browserTests = 'test/host/browser';
const wanted = process.argv.slice(2);
const runs = (name) => wanted.length === 0 || wanted.includes(`--${name}`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
// npm, node and an outer VS Code must not change how the inner one behaves.
const clean = cleanEnvironment(process.env);
for (const name of Object.keys(process.env)) if (!(name in clean)) delete process.env[name];
process.chdir(repositoryRoot);

async function runSuite() {
  const build = spawnSync(process.execPath, ['esbuild.config.mjs', '--host-tests'], { stdio: 'inherit' });
  if (build.status !== 0) return { passed: 0, failed: 1 };
  const tempDir = mkdtempSync(join(tmpdir(), 'handrail-suite-'));
  const results = join(tempDir, 'results.jsonl');
  const folder = join(tempDir, 'workspace');
  const userDir = join(tempDir, 'u');
  mkdirSync(folder);
  // A project as people have it: kept in git, by somebody with a name.
  for (const args of [
    ['init', '--quiet'],
    ['config', 'user.email', 'nora@acme.example'],
    ['config', 'user.name', 'Nora'],
  ])
    spawnSync('git', args, { cwd: folder, stdio: 'inherit' });
  mkdirSync(join(userDir, 'User'), { recursive: true });
  writeFileSync(join(userDir, 'User/settings.json'), JSON.stringify(quietUserSettings));
  process.env.HANDRAIL_HOST_RESULTS = results;
  try {
    const exitCode = await runTests({
      ...(browserVsCodeRunsHere()
        ? { vscodeExecutablePath: join(repositoryRoot, 'test/host/vscode-executable.mjs') }
        : { cachePath: join(repositoryRoot, 'dist/vscode-test') }),
      extensionDevelopmentPath: repositoryRoot,
      extensionTestsPath: join(repositoryRoot, 'dist/host/index.cjs'),
      extensionTestsEnv: { HANDRAIL_HOST_RESULTS: results, HANDRAIL_HOME: join(tempDir, 'home') },
      launchArgs: [
        folder,
        '--disable-workspace-trust',
        `--user-data-dir=${userDir}`,
        `--extensions-dir=${join(tempDir, 'e')}`,
      ],
    }).catch((error) => {
      console.error(error.message);
      return error.code ?? 1;
    });
    return verdict(exitCode, results);
  } finally {
    rmSync(tempDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

function verdict(exitCode, results) {
  const text = existsSync(results) ? readFileSync(results, 'utf8') : '';
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const end = lines.find(({ type }) => type === 'end');
  if (!end) {
    console.error(
      'The in-editor suite did not reach its end. Next step: read the lines above; on a machine that is neither linux-x64 ' +
        'nor able to download desktop VS Code, run `npm test` on one that is.',
    );
  }
  const passed = lines.filter(({ type }) => type === 'pass').length;
  const failed = lines.filter(({ type }) => type === 'fail').length;
  const good = exitCode === 0 && end?.failures === 0 && end.passes > 0;
  return { passed, failed: good ? 0 : Math.max(failed, 1) };
}

/** One process a file, two at a time: more would only wait for each other. What a file says is printed when it is through. */
async function runBrowserTests() {
  if (!browserVsCodeRunsHere()) {
    console.log('Browser tests: they need linux-x64; the in-editor suite above ran on desktop VS Code.');
    return { passed: 0, failed: 0 };
  }
  setUpVsCode();
  const names = readdirSync(browserTests)
    .filter((name) => name.endsWith('.browser.mjs'))
    .sort();
  const sum = { passed: 0, failed: 0 };
  const lane = async () => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const { passed, failed } = await inOwnProcess(name);
      sum.passed += passed;
      sum.failed += failed;
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  return sum;
}

async function inOwnProcess(name) {
  const child = fork(join(repositoryRoot, 'test/host/run.mjs'), [`--file=${name}`], { stdio: 'pipe' });
  const said = [];
  let counted;
  child.on('message', (message) => (counted = message));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(data));
  const [code] = await once(child, 'close');
  process.stdout.write(Buffer.concat(said));
  const { passed = 0, failed = 0 } = counted ?? {};
  return { passed, failed: code === 0 && passed > 0 ? failed : Math.max(failed, 1) };
}

async function runBrowserFile(name) {
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    timeout: 300_000,
    rootHooks: {
      async afterEach() {
        if (this.currentTest?.state !== 'failed') return;
        for (const workbench of openWorkbenches) {
          await workbench.screenshot(`failed-${this.currentTest.title}`).catch((error) => console.error(error.message));
        }
      },
      async afterAll() {
        for (const workbench of [...openWorkbenches]) await workbench.close();
      },
    },
  });
  mocha.addFile(join(repositoryRoot, browserTests, name));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes, failures } = runner.stats;
      resolve({ passed: passes, failed: failures });
    });
  });
}

const [file] = wanted.flatMap((argument) => /^--file=(.+)$/.exec(argument)?.slice(1) ?? []);
if (file !== undefined) {
  const counted = await runBrowserFile(file);
  await new Promise((resolve) => (process.send ? process.send(counted, resolve) : resolve()));
  process.exit(counted.failed > 0 ? 1 : 0);
}

const counts = { passed: 0, failed: 0 };
for (const [name, run] of [
  ['suite', runSuite],
  ['browser', runBrowserTests],
]) {
  if (!runs(name)) continue;
  const { passed, failed } = await run();
  counts.passed += passed;
  counts.failed += failed;
}
mkdirSync('dist', { recursive: true });
writeFileSync('dist/host-results.json', JSON.stringify(counts));
console.log(`Host: ${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed > 0 ? 1 : 0);
