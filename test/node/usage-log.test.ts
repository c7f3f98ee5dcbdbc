import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { UsageEvent } from '../../src/core/usage/event.ts';
import { verifyLog, type Verification } from '../../src/core/usage/verify.ts';
import { createUsageLog, type UsageLog } from '../../src/node/usage-log.ts';
import { runs } from '../support/runs.ts';

const shortStaleMs = 100;
const checked: UsageEvent = { eventName: 'handrail.check.completed', attributes: { 'handrail.files': 3 } };

describe('usage log on disk', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'handrail-usage-'))));
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it('writes nothing until there is an event', async () => {
    const log = open(join(home, 'not', 'there', 'yet'));
    assert.deepEqual(await log.read(), { files: [], head: undefined });
    assert.deepEqual(readdirSync(home), []);
  });

  it('appends lines of the contract to a file of the month, readable by its owner alone', async () => {
    const log = open(home, '2026-11-24T10:00:00.000Z');
    assert.deepEqual(await log.append(checked), { state: 'written', recoveredBytes: 0 });
    assert.deepEqual(readdirSync(log.folder), ['usage-2026-11.jsonl']);
    const file = join(log.folder, 'usage-2026-11.jsonl');
    const line = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, unknown>>;
    assert.deepEqual(Object.keys(line), ['timeUnixNano', 'eventName', 'resource', 'attributes', 'hash']);
    assert.equal(line['timeUnixNano'], '1795514400000000000');
    assert.equal(line['resource']?.['service.name'], 'handrail');
    assert.equal(line['resource']['handrail.schema_version'], 1);
    assert.equal(line['attributes']?.['handrail.files'], 3);
    if (process.platform !== 'win32') {
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal(statSync(log.folder).mode & 0o777, 0o700);
      assert.equal(statSync(join(home, 'usage-head.json')).mode & 0o777, 0o600);
    }
  });

  it('names the workspace by a hash that only this home can make, never by its path', async () => {
    const other = mkdtempSync(join(home, 'other-'));
    const ids: unknown[] = [];
    for (const place of [home, home, other]) {
      await open(place, undefined, '/home/lena/roastery').append(checked);
    }
    for (const place of [home, other]) {
      const { files } = await open(place).read();
      assert.ok(!files[0]!.text.includes('roastery'));
      for (const line of verifyLog(files, undefined).lines) ids.push(line.attributes['handrail.project.id']);
    }
    assert.equal(ids.length, 3);
    assert.equal(ids[0], ids[1]);
    assert.notEqual(ids[0], ids[2]);
  });

  it('carries the chain from month to month, also when the clock is set back', async () => {
    for (const now of [
      '2026-10-31T23:59:59Z',
      '2026-11-01T00:00:00Z',
      '2026-10-31T23:00:00Z',
      '2027-01-02T00:00:00Z',
    ]) {
      await open(home, now).append(checked, checked);
    }
    const names = ['usage-2026-10.jsonl', 'usage-2026-11.jsonl', 'usage-2027-01.jsonl'];
    assert.deepEqual(readdirSync(join(home, 'usage')).sort(), names);
    assert.equal((await sound(home)).lines.length, 8);
  });

  it('starts every log at random: the same event never gives the same hash', async () => {
    const other = mkdtempSync(join(home, 'other-'));
    await open(home).append(checked);
    await open(other).append(checked);
    assert.notEqual((await sound(home)).lines[0]!.hash, (await sound(other)).lines[0]!.hash);
  });

  it('cuts off a torn last line, goes on, and leaves a note of it', async () => {
    const log = open(home);
    await log.append(checked, checked, checked);
    const file = join(log.folder, readdirSync(log.folder)[0]!);
    truncateSync(file, statSync(file).size - 30);
    assert.deepEqual((await verify(home)).torn, { file: 'usage-2026-11.jsonl', line: 3 });
    const outcome = await log.append(checked);
    assert.equal(outcome.state, 'written');
    const { lines } = await sound(home);
    assert.equal(lines.length, 3);
    assert.equal(lines[2]!.attributes['handrail.log.recovered_bytes'], outcome.recoveredBytes);
  });

  it('repairs half a line that a crash left, and a line that lacks only its line break', async () => {
    const log = open(home);
    await log.append(checked);
    const file = join(log.folder, 'usage-2026-11.jsonl');
    appendFileSync(file, '{"timeUnixNano":"17955');
    await log.append(checked);
    truncateSync(file, statSync(file).size - 1);
    await log.append(checked);
    assert.equal((await sound(home)).lines.length, 3);
  });

  it('does not heal a log whose last lines were removed: the gap stays to be seen', async () => {
    const log = open(home);
    await log.append(checked, checked, checked);
    const file = join(log.folder, 'usage-2026-11.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(0, 1).join('\n') + '\n');
    assert.equal((await verify(home)).broken?.line, 3);
    await log.append(checked);
    await log.append(checked);
    assert.deepEqual((await verify(home)).broken?.line, 2);
  });

  it('goes on after a crash between a line and the note of it', async () => {
    const log = open(home);
    await log.append(checked);
    const note = readFileSync(join(home, 'usage-head.json'));
    await log.append(checked, checked);
    writeFileSync(join(home, 'usage-head.json'), note);
    await log.append(checked);
    assert.equal((await sound(home)).lines.length, 4);
  });

  it('knows its place in a long file without reading all of it', async () => {
    const log = open(home);
    await log.append(...Array.from({ length: 1500 }, () => checked));
    await log.append(checked);
    rmSync(join(home, 'usage-head.json'));
    await log.append(checked);
    assert.equal((await sound(home)).lines.length, 1502);
    assert.equal((await log.read()).head?.line, 1502);
  });

  it('forgets everything when asked, and starts afresh', async () => {
    const log = open(home, undefined, '/home/lena/roastery');
    await log.append(checked, checked);
    await log.erase();
    assert.deepEqual(
      [readdirSync(home), readdirSync(log.folder), await log.read()],
      [['usage'], [], { files: [], head: undefined }],
    );
    await log.append(checked);
    assert.equal((await sound(home)).lines.length, 1);
  });

  it('says so when it cannot write, and never throws', async () => {
    writeFileSync(join(home, 'a-file'), '');
    const outcome = await open(join(home, 'a-file')).append(checked);
    assert.equal(outcome.state, 'failed');
    assert.match(outcome.because, /a-file/);
  });

  it('takes over the lock of a process that died', async () => {
    writeFileSync(join(home, 'usage.lock'), '4242 left behind');
    assert.equal((await impatient(home).append(checked)).state, 'written');
    assert.deepEqual(
      readdirSync(home).filter((name) => name.includes('lock')),
      [],
    );
  });

  it('keeps one chain while many processes write at once', async () => {
    const processes = 6;
    const each = 8 * runs(1);
    const program = await bundleAppender(home);
    await Promise.all(Array.from({ length: processes }, () => runNode(program, [home, String(each)])));
    assert.equal((await sound(home)).lines.length, processes * each);
  }).timeout(20_000 * runs(1));

  it('keeps a sound chain when writers are killed at any moment', async () => {
    const program = await bundleAppender(home);
    for (let round = 0; round < runs(4); round += 1) {
      await runNode(program, [home, '100000', String(shortStaleMs)], 20 + round * 37);
    }
    assert.equal((await impatient(home).append(checked)).state, 'written');
    assert.ok((await sound(home)).lines.length > 1);
  }).timeout(30_000 * runs(1));
});

