// The demo workspace has to hold what its story needs, and nothing that trips the tools of this repository while it lies here.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';

const files = readdirSync('media/demo', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => ({ name: entry.name, path: `${entry.parentPath.replaceAll('\\', '/')}/${entry.name}` }))
  .map(({ name, path }) => ({ name, path, text: readFileSync(path, 'utf8') }));

describe('demo workspace', () => {
  it('keeps the files that npm and git act on under another name until it is copied', () => {
    const acting = ['package.json', 'package-lock.json', '.gitignore', '.gitattributes', '.npmrc', '.env'];
    assert.deepEqual(
      files.filter(({ name }) => acting.includes(name)),
      [],
    );
    assert.ok(files.some(({ name }) => name === 'package.json.demo'));
  });

  it('leaks its two keys as placeholders, which are filled in while copying', () => {
    const placeholders = files.flatMap(({ text }) => [...text.matchAll(/\{\{HANDRAIL_DEMO_TOKEN:(\w+)\}\}/g)]);
    assert.deepEqual(placeholders.map(([, kind]) => kind).sort(), ['openai', 'stripe']);
  });

  it('has invented members: account numbers with a sound checksum, addresses and phones that cannot be anybody’s', () => {
    const rows = readFileSync('media/demo/data/members-export.csv', 'utf8').trimEnd().split('\n').slice(1);
    const cells = rows.map((row) => row.split(';'));
    const accounts = cells.map((row) => row[6] ?? '').filter((account) => account !== '');
    assert.ok(rows.length >= 10 && accounts.length >= 5);
    assert.deepEqual(
      accounts.filter((account) => !hasSoundChecksum(account)),
      [],
    );
    for (const row of cells) {
      assert.match(row[3] ?? '', /\.(?:test|example)$/, 'Source: https://www.rfc-editor.org/rfc/rfc2606');
      // Numbers kept free for films. Source: https://www.bundesnetzagentur.de/DE/Fachthemen/Telekommunikation/Nummerierung/
      assert.match(row[4] ?? '', /^\+49 40 66969 \d{3}$/);
    }
  });

  it('denies the tool that its code uses, and names another', () => {
    const policy = readFileSync('media/demo/ai-policy.yaml', 'utf8');
    assert.match(policy, /deny:\n\s+- id: openai\n\s+reason: .+\n\s+instead: azure-openai\n/);
    const code = files.map(({ text }) => text).join('\n');
    for (const sign of ['"openai": "^4', "from 'openai'", 'https://api.openai.com/'])
      assert.ok(code.includes(sign), sign);
  });
});

/** ISO 13616: the digits, with letters as 10 to 35 and the first four places last, leave 1 when divided by 97. */
function hasSoundChecksum(account: string): boolean {
  const plain = account.replaceAll(' ', '');
  const rotated = plain.slice(4) + plain.slice(0, 4);
  const digits = rotated.replace(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)));
  return BigInt(digits) % 97n === 1n;
}
