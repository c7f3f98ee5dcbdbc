// `handrail readiness` on real repositories on disk: exit codes, fixes that are written, and decisions that then hold.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadinessReport } from '../../src/core/readiness/report.ts';
import { Sandbox, type Ran } from '../support/cli-run.ts';

const sandboxes: Sandbox[] = [];

/** A repository on disk with these files, all tracked. */
function repository(files: Readonly<Record<string, string>>): Sandbox {
  const sandbox = new Sandbox(files);
  sandboxes.push(sandbox);
  sandbox.commit();
  return sandbox;
}

const anyCommit = ['commit', '--quiet', '--allow-empty', '--message', 'more'] as const;

function readiness(sandbox: Sandbox, ...args: readonly string[]): Promise<Ran> {
  return sandbox.run(['readiness', ...args]);
}

async function reportOf(
  sandbox: Sandbox,
  ...args: readonly string[]
): Promise<ReadinessReport & { readonly code: number }> {
  const { code, stdout } = await readiness(sandbox, '--format', 'json', ...args);
  return { ...(JSON.parse(stdout) as ReadinessReport), code };
}

const read = ({ root }: Sandbox, path: string): string => readFileSync(join(root, path), 'utf8');

describe('handrail readiness', () => {
  after(() => {
    for (const sandbox of sandboxes) sandbox.remove();
  });

  it('exits 0 exactly when the project is ready', async () => {
    const ready = await reportOf(repository({ '.gitignore': '.env\n', 'a.py': 'print(1)\n' }));
    assert.deepEqual([ready.tier, ready.ready, ready.code], ['sandbox', true, 0]);
    const not = await reportOf(repository({ 'a.py': 'print(1)\n' }));
    assert.deepEqual([not.level, not.ready, not.code], ['none', false, 1]);
  });

  it('tells a new rule from a step back, by what it kept of the day before', async () => {
    const sandbox = repository({ 'a.py': 'print(1)\n' });
    const first = await reportOf(sandbox);
    assert.equal(first.changes, undefined);
    const name = readdirSync(sandbox.home, { recursive: true })
      .map(String)
      .find((each) => /readiness-history/.test(each));
    assert.ok(name);
    const file = join(sandbox.home, name);
    const history = JSON.parse(readFileSync(file, 'utf8')) as { day: string; checks: { id: string }[] }[];
    const yesterday = {
      ...history[0]!,
      day: '2020-01-01',
      checks: history[0]!.checks.filter(({ id }) => id !== 'test-exists'),
    };
    writeFileSync(file, JSON.stringify([yesterday]));
    assert.deepEqual((await reportOf(sandbox)).changes, [{ id: 'test-exists', after: 'fail', cause: 'new-rule' }]);
    assert.match((await readiness(sandbox)).stdout, /\[test-exists\][^\n]*\(new rule\)/);
  });

  it('says what a clone of the newest commit alone cannot tell, instead of failing it', async () => {
    const origin = repository({ '.gitignore': '.env\n', 'a.py': 'print(1)\n' });
    for (const name of ['Kim', 'Dana', 'Kim']) {
      origin.git('-c', `user.name=${name}`, '-c', `user.email=${name}@acme.example`, ...anyCommit);
    }
    const whole = new Map((await reportOf(origin)).checks.map(({ id, state }) => [id, state]));
    const shallow = new Sandbox();
    sandboxes.push(shallow);
    shallow.git('clone', '--quiet', '--depth', '1', `file://${origin.root}`, '.');
    const report = await reportOf(shallow);
    assert.equal(report.code, 0);
    const check = report.checks.find(({ id }) => id === 'own-backup-person');
    assert.deepEqual([whole.get('own-backup-person'), check?.state], ['pass', 'unknown']);
    assert.match(check?.because ?? '', /older commits are not on this machine/);
    const worse = report.checks.filter(({ id, state }) => state === 'fail' && whole.get(id) !== 'fail');
    assert.deepEqual(worse, []);
  });

  it('judges a repository by its own files: what a submodule keeps in git is the affair of that repository', async () => {
    const other = repository({ '.env': 'KEY=value\n', 'lib.py': 'print(1)\n' });
    const sandbox = repository({ '.gitignore': '.env\n', 'a.py': 'print(1)\n' });
    sandbox.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      `file://${other.root}`,
      'modules/other',
    );
    sandbox.git(...anyCommit);
    const report = await reportOf(sandbox);
    assert.equal(report.code, 0, JSON.stringify(report.next));
    assert.equal(report.checks.find(({ id }) => id === 'sec-env-file-not-committed')?.state, 'pass');
    // Named in the list of modules, and not fetched.
    sandbox.git('submodule', '--quiet', 'deinit', '--force', 'modules/other');
    assert.equal((await reportOf(sandbox)).code, 0);
  });

  it('sees a key that stands in the code', async () => {
    const key = ['AKIA', 'Q3EGRI5CTLZ7XWBM'].join('');
    const root = repository({ '.gitignore': '.env\n', 'pay.py': `key = "${key}"\n` });
    const report = await reportOf(root);
    const check = report.checks.find(({ id }) => id === 'sec-no-hardcoded-secrets');
    assert.deepEqual([check?.state, check?.evidence[0]?.path, check?.evidence[0]?.line], ['fail', 'pay.py', 1]);
    assert.ok(!JSON.stringify(report).includes(key));
  });

  it('stays below a strong sign of production once somebody says why, by the command that it names', async () => {
    const root = repository({
      '.gitignore': '.env\n',
      '.handrail/project.yaml': 'name: shop\naudience: me\n',
      'fly.toml': 'app = "shop"\n[http_service]\ninternal_port = 80\n[env]\nAPP_ENV = "production"\n',
      CNAME: 'shop.acme.example\n',
      'src/pay.js': `const key = process.env.STRIPE_LIVE_KEY;\nstripe('${['pk', 'live', 'a1B2c3D4e5F6g7H8'].join('_')}');\n`,
    });
    const told = await readiness(root);
    assert.match(told.stdout, /handrail readiness attest production-boundary/);
    const attest = ['attest', 'production-boundary', '--owner', 'dana@acme.example', '--expires', '2027-02-01'];
    const { code, stderr } = await readiness(root, ...attest, '--reason', 'A rehearsal with invented data');
    assert.equal(code, 0, stderr);
    assert.doesNotMatch((await readiness(root)).stdout, /handrail readiness attest production-boundary/);
    assert.equal((await readiness(root, 'waive', ...attest.slice(1), '--reason', 'Not the way')).code, 2);
  });

  it('takes a tier, a day and a format, and refuses what there is not', async () => {
    const root = repository({ '.gitignore': '.env\n' });
    assert.equal((await reportOf(root, '--tier', 'internal')).tier, 'internal');
    const back = await reportOf(root, '--as-of', '2026-01-01');
    assert.deepEqual([back.asOf, back.ready, back.code], ['2026-01-01', false, 1]);
    assert.match((await readiness(root, '--format', 'markdown')).stdout, /^# Readiness\n/);
    for (const wrong of [
      ['--format', 'pdf'],
      ['--tier', 'live'],
      ['--as-of', 'soon'],
      ['fix'],
      ['fix', 'nope'],
      ['a', 'b'],
    ]) {
      const { code, stdout: out, stderr: err } = await readiness(root, ...wrong);
      assert.deepEqual([code, out], [2, ''], wrong.join(' '));
      assert.match(err, /readiness/);
    }
  });

  it('gives no verdict while the project file does not read, and names the place', async () => {
    const {
      code,
      stdout: out,
      stderr: err,
    } = await readiness(repository({ '.handrail/project.yaml': 'name: x\naudience: all\n' }));
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /\.handrail\/project\.yaml:2:11/);
  });

  it('shows a fix, writes it, and has nothing more to write', async () => {
    const root = repository({ 'a.py': 'print(1)\n', '.gitignore': 'dist\n' });
    const shown = await readiness(root, 'fix', 'sec-env-gitignored', '--dry-run');
    assert.equal(shown.code, 0);
    assert.match(shown.stdout, /^--- a\/\.gitignore\n\+\+\+ b\/\.gitignore\n/);
    assert.equal(read(root, '.gitignore'), 'dist\n');
    assert.equal((await readiness(root, 'fix', 'sec-env-gitignored')).code, 0);
    assert.ok(read(root, '.gitignore').startsWith('dist\n\n# handrail:begin secrets\n.env\n'));
    const state = (await reportOf(root)).checks.find(({ id }) => id === 'sec-env-gitignored')?.state;
    assert.equal(state, 'pass');
    const before = read(root, '.gitignore');
    assert.equal((await readiness(root, 'fix', 'sec-env-gitignored')).code, 0);
    assert.equal(read(root, '.gitignore'), before);
  });

  it('says what to do when there is no file to write', async () => {
    const { code, stdout: out } = await readiness(repository({}), 'fix', 'review-protected-main');
    assert.equal(code, 1);
    assert.match(out, /attest review-protected-main/);
  });

  it('records a waiver of a named person, which then holds', async () => {
    const root = repository({ 'a.py': 'print(1)\n' });
    const day = '2026-12-14';
    const args = ['waive', 'sec-env-gitignored', '--reason', 'the pilot ends soon', '--owner', 'kim', '--expires', day];
    const waived = await readiness(root, ...args);
    assert.equal(waived.code, 0, waived.stderr);
    assert.match(read(root, '.handrail/waivers.yaml'), /by: dana@acme\.example/);
    const report = await reportOf(root);
    const check = report.checks.find(({ id }) => id === 'sec-env-gitignored');
    assert.deepEqual([check?.state, report.ready], ['waived', true]);
    assert.match(check?.because ?? '', /the pilot ends soon/);
  });

  it('records an attestation, and refuses one without a reason, an owner or an end', async () => {
    const root = repository({ 'a.py': 'print(1)\n' });
    const day = '2026-12-14';
    const refused = await readiness(root, 'attest', 'review-protected-main', '--owner', 'kim');
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /--reason, --expires/);
    assert.ok(!existsSync(join(root.root, '.handrail/attestations.yaml')));
    const args = ['--reason', 'seen in the settings', '--owner', 'kim', '--expires', day];
    assert.equal((await readiness(root, 'attest', 'review-protected-main', ...args)).code, 0);
    const state = (await reportOf(root)).checks.find(({ id }) => id === 'review-protected-main')?.state;
    assert.equal(state, 'attested');
  });

  it('looks at the folder it is given', async () => {
    const root = repository({ '.gitignore': '.env\n' });
    const elsewhere = repository({});
    assert.equal((await reportOf(elsewhere, root.root)).ready, true);
  });
});