function open(home: string, now = '2026-11-24T10:00:00Z', workspace?: string): UsageLog {
  return createUsageLog({ home, now: () => now, surface: 'cli', ...(workspace !== undefined && { workspace }) });
}

/** Takes a lock for abandoned soon: only where no other process is alive. */
function impatient(home: string): UsageLog {
  const patience = { timeoutMs: 5000, staleMs: shortStaleMs };
  return createUsageLog({ home, now: () => '2026-11-24T10:00:00Z', surface: 'cli', patience });
}

async function verify(home: string): Promise<Verification> {
  const { files, head } = await open(home).read();
  return verifyLog(files, head);
}

async function sound(home: string): Promise<Verification> {
  const result = await verify(home);
  assert.deepEqual([result.broken, result.torn], [undefined, undefined]);
  return result;
}

/** A program that appends argv[3] events, one by one, to the log in argv[2]: our own writer in a process of its own. */
async function bundleAppender(folder: string): Promise<string> {
  const outfile = join(folder, 'appender.mjs');
  await build({
    stdin: {
      contents: `
        import { createUsageLog } from './src/node/usage-log.ts';
        const patience = { timeoutMs: 20000, staleMs: Number(process.argv[4] ?? 20000) };
        const log = createUsageLog({ home: process.argv[2], now: () => '2026-11-24T10:00:00Z', surface: 'cli', patience });
        for (let count = 0; count < Number(process.argv[3]); count += 1) {
          const outcome = await log.append({ eventName: 'handrail.check.completed', attributes: { 'handrail.files': count } });
          if (outcome.state === 'failed') throw new Error(outcome.because);
          if (count === 0) process.stdout.write('begun');
        }`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    define: { HANDRAIL_VERSION: '"0.0.0"' },
    outfile,
    logLevel: 'silent',
  });
  return outfile;
}

/** Run a program to its end, or kill it a while after it has begun: a busy machine takes long to get there. */
function runNode(program: string, argv: readonly string[], killAfterMs?: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    let timer: NodeJS.Timeout | undefined;
    child.stdout.once('data', () => {
      if (killAfterMs !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0 || (signal === 'SIGKILL' && killAfterMs !== undefined)) resolve();
      else reject(new Error(`exit ${String(code)} ${String(signal)}: ${errors}`));
    });
  });
}
