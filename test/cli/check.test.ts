// `handrail check` as a person at a terminal and a build server meet it: results, exit codes, and every kind of bad input.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findingKinds } from '../../src/core/model/finding.ts';
import { Sandbox, type Ran } from '../support/cli-run.ts';

// Fabricated, and put together here so that no scanner takes this file for a leak.
const stripeKey = ['sk', 'live', '51HxQwErTyUiOpAsDfGhJkLzXcVbNm'].join('_');
const otherKey = ['sk', 'live', '51ZzYyXxWwVvUuTtSsRrQqPpOoNnMm'].join('_');
const iban = ['DE02', '1203', '0000', '0000', '2020', '51'].join(' ');
const code = `const key = '${stripeKey}';\n`;
const ignore = ['handrail', 'ignore'].join('-');

interface Row {
  readonly ruleId: string;
  readonly path: string;
  readonly severity: string;
  readonly fingerprint: string;
  readonly suppressed?: { readonly by: string; readonly reason: string };
  readonly [name: string]: unknown;
}
interface Report {
  readonly findings: readonly Row[];
  readonly summary: {
    readonly files: number;
    readonly skipped: readonly { readonly path: string; readonly reason: string }[];
    readonly bySeverity: Readonly<Record<string, number>>;
    readonly suppressed: number;
  };
  readonly policy: Readonly<Record<string, unknown>>;
}
const reportOf = ({ stdout }: Ran): Report => JSON.parse(stdout) as Report;

