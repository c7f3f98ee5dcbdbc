// What readiness of 10,000 files costs beyond the walk and the scan, which other commands share; what one changed file costs after it;
// and what the slowest check costs. The code is that of pinned packages, laid out as a monorepo has it, with migrations and manifests of
// Kubernetes among it.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { quantile, report } from './measure.mjs';

const wanted = 10_000;
const maxBytes = 512 * 1024;

export async function measureReadiness({ folder, core }) {
  const texts = workspaceOf(folder);
  const scans = new Map([...texts.keys()].map((file) => [file, scanOf(file)]));
  const paths = [...texts.keys()];
  const inputs = () => ({ files: filesOf(texts), git: gitOf(texts), paths, scans: scans.values() });
  const policy = { layers: [core.builtinLayer()], groups: [], issues: [] };
  const options = { today: '2026-11-30', waivers: [], attestations: [] };
  const look = async (gatherer) => core.evaluateReadiness(await gatherer.gather(inputs()), policy, options);

  const megabytes = [...texts.values()].reduce((sum, bytes) => sum + bytes.length, 0) / 1e6;
  const whole = [];
  let gatherer;
  let judged;
  for (let round = 0; round < 4; round++) {
    gatherer = new core.FactsGatherer();
    whole.push(await cpuOf(async () => (judged = await look(gatherer))));
  }
  console.log(`\n${texts.size} files, ${megabytes.toFixed(0)} MB, ${judged.projects?.length ?? 0} projects`);
  report('readiness beyond walk and scan, CPU', quantile(whole.slice(1), 0.5), 1000, 'ms');

  const changed = paths.find((file) => file.endsWith('.ts'));
  const again = [];
  for (let round = 0; round < 12; round++) {
    texts.set(changed, Buffer.from(`export const round = ${round};\n`));
    scans.set(changed, scanOf(changed));
    again.push(await cpuOf(() => look(gatherer)));
  }
  report('one changed file judged again, CPU', quantile(again.slice(2), 0.5), 20, 'ms');

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

/** Texts by path: packages of the registry become packages of a workspace, what they compiled becomes what they wrote. */
function workspaceOf(folder) {
  const texts = new Map([['package.json', Buffer.from('{"workspaces": ["packages/*", "packages/@*/*"]}')]]);
  for (let at = 0; at < 200; at++) {
    const table = `create table public.t${at} (id int, email text);\nalter table public.t${at} enable row level security;\n`;
    texts.set(`supabase/migrations/${String(at).padStart(4, '0')}_t.sql`, Buffer.from(table.repeat(5)));
    const service = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: s${at}}\nspec:\n  template:\n    spec:\n      containers:\n        - {name: s, image: "registry.example/s:1.${at}"}\n`;
    texts.set(`deploy/s${at}.yaml`, Buffer.from(service));
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || texts.size >= wanted) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    if (bytes.length > maxBytes || bytes.includes(0)) continue;
    const place = path.relative(folder, file).replaceAll('\\', '/');
    texts.set(`packages/${place.replaceAll(/(^|\/)(?:dist|build|out|bin)\//g, '$1src/')}`, bytes);
  }
  return texts;
}

const scanOf = (file) => ({ path: file, matches: [], toolEvidence: [], failures: [] });
const filesOf = (texts) => ({ read: (file) => texts.get(file), stat: () => undefined, list: () => undefined });
const gitOf = (texts) => ({
  trackedFiles: async () => new Set(texts.keys()),
  ignored: async () => new Set(),
  authorEmails: async () => [],
  remotes: async () => [],
  userEmail: async () => 'dana@acme.example',
  history: async () => undefined,
});
