// The policy kept between runs: the same answer in less time, and never an answer for other bytes.

import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toolDecision } from '../../src/core/policy/decide.ts';
import { explainPolicy } from '../../src/core/policy/explain.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { openWorkspace, type OpenRequest } from '../../src/node/open-workspace.ts';
import { bundle } from '../support/bundled.ts';
import { runs } from '../support/runs.ts';

const head = 'apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: acme, version: 1.0.0, serial: 1}\n';
const company = `${head}extends: ['builtin:recommended@1', ./base.yaml]\nmode: warn\ntools: {default: ask, deny: [{id: openai, reason: No contract}]}\n`;

describe('the policy kept between runs', () => {
  let base: string;
  const at = (...parts: readonly string[]): string => join(base, ...parts);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const open = (more: Partial<OpenRequest> = {}) =>
    openWorkspace({
      root: at('project'),
      cwd: at('project'),
      env: { HANDRAIL_HOME: at('home') },
      today: '2026-11-24',
      mayRunGit: false,
      ...more,
    });
  const kept = (): string => {
    const [name = 'nothing is kept'] = readdirSync(at('home/cache')).filter((file) => file.startsWith('policy-'));
    return at('home/cache', name);
  };
  /** All that a policy answers, places included. */
  const answers = (policy: Policy): unknown => ({
    openai: toolDecision(policy, { id: 'openai' }, { path: 'a.ts', today: '2026-11-24' }),
    mistral: toolDecision(policy, { id: 'mistral' }, { path: 'a.ts', today: '2026-11-24' }),
    explained: ['mode', 'tools.openai', 'tools.default', 'data.classes.regulated'].map((path) =>
      explainPolicy(policy, path),
    ),
    whole: JSON.parse(JSON.stringify(policy)) as unknown,
  });
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-cache-')));
    write('project/ai-policy.yaml', company);
    write('project/base.yaml', `${head}tools: {ask: [{id: mistral}]}\n`);
    write('project/.handrail/policy.yaml', `${head}mode: audit\n`);
  });
  afterEach(() => {
    rmSync(base, { recursive: true, force: true });
  });

  it('answers as the one that was loaded, what did not load included', async () => {
    const first = await open();
    assert.equal(first.rejected.length, 1, 'the project tries to loosen');
    const before = statSync(kept()).mtimeMs;
    const second = await open();
    assert.equal(statSync(kept()).mtimeMs, before, 'nothing was loaded anew');
    assert.deepEqual(answers(second.policy), answers(first.policy));
    assert.deepEqual(second.rejected, first.rejected);
  });

  it('is made again when any byte is another: of a layer, of what it extends, of the day, of the groups', async () => {
    const openai = async (more: Partial<OpenRequest> = {}) =>
      toolDecision((await open(more)).policy, { id: 'openai' }, { path: 'a.ts', today: '2026-11-24' }).status;
    const mode = async (more: Partial<OpenRequest>) => (await open(more)).policy;
    assert.equal(await openai(), 'unsanctioned');
    write('project/ai-policy.yaml', company.replace('deny', 'allow'));
    assert.equal(await openai(), 'sanctioned');
    write('project/base.yaml', `${head}mcpServers: {default: deny}\n`);
    assert.equal(explained(await mode({}), 'mcpServers.default'), 'deny');
    write('project/ai-policy.yaml', company.replace('serial: 1', 'serial: 1, expires: 2026-12-01'));
    assert.equal((await mode({})).layers[0]?.state, 'active');
    assert.equal((await mode({ today: '2026-12-02' })).layers[0]?.state, 'stale');
    const env = { HANDRAIL_HOME: at('home'), HANDRAIL_GROUPS: 'pilot' };
    assert.deepEqual((await mode({ env })).groups, ['pilot']);
  });

  it('ignores what is damaged or made by something else, and writes it anew', async () => {
    await open();
    const file = kept();
    const whole = readFileSync(file, 'utf8');
    const foreign = [
      '',
      '{}',
      'null\nnull',
      whole.slice(0, whole.length / 2),
      whole.replace('"deny"', '"allow"'),
      whole.replace('handrail-policies 1', 'handrail-policies 2'),
      `${whole} `,
      '\u0000'.repeat(1000),
    ];
    for (const text of foreign) {
      writeFileSync(file, text);
      const { policy } = await open();
      assert.equal(toolDecision(policy, { id: 'openai' }, { path: 'a', today: '2026-11-24' }).status, 'unsanctioned');
      assert.equal(readFileSync(file, 'utf8'), whole);
    }
  });

  it('does without a home that cannot be written to', async () => {
    write('blocked', 'a file where a folder would be');
    const { policy } = await open({ env: { HANDRAIL_HOME: at('blocked') } });
    assert.equal(policy.name, 'acme');
  });

  it('survives being killed in the middle of a write, and two processes at once', async function () {
    this.timeout(120_000);
    const rounds = runs(12);
    const script = await bundle('test/support/open-again.ts', at('opener.cjs'));
    const start = (): ChildProcess =>
      fork(script, [at('project'), at('home')], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const started = (child: ChildProcess): Promise<unknown> =>
      new Promise((resolve, reject) => {
        child.once('message', resolve);
        child.once('exit', (code) => {
          reject(new Error(`the opener ended with ${String(code)} before it began`));
        });
      });
    for (let round = 0; round < rounds; round++) {
      const children = [start(), start()];
      await Promise.all(children.map(started));
      await new Promise((resolve) => setTimeout(resolve, 5 + ((round * 7) % 40)));
      const ended = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(ended);
      const { policy } = await open();
      assert.equal(toolDecision(policy, { id: 'openai' }, { path: 'a', today: '2026-11-24' }).status, 'unsanctioned');
      assert.deepEqual(
        (await open()).rejected.map(({ source }) => source),
        ['.handrail/policy.yaml'],
      );
    }
  });
});

function explained(policy: Policy, path: string): unknown {
  const explanation = explainPolicy(policy, path);
  return 'problem' in explanation ? explanation.problem : explanation.value;
}
