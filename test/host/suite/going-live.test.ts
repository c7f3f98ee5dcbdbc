// The way to production in a real editor: a person confirms what files cannot tell, the policy says how to ship, and the record that
// the approver reads is what the command line verifies.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { commands, extensions, FileType, window, workspace } from 'vscode';
import { at, closeAll, handrail, remove, until, write } from './window.ts';

const rulings = '.handrail/attestations.yaml';
const releases = '.handrail/releases';
const confirmed = 'sec-https-enforced';

function git(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: at('').fsPath, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

function commandLine(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const cli = join(extensions.getExtension('handrail.handrail')?.extensionPath ?? '', 'dist/cli.cjs');
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', CI: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: at('').fsPath,
    encoding: 'utf8',
    env,
  });
  return { status, said: stdout + stderr };
}

async function text(path: string): Promise<string> {
  const bytes = await workspace.fs.readFile(at(path)).then(
    (read) => read,
    () => new Uint8Array(),
  );
  return new TextDecoder().decode(bytes);
}

async function records(): Promise<readonly string[]> {
  const entries = await workspace.fs.readDirectory(at(releases)).then(
    (read) => read,
    () => [],
  );
  return entries.filter(([, type]) => type === FileType.File).map(([name]) => name);
}

describe('going live', () => {
  before(async () => {
    await (await handrail()).whenScanned();
    await write('.handrail/project.yaml', 'name: shop\naudience: me\n');
    await write('.gitignore', '.env\n');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'A shop');
  });
  after(async () => {
    await closeAll();
    for (const terminal of window.terminals) if (terminal.name.startsWith('Ship to ')) terminal.dispose();
    await remove('.handrail');
    await remove('.gitignore');
  });

  it('writes down what a person confirms with one choice, and takes it back', async () => {
    const folder = workspace.workspaceFolders?.[0]?.uri.toString();
    void commands.executeCommand('handrail.attestCheck', folder, confirmed, '');
    await until('the confirmation', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return (await text(rulings)).includes(confirmed);
    });
    const written = await text(rulings);
    assert.match(written, /by: nora@acme\.example/);
    assert.match(written, /expires: ["']?\d{4}-\d{2}-\d{2}/);
    const report = commandLine('readiness', '--format', 'json').said;
    assert.match(report, /"id": ?"sec-https-enforced"[\s\S]{0,900}?"state": ?"attested"/);
    await until('no confirmation', async () => {
      await commands.executeCommand('handrail.withdrawAttestation', folder, confirmed, '');
      return !(await text(rulings)).includes(confirmed);
    });
  });

  it('writes the record that the command line verifies, in words and for machines', async () => {
    await remove(rulings);
    git('add', '--all');
    await until('a record', async () => {
      if ((await records()).length > 0) return true;
      await commands.executeCommand('handrail.requestGoLive');
      return false;
    });
    await until('both files', async () => (await records()).length >= 2, records);
    const names = await records();
    const page = names.find((name) => name.endsWith('.md'));
    const record = names.find((name) => name.endsWith('.json'));
    assert.ok(page !== undefined && record !== undefined, names.join());
    assert.match(await text(`${releases}/${page}`), /nora@acme\.example/);
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Ask to go live');
    const verdict = commandLine('readiness', 'verify', `${releases}/${record}`);
    assert.equal(verdict.status, 0, verdict.said);
    assert.match(verdict.said, /^Verified: shop/m);
  });
});
