// A fetched policy on a machine whose clock is wrong: ends are counted by the server, and what a policy loosens when it is past its date
// is not loosened by setting a clock.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holds } from '../../src/core/policy/exceptions.ts';
import { openWorkspace } from '../../src/node/open-workspace.ts';
import { PolicyServer } from '../support/policy-server.ts';

const policy = `apiVersion: handrail/v1
kind: Policy
metadata: {name: acme, version: 1.0.0, serial: 3, expires: 2026-12-31}
mode: enforce
trust: {onStale: {graceDays: 14, then: warn_only}}
exceptions:
  - {id: EXC-1, rule: ai-tool/unsanctioned, match: {tools: [openai]}, owner: dana, reason: Move, expires: 2026-11-30}
`;

describe('a fetched policy on a machine whose clock is wrong', () => {
  let base: string;
  let server: PolicyServer;
  const at = (...parts: readonly string[]): string => join(base, ...parts);
  const open = async (now: string, more: { readonly today?: string; readonly maxAgeMs?: number } = {}) => {
    const { policy: loaded, rulings } = await openWorkspace({
      root: at('project'),
      cwd: at('project'),
      env: { HANDRAIL_HOME: at('home'), HANDRAIL_MANAGED_DIR: at('managed'), HANDRAIL_POLICY: server.url('p.yaml') },
      today: more.today ?? now.slice(0, 10),
      now,
      mayRunGit: false,
      ...(more.maxAgeMs !== undefined && { freshness: { maxAgeMs: more.maxAgeMs } }),
    });
    const [layer] = loaded.layers;
    const exception = layer?.document.exceptions?.[0];
    return {
      state: layer?.state,
      cap: layer?.modeCap ?? 'none',
      excepted: exception !== undefined && holds(exception, rulings.now ?? rulings.today),
      said: loaded.issues
        .map(({ code }) => code)
        .filter((code) => code === 'policy/clock-off' || code === 'policy/stale'),
      today: rulings.today,
    };
  };
  const november = { state: 'active', cap: 'none', excepted: true, today: '2026-11-24' };

  beforeEach(async () => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-clock-')));
    mkdirSync(at('project'));
    server = await PolicyServer.start();
    server.serve('p.yaml', policy);
    server.date = '2026-11-24T09:00:00Z';
  });
  afterEach(async () => {
    await server.stop();
    rmSync(base, { recursive: true, force: true });
  });

  it('goes by the machine while both agree', async () => {
    assert.deepEqual(await open('2026-11-24T09:10:00Z'), { ...november, said: [] });
  });

  it('is not past its date because the machine is a year ahead', async () => {
    assert.deepEqual(await open('2027-11-24T09:00:00Z'), { ...november, said: ['policy/clock-off'] });
  });

  it('is past its date, and its exceptions are over, though the machine is behind', async () => {
    server.date = '2027-06-01T09:00:00Z';
    assert.deepEqual(await open('2026-11-24T09:00:00Z'), {
      state: 'stale',
      cap: 'warn',
      excepted: false,
      said: ['policy/stale', 'policy/clock-off'],
      today: '2027-06-01',
    });
  });

  it('hears the time from an answer that nothing changed, and from one that refuses', async () => {
    await open('2026-11-24T09:00:00Z');
    assert.deepEqual((await open('2027-11-24T09:00:00Z')).said, ['policy/clock-off']);
    assert.ok(server.seen.includes('/p.yaml 304'));
    server.serve('p.yaml', { status: 503 });
    assert.deepEqual((await open('2027-11-24T09:00:00Z')).said, ['policy/clock-off']);
  });

  it('counts what a cache on the way added to the time', async () => {
    server.serve('p.yaml', { status: 200, headers: { age: '86400' }, body: policy });
    assert.equal((await open('2026-11-25T09:00:00Z')).said.length, 0);
  });

  it('shows as past its date by the clock alone, but loosens nothing before the server has seen that day', async () => {
    await open('2026-11-24T09:00:00Z');
    server.date = undefined;
    server.serve('p.yaml', { status: 503 });
    const alone = await open('2027-06-01T09:00:00Z');
    assert.deepEqual([alone.state, alone.cap], ['stale', 'none']);
    server.date = '2027-06-01T09:00:00Z';
    const confirmed = await open('2027-06-01T09:00:00Z');
    assert.deepEqual([confirmed.state, confirmed.cap], ['stale', 'warn']);
  });

  it('does not get time back by a clock that is set back, also while nobody asks the server', async () => {
    server.date = '2026-12-05T09:00:00Z';
    await open('2026-12-05T09:00:00Z');
    const back = await open('2026-11-24T09:00:00Z', { maxAgeMs: Number.MAX_SAFE_INTEGER });
    assert.deepEqual([back.excepted, back.said, back.today], [false, ['policy/clock-off'], '2026-12-05']);
  });

  it('leaves a day that somebody asks about alone', async () => {
    const asked = await open('2026-11-24T09:00:00Z', { today: '2027-06-01' });
    assert.deepEqual([asked.state, asked.cap, asked.today], ['stale', 'warn', '2027-06-01']);
  });
});
