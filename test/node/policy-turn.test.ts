// Windows and command lines of one person that want the policy at the same time: one asks, all get the same, and whoever is killed leaves
// the last good copy and nobody waiting.

import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace } from '../../src/node/open-workspace.ts';
import { bundle } from '../support/bundled.ts';
import type { OpenedOnce } from '../support/open-once.ts';
import { PolicyServer } from '../support/policy-server.ts';
import { runs } from '../support/runs.ts';

const policy = (serial: number): string =>
  `apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: acme, version: 1.0.${String(serial)}, serial: ${String(serial)}}\n`;

describe('many who ask for a policy at once', function () {
  this.timeout(120_000);
  let base: string;
  let program: string;
  let server: PolicyServer;
  const children = new Set<ChildProcess>();
  const at = (...parts: readonly string[]): string => join(base, ...parts);
  const env = () => ({
    HANDRAIL_HOME: at('home'),
    HANDRAIL_MANAGED_DIR: at('managed'),
    HANDRAIL_POLICY: server.url('ai-policy.yaml'),
  });
  const open = async (now = new Date().toISOString()) => {
    const today = now.slice(0, 10);
    const { policy: loaded, rejected } = await openWorkspace({
      root: at('project'),
      cwd: at('project'),
      env: env(),
      today,
      now,
      mayRunGit: false,
    });
    return {
      layers: loaded.layers.map(({ layer, document }) => `${layer} ${String(document.metadata?.serial ?? '-')}`),
      reasons: rejected.flatMap(({ issues }) => issues.map(({ message }) => message)),
    };
  };
  const start = (...argv: readonly string[]): ChildProcess => {
    const child = fork(program, [at('project'), ...argv], { env: env(), stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  const outcome = (child: ChildProcess): Promise<OpenedOnce> =>
    new Promise((resolve, reject) => {
      let said = '';
      child.stdout?.on('data', (part: Buffer) => (said += part.toString()));
      child.once('close', (code) => {
        if (code === 0) resolve(JSON.parse(said) as OpenedOnce);
        else reject(new Error(`it ended with ${String(code)}`));
      });
    });
  const asked = (): readonly string[] => server.seen.filter((line) => !line.includes('.sig'));

  before(async () => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-turn-')));
    mkdirSync(at('project'));
    program = await bundle('test/support/open-once.ts', at('open-once.cjs'));
  });
  beforeEach(async () => {
    server = await PolicyServer.start();
    server.serve('ai-policy.yaml', policy(3));
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await server.stop();
    rmSync(at('home'), { recursive: true, force: true });
  });
  after(() => {
    rmSync(base, { recursive: true, force: true });
  });

  it('ask once, as processes', async () => {
    const anHour = '3600000';
    const { asked: begun, release } = server.hold();
    const all = [start(anHour), start(anHour), start(anHour)].map(outcome);
    await begun;
    setTimeout(release, 300);
    for (const found of await Promise.all(all)) assert.deepEqual(found, { layers: ['organisation 3'], reasons: [] });
    assert.deepEqual(asked(), ['/ai-policy.yaml 200']);
  });

  it('take what the first got, though each wants to know for sure', async () => {
    const { asked: begun, release } = server.hold();
    const first = open();
    await begun;
    const others = [open(), open()];
    setTimeout(release, 50);
    for (const found of await Promise.all([first, ...others])) {
      assert.deepEqual(found, { layers: ['organisation 3'], reasons: [] });
    }
    assert.equal(asked().length, 1);
    assert.deepEqual(await open(), { layers: ['organisation 3'], reasons: [] });
    assert.deepEqual(asked(), ['/ai-policy.yaml 200', '/ai-policy.yaml 304'], 'who comes later asks for itself');
  });

  it('hear of the failure of the first, and do not each wait for a server that is down', async () => {
    await open();
    server.serve('ai-policy.yaml', { status: 503 });
    const { asked: begun, release } = server.hold();
    const first = open();
    await begun;
    const others = [open(), open()];
    setTimeout(release, 50);
    for (const { layers, reasons } of await Promise.all([first, ...others])) {
      assert.deepEqual(layers, ['organisation 3']);
      assert.match(reasons.join(), /the server answers 503/);
    }
    assert.deepEqual(asked(), ['/ai-policy.yaml 200', '/ai-policy.yaml 503']);
    server.serve('ai-policy.yaml', policy(4));
    assert.deepEqual(await open(), { layers: ['organisation 4'], reasons: [] });
  });

  it('are not kept waiting by one who was killed while asking', async () => {
    const { asked: begun, release } = server.hold();
    const child = start();
    await begun;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    assert.equal(readdirSync(at('home/policies')).filter((name) => name.endsWith('.lock')).length, 1);
    release();
    assert.deepEqual(await open(), { layers: ['organisation 3'], reasons: [] });
  });

  it('wait for one who lives, and ask for themselves when that takes too long', async () => {
    mkdirSync(at('home'), { recursive: true });
    const { asked: begun, release } = server.hold();
    const first = open();
    await begun;
    const second = open();
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(asked().length, 1);
    release();
    await Promise.all([first, second]);
  });

  it('do without a lock where the home cannot be written to', async () => {
    writeFileSync(at('home'), 'a file where a folder belongs');
    assert.deepEqual(await open(), { layers: ['organisation 3'], reasons: [] });
  });

  it('never leave half a copy or an older one, killed at any moment while the policy changes', async () => {
    let serial = 3;
    await open();
    for (let round = 0; round < runs(8); round++) {
      server.serve('ai-policy.yaml', policy(++serial));
      const { asked: begun, release } = server.hold();
      const pair = [start(), start()];
      const ended = pair.map((child) => new Promise((resolve) => child.once('exit', resolve)));
      await begun;
      release();
      // From the answer to the copy on disk it takes some tens of milliseconds.
      await new Promise((resolve) => setTimeout(resolve, (round * 13) % 60));
      for (const child of pair) child.kill('SIGKILL');
      await Promise.all(ended);
      server.serve('ai-policy.yaml', undefined);
      const { layers } = await open();
      assert.match(layers.join(), new RegExp(`^organisation (?:${String(serial)}|${String(serial - 1)})$`));
      server.serve('ai-policy.yaml', policy(serial));
      assert.deepEqual(await open(), { layers: [`organisation ${String(serial)}`], reasons: [] });
    }
  });
});