describe('handrail check', () => {
  let sandbox: Sandbox;
  const project = (files: Readonly<Record<string, string | Uint8Array>>): Sandbox => (sandbox = new Sandbox(files));
  const report = async (...argv: readonly string[]): Promise<Report> =>
    reportOf(await sandbox.run(['check', '--format', 'json', '--fail-on', 'none', ...argv]));
  const skipped = async (...argv: readonly string[]): Promise<readonly string[]> =>
    (await report(...argv)).summary.skipped.map(({ path, reason }) => `${path} ${reason}`);
  afterEach(() => {
    sandbox.remove();
  });

  it('finds a key, says where and what to do, and exits 1', async () => {
    const ran = await project({ 'src/pay.ts': code }).run(['check']);
    assert.equal(ran.code, 1);
    assert.match(ran.stdout, /^src\/pay\.ts\n {2}1:14 +error +sensitive-data\/stripe-[a-z-]+/);
    assert.match(ran.stdout, /revoke/);
    assert.match(ran.stdout, /1 error in 1 file\. Policy: builtin:recommended\.\n$/);
  });

  it('never shows a key: not in any format, not on stderr, not in its cache or log', async () => {
    project({ 'a.ts': code, 'b.csv': `name,iban\nAna,${iban}\n` });
    for (const format of ['text', 'json', 'sarif']) {
      const { stdout, stderr } = await sandbox.run(['check', '--verbose', '--format', format], { env: { CI: '' } });
      const middle = stripeKey.slice(8, -4);
      assert.ok(!(stdout + stderr).includes(middle) && !(stdout + stderr).includes(iban), format);
    }
    const kept = ['cache', 'usage'].flatMap((folder) => filesIn(join(sandbox.home, folder)));
    assert.ok(kept.length >= 2, 'a cache and a log were written');
    for (const file of kept) assert.ok(!readFileSync(file, 'latin1').includes(stripeKey.slice(8, -4)), file);
  });

  it('exits 0 when nothing is found, and when everything is below the threshold', async () => {
    assert.equal((await project({ 'a.ts': 'const a = 1;\n' }).run(['check'])).code, 0);
    sandbox.write({ 'b.ts': code });
    const codes = await Promise.all(
      ['error', 'warning', 'info', 'none'].map(
        async (level) => (await sandbox.run(['check', '--fail-on', level])).code,
      ),
    );
    assert.deepEqual(codes, [1, 1, 1, 0]);
  });

  it('gives the contract of a finding in JSON, with the range of the value alone', async () => {
    project({ 'a.ts': `// 🎉\r\n${code}` });
    const { findings, policy, summary } = await report();
    const [row] = findings;
    assert.deepEqual(
      [row?.['startLine'], row?.['startColumn'], row?.['endLine'], row?.['endColumn']],
      [2, 14, 2, 14 + stripeKey.length],
    );
    assert.deepEqual([row?.['startOffset'], row?.['endOffset']], [20, 20 + stripeKey.length]);
    assert.equal(row?.['preview'], `${stripeKey.slice(0, 4)}…${stripeKey.slice(-2)}`);
    assert.match(row['fingerprint'], /^[0-9a-f]{64}$/);
    assert.ok(Array.isArray(row['fixes']) && row['fixes'].length > 0);
    assert.deepEqual([policy['serial'], policy['hash'], policy['layers']], [null, null, ['builtin']]);
    assert.deepEqual([summary.files, summary.bySeverity], [1, { error: 1, warning: 0, info: 0 }]);
  });

  it('gives the same offsets with a byte order mark and in UTF-16', async () => {
    const text = `const a = '🎉';\n${code}`;
    project({
      'plain.ts': text,
      'marked.ts': `\uFEFF${text}`,
      'wide.ts': Buffer.from(`\uFEFF${text}`, 'utf16le'),
      'latin.ts': Buffer.from(`// für\n${code}`, 'latin1'),
    });
    const { findings } = await report();
    const offsets = Object.fromEntries(findings.map((row) => [row.path, row['startOffset']]));
    const expected = text.indexOf(stripeKey);
    assert.deepEqual(offsets, { 'latin.ts': 20, 'marked.ts': expected, 'plain.ts': expected, 'wide.ts': expected });
  });

  it('looks at some paths only, from wherever it is called', async () => {
    project({ 'a/x.ts': code, 'b/y.ts': code });
    sandbox.commit();
    const paths = async (...argv: readonly string[]) => (await report(...argv)).findings.map(({ path }) => path);
    assert.deepEqual(await paths('b'), ['b/y.ts']);
    assert.deepEqual(await paths('--cwd', 'b'), ['a/x.ts', 'b/y.ts']);
    assert.deepEqual(await paths('--cwd', 'b', 'y.ts'), ['b/y.ts']);
  });

  it('narrows to kinds', async () => {
    project({ 'a.ts': code, 'package.json': '{"dependencies": {"openai": "^4.0.0"}}' });
    const kinds = async (only: string) => (await report('--only', only)).findings.map((row) => row['kind']);
    assert.deepEqual(await kinds('ai-tool'), ['ai-tool']);
    assert.deepEqual(await kinds('sensitive-data,mcp'), ['sensitive-data']);
  });

  it('finds of a kind alone what it finds of it among all', async () => {
    project({
      'a.ts': code,
      'people.csv': `name,iban\nErika Mustermann,${iban}\n`,
      'package.json': '{"dependencies": {"openai": "^4.0.0"}}',
      'ask.py': 'import anthropic\nclient = anthropic.Anthropic()\n',
      '.mcp.json': '{"mcpServers": {"files": {"command": "npx", "args": ["-y", "files-server"]}}}',
      'AGENTS.md': `Be kind.\u200b${String.fromCodePoint(0xe0041)}\n`,
    });
    const { findings } = await report();
    for (const kind of findingKinds) {
      const ofKind = findings.filter((row) => row['kind'] === kind);
      assert.deepEqual((await report('--only', kind)).findings, ofKind, kind);
    }
    const seen = new Set(findings.map((row) => row['kind']));
    assert.ok(
      ['sensitive-data', 'ai-tool', 'agent-file'].every((kind) => seen.has(kind)),
      [...seen].join(', '),
    );
  });

  it('reads one text from stdin as if it were a file here', async () => {
    project({ '.handrail/waivers.yaml': '' });
    const { findings } = reportOf(
      await sandbox.run(['check', '--stdin', '--stdin-filename', 'src/new.ts', '--format', 'json'], { stdin: code }),
    );
    assert.deepEqual(
      findings.map(({ path }) => path),
      ['src/new.ts'],
    );
  });

  describe('what people decided', () => {
    it('a comment with a reason silences its rule, is listed, and counts nowhere', async () => {
      project({ 'a.ts': code });
      const rule = (await report()).findings[0]?.ruleId ?? '';
      sandbox.write({ 'a.ts': `// ${ignore} ${rule}: test account, revoked\n${code}` });
      const ran = await sandbox.run(['check', '--format', 'json']);
      assert.deepEqual(reportOf(ran).findings[0]?.suppressed, { by: 'inline', reason: 'test account, revoked' });
      assert.deepEqual([ran.code, reportOf(ran).summary.suppressed], [0, 1]);
    });

    it('a comment without a reason silences nothing and says so', async () => {
      project({ 'a.ts': code });
      const rule = (await report()).findings[0]?.ruleId ?? '';
      sandbox.write({ 'a.ts': `// ${ignore} ${rule}:\n${code}` });
      const { findings } = await report();
      assert.deepEqual(
        findings.map(({ ruleId, severity, suppressed }) => [ruleId, severity, suppressed]),
        [
          ['policy/ineffective-suppression', 'info', undefined],
          [rule, 'error', undefined],
        ],
      );
    });

    it('a waiver holds until its last day', async () => {
      project({ 'a.ts': code });
      const rule = (await report()).findings[0]?.ruleId ?? '';
      const waiver = (expires: string): string =>
        `- {id: w1, rule: ${rule}, path: "*.ts", owner: dana, by: dana, at: 2026-11-01, reason: moving to the vault, expires: ${expires}}\n`;
      sandbox.write({ '.handrail/waivers.yaml': waiver('2026-11-24') });
      assert.deepEqual((await report()).findings[0]?.suppressed, { by: 'waiver', reason: 'w1: moving to the vault' });
      sandbox.write({ '.handrail/waivers.yaml': waiver('2026-11-23') });
      assert.equal((await report()).findings[0]?.suppressed, undefined);
    });

    it('a waiver that names a tool silences that tool alone', async () => {
      project({
        'package.json': '{"dependencies": {"openai": "^4.0.0", "cohere-ai": "^7.0.0"}}',
        '.handrail/waivers.yaml':
          '- {id: w1, rule: ai-tool/unknown, tool: cohere, path: package.json, owner: dana, by: dana, at: 2026-11-01, reason: our own package, expires: 2026-12-31}\n',
      });
      const { findings } = await report();
      assert.deepEqual(findings.map(({ toolId, suppressed }) => [toolId, suppressed?.by]).sort(), [
        ['cohere', 'waiver'],
        ['openai', undefined],
      ]);
    });

    it('the company may allow agents that ask nobody; its own "deny" is named as the reason', async () => {
      const settings = '{"permissions": {"defaultMode": "bypassPermissions"}}';
      const policyOf = (verdict: string): string =>
        `apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: acme}\nmode: warn\nagents: {autoApprove: ${verdict}}\n`;
      project({ '.claude/settings.json': settings, 'ai-policy.yaml': policyOf('deny') });
      const [denied] = (await report()).findings.filter(({ kind }) => kind === 'agent-file');
      assert.match(String(denied?.['message']), /The policy does not allow it/);
      sandbox.write({ 'ai-policy.yaml': policyOf('allow') });
      assert.deepEqual(
        (await report()).findings.filter(({ kind }) => kind === 'agent-file'),
        [],
      );
    });

    it('a baseline knows what was there, also after it moved, but not a new key in its place', async () => {
      project({ 'a.ts': code });
      assert.equal((await sandbox.run(['check', '--update-baseline'])).code, 0);
      assert.equal((await sandbox.run(['check'])).code, 0);
      sandbox.write({ 'a.ts': `\n\n${code}` });
      assert.equal((await report()).findings[0]?.suppressed?.by, 'baseline');
      sandbox.write({ 'a.ts': `const key = '${otherKey}';\n` });
      assert.equal((await sandbox.run(['check'])).code, 1);
    });

    it('a damaged baseline is said, silences nothing, and is not overwritten', async () => {
      project({ 'a.ts': code, '.handrail/baseline.json': '{"findings": [' });
      const ran = await sandbox.run(['check']);
      assert.equal(ran.code, 1);
      assert.match(ran.stderr, /baseline\.json:1:1: error: .*not JSON/);
      assert.equal((await sandbox.run(['check', '--update-baseline'])).code, 2);
      assert.equal(readFileSync(join(sandbox.root, '.handrail/baseline.json'), 'utf8'), '{"findings": [');
    });
  });

  describe('what it cannot look at', () => {
    it('names large, binary and linked files, and goes on', async () => {
      project({
        'a.ts': code,
        'big.sql': `${' '.repeat(1000)}\n`.repeat(50),
        'x.png': Buffer.from([0x89, 0x50, 0, 0, 13]),
        'y.zip': Buffer.from('PK\u0003\u0004 and more'),
        'z.tar.gz': gzipSync('text'),
      });
      symlinkSync('.', join(sandbox.root, 'loop'));
      const found = await report('--max-file-size', '5000');
      assert.deepEqual(
        found.summary.skipped.map(({ path, reason }) => `${path} ${reason}`),
        ['big.sql too-large', 'loop symlink', 'x.png binary', 'y.zip archive', 'z.tar.gz archive'],
      );
      assert.equal(found.findings.length, 1);
    });

    it('says of instructions and manifests that could not be read that nothing is known of them', async () => {
      const noText = Buffer.from([0x23, 0, 0, 13, 0xff, 0, 0, 1]);
      project({ 'AGENTS.md': noText, 'package.json': noText, 'x.png': noText });
      const { findings, summary } = await report();
      assert.deepEqual(
        findings.map(({ path, ruleId, severity }) => `${path} ${ruleId} ${severity}`),
        ['AGENTS.md agent-file/unreadable info', 'package.json ai-tool/unreadable-manifest info'],
      );
      assert.deepEqual([summary.files, summary.skipped.length], [0, 3]);
    });

    it('skips 50 MB by default', async () => {
      project({});
      writeFileSync(join(sandbox.root, 'dump.sql'), Buffer.alloc(50 * 1024 * 1024, 0x20));
      assert.deepEqual(await skipped(), ['dump.sql too-large']);
    });

    it('looks at a committed file that .gitignore names, and at everything with --no-ignore', async () => {
      project({ '.gitignore': '.env\nlogs/\n', '.env': `KEY=${stripeKey}\n` });
      sandbox.commit();
      sandbox.write({ 'logs/a.log': `${stripeKey}\n` });
      assert.deepEqual(
        (await report()).findings.map(({ path }) => path),
        ['.env'],
      );
      assert.deepEqual(await skipped(), ['.git/ ignored', 'logs/ ignored']);
      assert.deepEqual(
        (await report('--no-ignore')).findings.map(({ path }) => path),
        ['.env', 'logs/a.log'],
      );
    });
  });

  it('answers from its cache as it answered from the files, and notices what changed', async () => {
    project({ 'a.ts': code, 'b.ts': 'const a = 1;\n' });
    const first = await report();
    assert.deepEqual(await report(), first);
    for (const name of filesIn(join(sandbox.home, 'cache'))) writeFileSync(name, 'damaged');
    assert.deepEqual(await report(), first);
    sandbox.write({ 'b.ts': code });
    assert.equal((await report()).findings.length, 2);
  });

  describe('wrong use', () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['nowhere'], /nothing at nowhere/],
      [['--format', 'xml'], /one of text, json, sarif/],
      [['--fail-on', 'fatal'], /--fail-on is one of/],
      [['--only', 'secrets'], /--only is one of sensitive-data/],
      [['--jobs', '0'], /--jobs needs a whole number/],
      [['--stdin'], /go together/],
      [['--policy', 'gone.yaml'], /no policy file gone\.yaml/],
      [['--cwd', 'gone'], /--cwd names no folder/],
    ];
    for (const [argv, message] of cases) {
      it(`"check ${argv.join(' ')}" exits 2 and prints no result`, async () => {
        const ran = await project({}).run(['check', ...argv]);
        assert.deepEqual([ran.code, ran.stdout], [2, '']);
        assert.match(ran.stderr, message);
      });
    }
  });

  describe('a policy that does not load', () => {
    it('gives no verdict: exit 2, with file, line and column', async () => {
      const ran = await project({
        'a.ts': code,
        'ai-policy.yaml': 'apiVersion: handrail/v1\nkind: Policy\nmood: warn\n',
      }).run(['check']);
      assert.deepEqual([ran.code, ran.stdout], [2, '']);
      assert.match(ran.stderr, /ai-policy\.yaml:3:1: error: /);
    });

    it('names the line of broken YAML', async () => {
      const ran = await project({ 'ai-policy.yaml': 'apiVersion: handrail/v1\nkind: "Policy\n' }).run(['check']);
      assert.equal(ran.code, 2);
      assert.match(ran.stderr, /ai-policy\.yaml:\d+:\d+: error: /);
    });
  });
});

function filesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}
