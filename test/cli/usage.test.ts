import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usageCommand } from '../../src/cli/commands/usage.ts';
import { createUsageLog, loggingFor } from '../../src/node/usage-log.ts';

describe('handrail usage', () => {
  let home: string;
  let month: string;
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'handrail-usage-cli-'));
    month = join(home, 'usage', 'usage-2026-11.jsonl');
    const log = createUsageLog({
      home,
      now: () => '2026-11-24T09:30:00Z',
      surface: 'cli',
      workspace: '/home/lena/shop',
    });
    await log.append(
      { eventName: 'handrail.check.completed', attributes: { 'handrail.files': 12, 'handrail.findings.error': 1 } },
      { eventName: 'handrail.policy.decision', attributes: { 'handrail.rule.id': 'sensitive-data/iban' } },
      { eventName: 'handrail.check.completed', attributes: { 'handrail.files': 12, 'handrail.findings.error': 0 } },
    );
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it('status says where the log is and what it holds', async () => {
    const { code, stdout } = await usage('status');
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`Your usage log: ${join(home, 'usage')}\n`));
    assert.match(stdout, /It holds 3 events of 1 day, 2026-11-24 to 2026-11-24 \(1 file, 2 KB\)/);
    assert.match(stdout, /2 {2}A check ran, last on 2026-11-24/);
    assert.match(stdout, /Nothing of it is sent anywhere/);
  });

  it('status as JSON names the folder', async () => {
    const status = JSON.parse((await usage('status', '--format', 'json')).stdout) as Record<string, unknown>;
    assert.equal(status['folder'], join(home, 'usage'));
    assert.equal(status['events'], 3);
    assert.deepEqual(status['logging'], { on: true });
    assert.deepEqual(status['chain'], { whole: true });
    assert.deepEqual(status['sentTo'], []);
  });

  it('status of an empty home is no error and writes nothing', async () => {
    rmSync(home, { recursive: true });
    const { code, stdout } = await usage('status');
    assert.equal(code, 0);
    assert.match(stdout, /It holds nothing yet/);
    assert.throws(() => readdirSync(home));
  });

  it('show prints every event in plain words, or one month of them', async () => {
    const { stdout } = await usage('show');
    assert.equal(stdout.split('\n')[0], '2026-11-24T09:30:00Z  A check ran  files=12 findings.error=1');
    assert.match(stdout, /A rule spoke {2}rule\.id=sensitive-data\/iban/);
    assert.match((await usage('show', '--month', '2026-10')).stdout, /Nothing was logged in 2026-10/);
  });

  it('show as JSON gives the lines as they are stored', async () => {
    const shown = JSON.parse((await usage('show', '--format', 'json')).stdout) as { events: object[] };
    const stored = readFileSync(month, 'utf8').trimEnd().split('\n');
    assert.deepEqual(
      shown.events,
      stored.map((line) => JSON.parse(line) as object),
    );
    assert.deepEqual(Object.keys(shown.events[0]!), ['timeUnixNano', 'eventName', 'resource', 'attributes', 'hash']);
  });

  it('verify is content with a whole log', async () => {
    const { code, stdout } = await usage('verify');
    assert.equal(code, 0);
    assert.equal(stdout, 'The log is whole: 3 lines in 1 file hold together.\n');
  });

  it('verify names FILE:LINE of the first broken link and exits 1', async () => {
    const text = readFileSync(month, 'utf8');
    writeFileSync(month, text.replace('sensitive-data/iban', 'sensitive-data/name'));
    const { code, stdout } = await usage('verify');
    assert.equal(code, 1);
    assert.ok(stdout.startsWith(`${month}:2: `), stdout);
    const json = await usage('verify', '--format', 'json');
    assert.equal(json.code, 1);
    const { whole, broken } = JSON.parse(json.stdout) as { whole: boolean; broken: { file: string; line: number } };
    assert.deepEqual([whole, broken.file, broken.line], [false, month, 2]);
    assert.ok((await usage('status')).stdout.includes(`${month}:2: `));
  });

  it('verify reports a torn last line and exits 0', async () => {
    appendFileSync(month, '{"timeUnixNano":"1795');
    const { code, stdout } = await usage('verify');
    assert.equal(code, 0);
    assert.ok(stdout.includes(`${month}:4: The last line was not written to its end`), stdout);
  });

  it('verify says when lines cut off at the end would not show', async () => {
    rmSync(join(home, 'usage-head.json'));
    const { code, stdout } = await usage('verify');
    assert.equal(code, 0);
    assert.match(stdout, /usage-head\.json\) is missing/);
  });

  for (const argv of [
    [],
    ['purge'],
    ['verify', 'more'],
    ['show', '--month', '2026'],
    ['status', '--format', 'xml'],
    ['show', '--all'],
  ]) {
    it(`refuses "usage ${argv.join(' ')}" as wrong use`, async () => {
      await assert.rejects(usage(...argv), (thrown: Error & { code?: string }) => {
        assert.equal(thrown.name, 'Refusal');
        assert.equal(thrown.code, 'usage');
        return true;
      });
    });
  }

  it('logs unless CI is set', () => {
    assert.equal(loggingFor({}).on, true);
    assert.equal(loggingFor({ CI: '' }).on, true);
    assert.equal(loggingFor({ CI: 'false' }).on, true);
    assert.equal(loggingFor({ CI: 'true' }).on, false);
    assert.equal(loggingFor({ CI: '1' }).on, false);
  });

  async function usage(...argv: string[]): Promise<{ code: number; stdout: string }> {
    let stdout = '';
    const code = await usageCommand.run(argv, {
      stdout: (text) => (stdout += text),
      stderr: () => undefined,
      env: { HANDRAIL_HOME: home },
      cwd: home,
      isTerminal: false,
      stdin: () => Promise.resolve(new Uint8Array()),
      now: () => '2026-11-24T10:00:00Z',
      options: { color: false, quiet: false, verbose: false },
    });
    return { code, stdout };
  }
});
