// What readiness of 10,000 files costs beyond the walk and the scan, which other commands share; what one changed file costs after it;
// and what the slowest check costs. The code is that of pinned packages of npm, laid out twice: as one product of two applications and
// four libraries, which is the usual shape, and with each package as a project of its own, which few repositories are.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { quantile, report } from './measure.mjs';

const wanted = 10_000;
const maxBytes = 512 * 1024;
const workflowPath = '.github/workflows/ci.yml';

export async function measureReadiness({ folder, core }) {
  const sources = sourcesIn(folder);
  await measure('two applications and four libraries', asOneProduct(sources), core);
  await measure('each package is a project', asManyProjects(sources), core);
}

async function measure(shape, texts, core) {
  const scans = new Map([...texts.keys()].map((file) => [file, scanOf(file)]));
  const paths = [...texts.keys()];
  const git = gitOf(texts);
  const inputs = () => ({ files: filesOf(texts), git, paths, scans: scans.values() });
  const policy = { layers: [core.builtinLayer()], groups: [], issues: [] };
  const options = { today: '2026-11-30', waivers: [], attestations: [] };
  const look = async ({ gatherer, judge }) => judge.evaluate(await gatherer.gather(inputs()), policy, options);

  const megabytes = [...texts.values()].reduce((sum, bytes) => sum + bytes.length, 0) / 1e6;
  const whole = [];
  let session;
  let judged;
  for (let round = 0; round < 4; round++) {
    session = { gatherer: new core.FactsGatherer(), judge: new core.ReadinessJudge() };
    whole.push(await cpuOf(async () => (judged = await look(session))));
  }
  console.log(`\n${texts.size} files, ${megabytes.toFixed(0)} MB, ${judged.projects?.length ?? 0} projects (${shape})`);
  report('readiness beyond walk and scan, CPU', quantile(whole.slice(1), 0.5), 1000, 'ms');

  const changes = {
    'code file': [paths.find((file) => /\/src\/.*\.ts$/.test(file)), (round) => `export const round = ${round};\n`],
    'README.md': ['README.md', (round) => `# Shop\n\n## Round ${round}\n`],
    workflow: [workflowPath, workflowOf],
    manifest: [paths.find((file) => /\/package\.json$/.test(file)), manifestOf],
  };
  for (const [what, [file, textOf]] of Object.entries(changes)) {
    const again = [];
    for (let round = 0; round < 12; round++) {
      texts.set(file, Buffer.from(textOf(round)));
      scans.set(file, scanOf(file));
      again.push(await cpuOf(() => look(session)));
    }
    report(`one changed file judged again (${what}), CPU`, quantile(again.slice(2), 0.5), 20, 'ms');
  }

  const facts = await new core.FactsGatherer().gather(inputs());
  const slowest = { id: '', ms: 0 };
  for (const check of core.checks) {
    const ms = await cpuOf(() => core.runCheck(check, { ...facts, files: [...facts.files] }, policy));
    if (ms > slowest.ms) Object.assign(slowest, { id: check.id, ms });
  }
  report(`the slowest check alone (${slowest.id}), CPU`, slowest.ms, 50, 'ms');
}

async function cpuOf(action) {
  const before = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Files of the packages by their path in the workspace, sorted; what they compiled counts as what they wrote. */
function sourcesIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  return files.flatMap((file) => {
    const bytes = readFileSync(path.join(folder, file));
    if (bytes.length > maxBytes || bytes.includes(0)) return [];
    return [[file.replaceAll(/(^|\/)(?:dist|build|out|bin)\//g, '$1src/'), bytes]];
  });
}

/** A workflow, migrations, manifests of Kubernetes and a README, which packages of npm do not have. */
function surroundings() {
  const texts = new Map([
    [workflowPath, Buffer.from(workflowOf(1))],
    ['README.md', Buffer.from('# Shop\n')],
  ]);
  for (let at = 0; at < 200; at++) {
    const table = `create table public.t${at} (id int, email text);\nalter table public.t${at} enable row level security;\n`;
    texts.set(`supabase/migrations/${String(at).padStart(4, '0')}_t.sql`, Buffer.from(table.repeat(5)));
    const service = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: s${at}}\nspec:\n  template:\n    spec:\n      containers:\n        - {name: s, image: "registry.example/s:1.${at}"}\n`;
    texts.set(`deploy/s${at}.yaml`, Buffer.from(service));
  }
  return texts;
}

/** The code of all packages, spread over six folders. Source maps and the manifests of the packages are left out: nobody keeps them in
 *  the repository of a product. */
function asOneProduct(sources) {
  const folders = ['apps/api', 'apps/web', 'packages/core', 'packages/data', 'packages/mail', 'packages/ui'];
  const texts = surroundings();
  texts.set('package.json', Buffer.from('{"workspaces": ["apps/*", "packages/*"]}'));
  for (const folder of folders) texts.set(`${folder}/package.json`, Buffer.from(manifestOf(1, folder)));
  const code = sources.filter(([file]) => !/\.map$|(?:^|\/)package\.json$/.test(file));
  const left = wanted - texts.size;
  for (let at = 0; at < left; at++) {
    const [file, bytes] = code[Math.floor((at * code.length) / left)];
    const folder = folders[Math.floor((at * folders.length) / left)];
    texts.set(`${folder}/src/${file}`, bytes);
  }
  return texts;
}

function asManyProjects(sources) {
  const texts = surroundings();
  texts.set('package.json', Buffer.from('{"workspaces": ["packages/*", "packages/@*/*"]}'));
  for (const [file, bytes] of sources.slice(0, wanted - texts.size)) texts.set(`packages/${file}`, bytes);
  return texts;
}

/** All projects share it. */
function workflowOf(round) {
  const steps = ['uses: actions/checkout@v4', 'run: npm ci', 'run: npm test', `run: echo ${round}`];
  return `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`;
}

function manifestOf(version, folder = 'apps/web') {
  const isApplication = folder.startsWith('apps/');
  const dependencies = isApplication ? { next: `${version}.0.0`, core: '*' } : { pg: `${version}.0.0` };
  const scripts = isApplication ? { start: 'next start' } : {};
  return JSON.stringify({ name: path.basename(folder), scripts, dependencies }, null, 2);
}

const scanOf = (file) => ({ path: file, matches: [], toolEvidence: [], failures: [] });
const filesOf = (texts) => ({ read: (file) => texts.get(file), stat: () => undefined, list: () => undefined });
const gitOf = (texts, tracked = new Set(texts.keys())) => ({
  trackedFiles: async () => tracked,
  ignored: async () => new Set(),
  authorEmails: async () => [],
  remotes: async () => [],
  userEmail: async () => 'dana@acme.example',
  history: async () => undefined,
});
