// The editor and the command line agree: one corpus through both gives the same findings, also for text that is not saved.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { extensions } from 'vscode';
import type { Finding } from '../../../src/core/model/finding.ts';
import { at, closeAll, fabricatedKey, handrail, remove, replaceAll, show, write } from './window.ts';

const folder = 'host-suite-agreement';
/** Fields that both shells report of a finding. */
const compared = ['ruleId', 'kind', 'severity', 'confidence', 'path', 'message', 'preview', 'fingerprint'] as const;
const places = ['startLine', 'startColumn', 'endLine', 'endColumn', 'startOffset', 'endOffset'] as const;

type Row = Readonly<Record<string, unknown>>;

function corpus(): ReadonlyMap<string, Uint8Array> {
  const key = fabricatedKey();
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const code = `import OpenAI from 'openai';\nconst stripeKey = '${key}';\n`;
  return new Map([
    [`${folder}/lf.ts`, utf8(code)],
    [`${folder}/crlf.ts`, utf8(code.replaceAll('\n', '\r\n'))],
    [`${folder}/bom.ts`, utf8(`\uFEFF${code}`)],
    [`${folder}/emoji.ts`, utf8(`// 👩‍👩‍👧 família 🎉\nconst note = '🎉', stripeKey = '${key}';\n`)],
    [`${folder}/utf16.ts`, utf16(code)],
    [`${folder}/no-last-line-break.ts`, utf8(code.trimEnd())],
    [`${folder}/ignored.ts`, utf8(`// gitleaks:allow\nconst stripeKey = '${key}'; // gitleaks:allow\n`)],
    [`${folder}/package.json`, utf8('{ "dependencies": { "openai": "^4.0.0" } }\n')],
    [`${folder}/people.csv`, utf8('name,iban\nAna Example,DE89 3704 0044 0532 0130 00\n')],
    [`${folder}/empty.ts`, utf8('')],
  ]);
}

describe('both shells agree', () => {
  const files = corpus();

  before(async () => {
    for (const [path, bytes] of files) await write(path, bytes);
    await (await handrail()).whenScanned();
  });
  after(async () => {
    await closeAll();
    await remove(folder);
  });

  it('on files that are open in an editor', async () => {
    const cli = await check([folder]);
    assert.ok(cli.length >= 8, `the corpus has findings: ${String(cli.length)}`);
    for (const path of files.keys()) {
      await show(at(path));
      assert.deepEqual(await editorRows(path), of(cli, path), path);
    }
  });

  it('on files that nobody has open', async () => {
    await closeAll();
    const cli = await check([folder]);
    for (const path of files.keys()) assert.deepEqual(await editorRows(path), of(cli, path), path);
  });

  it('on text that is not saved', async () => {
    const path = `${folder}/lf.ts`;
    const text = `// typed just now 🎉\n\nconst other = '${fabricatedKey()}';\n`;
    await replaceAll(await show(at(path)), text);
    const cli = await check(['--stdin', '--stdin-filename', path], text);
    assert.equal(cli.length, 1);
    assert.deepEqual(await editorRows(path), cli);
  });
});

async function editorRows(path: string): Promise<readonly Row[]> {
  return (await (await handrail()).findings(at(path))).map(rowOf);
}

function rowOf(finding: Finding): Row {
  return {
    ...Object.fromEntries(compared.map((name) => [name, finding[name]])),
    ...Object.fromEntries(places.map((name) => [name, finding.region[name]])),
    suppressed: finding.suppressed ?? null,
  };
}

function of(rows: readonly Row[], path: string): readonly Row[] {
  return rows.filter((row) => row['path'] === path);
}

async function check(args: readonly string[], stdin = ''): Promise<readonly Row[]> {
  const cli = join(extensions.getExtension('handrail.handrail')?.extensionPath ?? '', 'dist/cli.cjs');
  const argv = [cli, 'check', ...args, '--format', 'json', '--fail-on', 'none', '--cwd', at('').fsPath];
  const child = spawn(process.execPath, argv, { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', CI: '1' } });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      output[stream] += chunk;
    });
  }
  child.stdin.end(stdin);
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 0, output.stderr);
  const { findings } = JSON.parse(output.stdout) as { findings: readonly Row[] };
  return findings.map((row) => ({
    ...Object.fromEntries([...compared, ...places].map((name) => [name, row[name]])),
    suppressed: row['suppressed'] ?? null,
  }));
}
