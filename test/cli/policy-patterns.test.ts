// Patterns of a policy on the command line: findings like any other, and findings against the policy where a pattern cannot be run.

import assert from 'node:assert/strict';
import { Sandbox } from '../support/cli-run.ts';

const policy = (detectors: string): string =>
  `apiVersion: handrail/v1
kind: Policy
metadata: {name: acme, version: 1.0.0, owner: it@acme.example, serial: 1}
mode: warn
data:
  classes: [{id: internal}, {id: secret, detectors: [client-number]}]
  detectors:
${detectors}
`;
const client =
  "    - {id: client-number, title: Client number, pattern: 'C-[0-9]{6}', keywords: [client], severity: high, hit: [client C-123456], miss: [client C-1]}";

interface Row {
  readonly ruleId: string;
  readonly path: string;
  readonly severity: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly preview: string;
  readonly dataClass?: string;
  readonly suppressed?: { readonly by: string };
}

describe('patterns of a policy on the command line', () => {
  let sandbox: Sandbox;
  const check = async (...argv: readonly string[]): Promise<readonly Row[]> => {
    const { stdout, stderr } = await sandbox.run(['check', '--format', 'json', '--fail-on', 'none', ...argv]);
    assert.notEqual(stdout, '', stderr);
    return (JSON.parse(stdout) as { findings: readonly Row[] }).findings;
  };
  afterEach(() => {
    sandbox.remove();
  });

  it('are findings with the severity and class of the policy, and nothing of the value', async () => {
    sandbox = new Sandbox({ 'ai-policy.yaml': policy(client), 'a.md': 'Our client C-123456 called.\n' });
    const [row, ...more] = (await check()).filter(({ path }) => path === 'a.md');
    assert.deepEqual(more, []);
    assert.deepEqual(
      [row?.ruleId, row?.severity, row?.dataClass, row?.startLine, row?.startColumn],
      ['sensitive-data/client-number', 'error', 'secret', 1, 12],
    );
    assert.ok(!JSON.stringify(row).includes('123456'));
    assert.equal((await sandbox.run(['check'])).code, 1);
  });

  it('can be silenced by a comment, and are found in every format, staged or not', async () => {
    const silence = `// ${['handrail', 'ignore'].join('-')} sensitive-data/client-number: a sample\n`;
    sandbox = new Sandbox({
      'ai-policy.yaml': policy(client),
      'a.ts': `${silence}// client C-123456\n// client C-654321\n`,
    });
    sandbox.commit();
    assert.deepEqual(
      (await check('a.ts')).map(({ suppressed }) => suppressed?.by),
      ['inline', undefined],
    );
    sandbox.write({ 'b.ts': '// client C-777777\n' });
    assert.deepEqual(
      (await check('--since', 'HEAD')).map(({ path }) => path),
      ['b.ts'],
    );
    for (const format of ['text', 'sarif', 'junit', 'github', 'markdown']) {
      const { stdout } = await sandbox.run(['check', '--format', format]);
      assert.ok(stdout.includes('sensitive-data/client-number'), format);
    }
  });

  it('are looked for again when the policy changes, whatever the cache holds', async () => {
    sandbox = new Sandbox({ 'a.md': 'client C-123456\n' });
    assert.deepEqual(await check(), []);
    sandbox.write({ 'ai-policy.yaml': policy(client) });
    assert.deepEqual(
      (await check('a.md')).map(({ ruleId }) => ruleId),
      ['sensitive-data/client-number'],
    );
  });

  it('that cannot be run are findings against their line', async () => {
    const broken = "    - {id: broken, title: Broken, pattern: '(?=x)acme'}";
    sandbox = new Sandbox({ 'ai-policy.yaml': policy(`${client}\n${broken}`), 'a.md': 'client C-123456\n' });
    const rows = await check();
    assert.deepEqual(
      rows
        .map(({ ruleId, path, startLine, severity }) => [ruleId, path, startLine, severity])
        .filter(([, path]) => path !== 'a.md'),
      [['policy/unusable-pattern', 'ai-policy.yaml', 9, 'error']],
    );
    assert.equal(rows.length, 2, 'the other pattern still runs');
  });

  it('policy validate refuses a pattern that cannot be run and a sample that does not hold; lint names it', async () => {
    const wrong = "    - {id: broken, title: Broken, pattern: 'acme-[0-9]+', hit: [acme]}";
    sandbox = new Sandbox({ 'ai-policy.yaml': policy(wrong), 'good.yaml': policy(client) });
    const validated = await sandbox.run(['policy', 'validate', 'ai-policy.yaml']);
    assert.equal(validated.code, 2);
    assert.match(validated.stderr, /ai-policy\.yaml:8:\d+: error: This sample must match/);
    const linted = await sandbox.run(['policy', 'lint', 'ai-policy.yaml']);
    assert.equal(linted.code, 1);
    assert.match(linted.stdout, /ai-policy\.yaml:8:\d+: warning: This sample must match/);
    assert.equal((await sandbox.run(['policy', 'validate', 'good.yaml'])).code, 0);
  });
});
