// What an inventory of 10,000 files costs beyond the walk, which other commands share, and what one changed manifest costs after it.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { commandCost, quantile, report, timesOf } from './measure.mjs';

const wanted = 10_000;
const maxBytes = 10 * 1024 * 1024;

/** CPU of looking for AI tools in texts that are in memory; time of one manifest; and, for information, CPU of the command. */
export function measureInventory({ folder, core, cli, scratch }) {
  const documents = textsOf(folder);
  const { engine } = engineOf(core);
  const rulings = { today: '2026-11-30' };
  const scans = new Map();
  const whole = Array.from({ length: 4 }, () => {
    const before = process.cpuUsage();
    for (const document of documents) scans.set(document.path, engine.scannerFor('tools').scanDocument(document));
    engine.inventory(scans.values(), [], rulings);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }).slice(1);
  const megabytes = documents.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  console.log(`\n${documents.length} files, ${megabytes.toFixed(0)} MB of pinned npm packages`);
  // The budget is one second on two cores; files are shared out among threads.
  report('inventory beyond the walk, CPU of all threads', quantile(whole, 0.5), 2000, 'ms');

  const manifest = documents.find((each) => each.path.endsWith('openai/package.json')) ?? documents[0];
  const changed = timesOf(() => {
    scans.set(manifest.path, engine.scannerFor('tools').scanDocument(manifest));
    engine.inventory(scans.values(), [], rulings);
  });
  report('one changed manifest', quantile(changed, 0.5), 20, 'ms');

  const run = commandCost(process.execPath, [cli, 'inventory', '--format', 'json', '--cwd', folder], {
    env: { HANDRAIL_HOME: path.join(scratch, 'inventory-home'), CI: '1' },
    runs: 1,
  });
  report('inventory as a command, CPU, all of it', run.cpuS, undefined, 's');
  report('inventory as a command, peak memory', run.peakMiB, 300, 'MiB');
}

function engineOf(core) {
  const layer = core.builtinLayer();
  const policy = { layers: [layer], groups: [], issues: [] };
  return { engine: core.createEngine({ policy, catalog: core.builtinCatalog() }) };
}

function textsOf(folder) {
  const documents = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || documents.length >= wanted) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    if (bytes.length > maxBytes || bytes.includes(0)) continue;
    documents.push({ path: path.relative(folder, file).replaceAll('\\', '/'), text: bytes.toString('utf8') });
  }
  return documents;
}
