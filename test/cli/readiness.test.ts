import assert from 'node:assert/strict';
import { createReadinessCommand } from '../../src/cli/commands/readiness.ts';
import { Refusal, formatIssue } from '../../src/core/model/errors.ts';
import { applyTextEdits } from '../../src/core/model/edit.ts';
import type { ReadinessReport } from '../../src/core/readiness/report.ts';
import { factsOf, noPolicy, today, type Workspace } from '../core/readiness/workspace.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** All files after the run. */
  readonly files: Readonly<Record<string, unknown>>;
}

/** Run the command over a workspace in memory; a refusal is exit code 2, as the command line makes it. */
async function readiness(workspace: Workspace, ...argv: readonly string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const files = { ...workspace.files };
  const textOf = (path: string): string | undefined => {
    const text = files[path];
    return typeof text === 'string' ? text : undefined;
  };
  const command = createReadinessCommand(
    async (request) => ({
      facts: await factsOf(workspace),
      policy: noPolicy,
      today: request.asOf ?? today,
      waivers: [],
      attestations: [],
      issues: [],
      assistant: undefined,
      history: [],
      headCommit: () => Promise.resolve(workspace.git === 'none' ? undefined : '0'.repeat(40)),
      changedSince: () => Promise.resolve([]),
      credentialFixes: () => Promise.resolve([]),
      untrack: () => Promise.resolve(),
      userEmail: () => Promise.resolve(workspace.git === 'none' ? undefined : 'dana@acme.example'),
      textOf: (path) => Promise.resolve(textOf(path)),
      apply: (edits) => {
        for (const edit of edits) {
          const before = files[edit.path];
          files[edit.path] =
            edit.kind === 'create' ? edit.text : applyTextEdits(typeof before === 'string' ? before : '', edit.edits);
        }
        return Promise.resolve();
      },
    }),
    (path) => Promise.resolve(textOf(path.replace('/project/', ''))),
  );
  const io = {
    cwd: '/project',
    stdout: (text: string) => {
      out += text;
    },
    stderr: (text: string) => {
      err += text;
    },
    options: { verbose: false },
  };
  try {
    return { code: await command.run(argv, io), out, err, files };
  } catch (thrown) {
    if (!Refusal.is(thrown)) throw thrown;
    return { code: 2, out, err: [thrown.message, ...thrown.issues.map(formatIssue)].join('\n'), files };
  }
}

async function reportOf(
  workspace: Workspace,
  ...argv: readonly string[]
): Promise<ReadinessReport & { readonly code: number }> {
  const { code, out } = await readiness(workspace, '--format', 'json', ...argv);
  return { ...(JSON.parse(out) as ReadinessReport), code };
}

const small: Workspace = { files: { 'a.py': 'print(1)\n', '.gitignore': 'dist\n' }, git: { ignored: [] } };
const ruling = ['--reason', 'the pilot ends soon', '--owner', 'kim', '--expires', '2026-12-20'];

