// What a policy costs: loaded from its texts against the yaml library's own parse of the same files in the same run, from the cache, and
// until an engine under it judges what was scanned.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { largePolicies } from './policy-texts.mjs';

/** @param load  bundles a source file and imports it  @param report  prints a figure against its budget */
export async function measurePolicies({ load, report, times }) {
  const { openWorkspace } = await load('src/node/open-workspace.ts', 'open-workspace');
  const { scanBytes } = await load('src/core/scanner/scan-file.ts', 'scan-file');
  const base = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  try {
    const places = {
      managed: 'managed/policy.yaml',
      organisation: 'project/ai-policy.yaml',
      team: 'home/team-policy.yaml',
      workspace: 'project/.handrail/policy.yaml',
      user: 'home/policy.yaml',
    };
    const texts = largePolicies();
    const write = (path, text) => {
      mkdirSync(dirname(join(base, path)), { recursive: true });
      writeFileSync(join(base, path), text);
    };
    for (const { layer, text } of texts) write(places[layer], text);
    const open = () =>
      openWorkspace({
        root: join(base, 'project'),
        cwd: join(base, 'project'),
        env: { HANDRAIL_HOME: join(base, 'home'), HANDRAIL_MANAGED_DIR: join(base, 'managed') },
        today: '2026-11-24',
        mayRunGit: false,
      });
    const { policy, rejected } = await open();
    if (policy.layers.length !== 5 || rejected.length > 0) {
      throw new Error(`${policy.layers.length} layers hold, ${rejected.length} do not`);
    }
    const forget = () => rmSync(join(base, 'home/cache'), { recursive: true, force: true });
    const rounds = [];
    for (let round = 0; round < times; round++) {
      const bare = await timed(() => texts.forEach(({ text }) => parse(text)));
      forget();
      const cold = await timed(open);
      const warm = await timed(open);
      rounds.push({ bare, cold, warm });
    }
    const middle = (key) => rounds.map((round) => round[key]).sort((a, b) => a - b)[rounds.length >> 1];
    report('policies, bare parse by the yaml library', middle('bare'), undefined, 'ms');
    report('policies, cold, times the bare parse', middle('cold') / middle('bare'), 2, 'x');
    report('policies, warm', middle('warm'), 20, 'ms');

    const source = Buffer.from("import OpenAI from 'openai';\n".repeat(200));
    const changes = [];
    for (let round = 0; round < times; round++) {
      const { text } = texts[3];
      write(places.workspace, text.replace('mode: warn', round % 2 === 0 ? 'mode: enforce' : 'mode: warn'));
      changes.push(
        await timed(async () => {
          const { engine, rulings } = await open();
          const { document } = scanBytes('app.ts', source, engine.scanDocument);
          engine.judge(document, rulings);
        }),
      );
    }
    // The editor waits 150 ms after the last change of a policy file (src/extension/folder-session.ts).
    const median = changes.sort((a, b) => a - b)[changes.length >> 1];
    report('policy change to findings of an open file, with the pause of the editor', 150 + median, 500, 'ms');
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

async function timed(action) {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