describe('handrail readiness', () => {
  it('exits 0 exactly when the project is ready', async () => {
    const ready = await reportOf({ files: { 'a.py': 'print(1)\n' } });
    assert.deepEqual([ready.tier, ready.ready, ready.code], ['sandbox', true, 0]);
    const not = await reportOf(small);
    assert.deepEqual([not.level, not.ready, not.code], ['none', false, 1]);
  });

  it('takes a tier, a day and a format, and refuses what there is not', async () => {
    assert.equal((await reportOf(small, '--tier', 'internal')).tier, 'internal');
    const back = await reportOf({ files: {} }, '--as-of', '2026-01-01');
    assert.deepEqual([back.asOf, back.ready, back.code], ['2026-01-01', false, 1]);
    assert.match((await readiness(small, '--format', 'markdown')).out, /^# Readiness\n/);
    assert.match((await readiness(small)).out, /^Not ready for sandbox/);
    const page = (await readiness(small, '--format', 'html')).out;
    assert.match(page, /^<!doctype html>/);
    assert.doesNotMatch(page, /\b(?:src|href)=|url\(|@import/, 'the page loads nothing');
    for (const wrong of [
      ['--format', 'pdf'],
      ['--tier', 'live'],
      ['--as-of', 'soon'],
      ['fix'],
      ['fix', 'x'],
      ['a', 'b'],
      ['--x'],
    ]) {
      const { code, out, err } = await readiness(small, ...wrong);
      assert.deepEqual([code, out], [2, ''], wrong.join(' '));
      assert.match(err, /handrail readiness \[PATH\]/);
    }
  });

  it('speaks of one project of a monorepo, and mends in its folder', async () => {
    const shop = {
      files: {
        'api/package.json': '{"scripts": {"start": "node ."}, "dependencies": {"express": "1"}}',
        'api/server.js': "require('express')().listen(process.env.API_PORT_NUMBER);\n",
        'web/package.json': '{"scripts": {"start": "next start"}}',
      },
    };
    assert.match((await readiness(shop)).out, /\nProjects in this repository\n {2}api {2}\w[^\n]*\n {2}web {2}\w/);
    const one = await reportOf(shop, '--project', './api/');
    assert.deepEqual([Reflect.get(one, 'path'), one.projects], ['api', undefined]);
    const fixed = await readiness(shop, 'fix', 'sec-env-example', '--project', 'api');
    assert.match(String(fixed.files['api/.env.example']), /^API_PORT_NUMBER=$/m);
    const unknown = await readiness(shop, '--project', 'ap');
    assert.deepEqual([unknown.code, unknown.out], [2, '']);
    assert.match(unknown.err, /There are: api, web\./);
    assert.match((await readiness(small, '--project', 'x')).err, /This is one project\./);
    assert.equal((await readiness(shop, 'record', '--project', 'api')).code, 2);
  });

  it('gives no verdict while the project file does not read, and names the place', async () => {
    const { code, out, err } = await readiness({ files: { '.handrail/project.yaml': 'name: x\naudience: all\n' } });
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /\.handrail\/project\.yaml:2:11: error/);
  });

  it('shows a fix without writing, and writes it when asked', async () => {
    const shown = await readiness(small, 'fix', 'sec-env-gitignored', '--dry-run');
    assert.equal(shown.code, 0);
    assert.match(shown.out, /^--- a\/\.gitignore\n\+\+\+ b\/\.gitignore\n@@ -1,1 \+1,/);
    assert.deepEqual(shown.files, small.files);
    const written = await readiness(small, 'fix', 'sec-env-gitignored');
    assert.equal(written.code, 0);
    assert.match(String(written.files['.gitignore']), /^dist\n\n# handrail:begin secrets\n\.env\n/);
  });

  it('says what to do when there is no file to write', async () => {
    const { code, out } = await readiness(small, 'fix', 'review-protected-main');
    assert.equal(code, 1);
    assert.match(out, /^1\. Open the settings of the repository/m);
    assert.match(out, /attest review-protected-main/);
    assert.match(out, /--- prompt\n[\s\S]*Task: /);
  });

  it('records how it stands for the approver, and verifies that record until something is other', async () => {
    const { code, files } = await readiness(small, 'fix', 'review-launch-approval');
    assert.equal(code, 0);
    const path = Object.keys(files).find((name) => /^\.handrail\/releases\/.+\.json$/.test(name)) ?? '';
    assert.match(String(files[path.replace('.json', '.md')]), /^# Request to go live/);
    const record = String(files[path]);
    const after: Workspace = { ...small, files: { ...small.files, [path]: record } };
    const verified = await readiness(after, 'verify', path);
    assert.equal(verified.code, 1, 'a project that is not ready does not verify');
    assert.match(verified.out, /^- not ready for /m);
    const changed = { ...after, files: { ...after.files, [path]: record.replace('"percent": ', '"percent": 1') } };
    assert.match((await readiness(changed, 'verify', path)).out, /digest does not fit/);
    assert.equal((await readiness(after, 'verify', 'nowhere.json')).code, 2);
    assert.equal((await readiness({ files: { 'r.json': '{}' } }, 'verify', 'r.json')).code, 2);
  });

  it('records a waiver and an attestation of a named person', async () => {
    const waived = await readiness(small, 'waive', 'sec-env-gitignored', ...ruling);
    assert.equal(waived.code, 0, waived.err);
    assert.match(String(waived.files['.handrail/waivers.yaml']), /by: dana@acme\.example/);
    const attested = await readiness(small, 'attest', 'review-protected-main', ...ruling);
    assert.equal(attested.code, 0, attested.err);
    assert.match(String(attested.files['.handrail/attestations.yaml']), /check: review-protected-main/);
  });

  it('refuses a decision without a reason, an owner, an end or a person, and asks nothing', async () => {
    const incomplete = await readiness(small, 'attest', 'review-protected-main', '--owner', 'kim');
    assert.equal(incomplete.code, 2);
    assert.match(incomplete.err, /--reason, --expires/);
    const nobody = await readiness({ ...small, git: 'none' }, 'waive', 'own-readme', ...ruling);
    assert.equal(nobody.code, 2);
    assert.match(nobody.err, /git config user\.email/);
    const met = await readiness(small, 'waive', 'sec-no-hardcoded-secrets', ...ruling);
    assert.equal(met.code, 2);
    assert.match(met.err, /met already/);
  });
});
