// Policies that are broken, hostile or odd, as the command line meets them: no verdict and exit code 2, the reason with file and line, and
// an event in the log. What is odd and sound loads. The same texts in every layer are tried in core/policy/bad-in-every-layer.test.ts; runs
// that are killed while they write, and several at once, in node/policy-cache.test.ts and node/policy-turn.test.ts.

import assert from 'node:assert/strict';
import { lchownSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allFields, shapeAt } from '../../src/core/policy/schema-walk.ts';
import { badPolicies, head } from '../support/bad-policies.ts';
import { Sandbox, type Ran } from '../support/cli-run.ts';

describe('a bad policy', () => {
  let sandbox: Sandbox;
  const files = (policy: string | Uint8Array): Readonly<Record<string, string | Uint8Array>> => ({
    'ai-policy.yaml': policy,
    'a.ts': "import 'openai';\n",
  });
  const check = (env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
    sandbox.run(['check', '--jobs', '1'], { env: { CI: '', ...env } });
  /** Reasons of the rejections in the log. */
  const logged = (): readonly string[] =>
    readdirSync(sandbox.home, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.jsonl'))
      .flatMap((file) => readFileSync(join(sandbox.home, file), 'utf8').split('\n'))
      .filter((line) => line.includes('handrail.policy.rejected'))
      .map(
        (line) =>
          (JSON.parse(line) as { attributes: Record<string, string> }).attributes['handrail.reject.reason'] ?? '',
      );
  afterEach(() => {
    sandbox.remove();
  });

  for (const [what, text, place, code] of badPolicies) {
    it(`with ${what} gives no verdict, and says where and why`, async () => {
      sandbox = new Sandbox(files(text));
      const { code: exit, stdout, stderr } = await check();
      assert.deepEqual([exit, stdout], [2, ''], stderr);
      assert.match(stderr, new RegExp(`^ai-policy\\.yaml:${place}.*: error: .*\\[${code}`, 'm'));
      assert.ok(stderr.length < 20_000, `${String(stderr.length)} characters are too many to read`);
      assert.deepEqual(
        logged().map((reason) => reason.startsWith(code)),
        [true],
      );
      assert.equal((Object.prototype as { mode?: unknown }).mode, undefined);
    });
  }

  it('with a key that a section does not know is refused in every section, at its line', async () => {
    const sections = [[], ...allFields().map(({ path }) => path), ['production', 'checks', 'sec-rate-limit']].filter(
      // Keys of a record are anything.
      (path) => shapeAt(path) === 'object' && !path.includes('<key>') && path.join('.') !== 'production.checks',
    );
    assert.ok(sections.length > 25, `${String(sections.length)} sections`);
    sandbox = new Sandbox({});
    for (const path of sections) {
      sandbox.write({ 'ai-policy.yaml': `${head}${nested(path)}` });
      const { code, stderr } = await check({ CI: '1' });
      assert.equal(code, 2, path.join('.'));
      const line = 3 + path.filter((step) => step !== '*').length;
      assert.match(
        stderr,
        new RegExp(`ai-policy\\.yaml:${String(line)}:\\d+: error: "surprise" is not a key`),
        path.join('.'),
      );
    }
  });

  it('that cannot be read is refused', async () => {
    sandbox = new Sandbox({ 'a.ts': '' });
    mkdirSync(join(sandbox.root, 'ai-policy.yaml'));
    const folder = await check();
    assert.equal(folder.code, 2);
    assert.match(folder.stderr, /ai-policy\.yaml:1:1: error: ai-policy\.yaml is there but cannot be read/);
    sandbox.remove();
    sandbox = new Sandbox({ 'a.ts': '' });
    symlinkSync('ai-policy.yaml', join(sandbox.root, 'ai-policy.yaml'));
    const loop = await check();
    assert.deepEqual([loop.code, logged()], [2, ['policy/unreadable']]);
    sandbox.remove();
    sandbox = new Sandbox(files(Uint8Array.of(0, 1, 2, 3)));
    assert.match((await check()).stderr, /is no text file/);
  });

  it('that one names is refused alike', async () => {
    sandbox = new Sandbox({ 'mine.yaml': `${head}mode: maybe\n` });
    const { code, stdout, stderr } = await sandbox.run(['check', '--policy', 'mine.yaml'], { env: { CI: '' } });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^mine\.yaml:3:7: error: "mode" cannot be "maybe"/m);
    assert.equal((await sandbox.run(['check', '--policy', 'gone.yaml'])).code, 2);
  });

  it('of a project that tries to loosen is refused with both lines', async () => {
    sandbox = new Sandbox({
      'ai-policy.yaml': `${head}mode: enforce\ntools: {deny: [{id: openai}]}\n`,
      '.handrail/policy.yaml': `${head}mode: warn\ntools: {allow: [{id: openai}]}\n`,
    });
    const { code, stderr } = await check();
    assert.equal(code, 2);
    assert.match(stderr, /^\.handrail\/policy\.yaml:3:7: error: .*\(ai-policy\.yaml:3: /m);
    assert.match(stderr, /^\.handrail\/policy\.yaml:4:22: error: .*\(ai-policy\.yaml:4: /m);
    assert.deepEqual(logged(), ['policy/loosening']);
  });

  it('with many mistakes names them all, in the order of the text', async () => {
    sandbox = new Sandbox(files(`${head}mode: maybe\nfoo: 1\ntools: {default: no, bar: 2}\n`));
    const { stderr } = await check();
    const lines = [...stderr.matchAll(/^ai-policy\.yaml:(\d+):/gm)].map(([, line]) => line);
    assert.deepEqual(lines, ['3', '4', '5', '5']);
  });
});

describe('an odd policy that is sound', () => {
  let sandbox: Sandbox;
  afterEach(() => {
    sandbox.remove();
  });
  const denied = `${head}tools:\n  deny:\n    - id: openai\n`;
  const utf16 = Buffer.from(`\ufeff${denied}`, 'utf16le');
  const texts: readonly (readonly [string, string | Uint8Array])[] = [
    ['a byte order mark', `\ufeff${denied}`],
    ['Windows line ends', denied.replaceAll('\n', '\r\n')],
    ['UTF-16', utf16],
    ['no end of line at the end', denied.trimEnd()],
    ['a document start', `---\n${denied}`],
    ['names for parts of it', `${head}tools:\n  deny:\n    - &one {id: openai}\n    - *one\n`],
    ['numbers where texts are meant', `${denied}metadata: {version: 1.10, name: 7}\n`],
    ['keys of a newer version that asks for it', `${denied}metadata: {minClientVersion: 99.0.0}\nquantum: {x: 1}\n`],
  ];
  for (const [what, text] of texts) {
    it(`loads with ${what}, and denies what it denies`, async () => {
      sandbox = new Sandbox({ 'ai-policy.yaml': text, 'a.ts': "import 'openai';\n" });
      const { code, stdout, stderr } = await sandbox.run(['policy', 'explain', 'tools.openai', '--format', 'json']);
      assert.equal(code, 0, stderr);
      assert.equal((JSON.parse(stdout) as { value: unknown }).value, 'deny');
    });
  }

  it('means off where it says off, and stays a text where YAML 1.1 saw a date or a number', async () => {
    sandbox = new Sandbox({ 'ai-policy.yaml': `${head}mode: off\nmetadata: {version: 3.20, issued: 2026-11-22}\n` });
    const shown = await sandbox.run(['policy', 'show', '--format', 'json']);
    const { layers, effective } = JSON.parse(shown.stdout) as {
      layers: readonly { version: string; issued: string }[];
      effective: { mode: string };
    };
    assert.deepEqual([effective.mode, layers[0]?.version, layers[0]?.issued], ['off', '3.20', '2026-11-22']);
  });

  it('of a newer version says that it is partially understood', async () => {
    const text = `${denied}metadata: {minClientVersion: 99.0.0}\nquantum: {x: 1}\n`;
    sandbox = new Sandbox({ 'ai-policy.yaml': text });
    const { code, stdout, stderr } = await sandbox.run(['policy', 'status', '--format', 'json']);
    assert.equal(code, 0);
    assert.equal(
      (JSON.parse(stdout) as { layers: readonly { partiallyUnderstood?: true }[] }).layers[0]?.partiallyUnderstood,
      true,
    );
    assert.match(stderr, /ai-policy\.yaml:6:30: warning: .*partially understood/);
    assert.match(stderr, /ai-policy\.yaml:7:1: warning: "quantum" is not a key/);
  });

  it('with an expression that can take for ever is done in no time, and the expression is named', async () => {
    const pattern = `data:\n  detectors:\n    - {id: slow, title: Slow, pattern: '(a+)+$'}\n`;
    sandbox = new Sandbox({ 'ai-policy.yaml': head + pattern, 'a.txt': `${'a'.repeat(40_000)}!\n` });
    const start = performance.now();
    const { stdout } = await sandbox.run(['check', '--jobs', '1']);
    assert.match(stdout, /ai-policy\.yaml\n +5:\d+ +error +policy\/unusable-pattern/);
    assert.ok(performance.now() - start < 5_000);
  });
});

describe('a managed policy', () => {
  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  let sandbox: Sandbox;
  const shown = async (): Promise<{
    readonly code: number;
    readonly layers: readonly string[];
    readonly stderr: string;
  }> => {
    const env = { HANDRAIL_MANAGED_DIR: join(sandbox.root, '../managed'), CI: '' };
    const { code, stdout, stderr } = await sandbox.run(['policy', 'show', '--format', 'json'], { env });
    const { layers } = JSON.parse(stdout) as { layers: readonly { layer: string; state: string; name: string }[] };
    return { code, stderr, layers: layers.map(({ layer, name, state }) => `${layer} ${name} ${state}`) };
  };
  const manage = (name: string, text: string): void => {
    mkdirSync(join(sandbox.root, '../managed/policy.d'), { recursive: true });
    writeFileSync(join(sandbox.root, '../managed', name), text);
  };
  const named = (name: string, more = ''): string => `${head}metadata: {name: ${name}}\n${more}`;
  beforeEach(() => {
    sandbox = new Sandbox({});
  });
  afterEach(() => {
    sandbox.remove();
  });

  asRoot('that is a link of the user is the user’s own', async () => {
    manage('real.yaml', named('linked'));
    const link = join(sandbox.root, '../managed/policy.yaml');
    symlinkSync('real.yaml', link);
    assert.deepEqual((await shown()).layers, ['managed linked active']);
    lchownSync(link, 1000, 1000);
    assert.deepEqual((await shown()).layers, ['builtin builtin:recommended active', 'user linked active']);
  });

  asRoot('is followed by its drop-ins in the order of their names, each of which can only tighten', async () => {
    manage('policy.yaml', named('base', 'mode: warn\n'));
    manage('policy.d/20-late.yaml', named('late', 'mode: audit\n'));
    manage('policy.d/10-early.yaml', named('early', 'mode: enforce\n'));
    manage('policy.d/notes.txt', 'not a policy');
    const { code, layers, stderr } = await shown();
    assert.equal(code, 2);
    assert.deepEqual(layers.toSorted(), ['managed base active', 'managed early active', 'managed null rejected']);
    assert.match(stderr, /20-late\.yaml:4:7: error: mode cannot be audit here/);
  });

  asRoot('that is damaged holds as it was, with a warning, and show and status exit with 2', async () => {
    manage('policy.yaml', named('good', 'tools: {deny: [{id: openai}]}\n'));
    assert.equal((await shown()).code, 0);
    manage('policy.yaml', 'tools: [');
    const held = await shown();
    assert.deepEqual([held.code, held.layers], [2, ['managed good last-known-good']]);
    sandbox.write({ 'a.ts': "import 'openai';\n" });
    const env = { HANDRAIL_MANAGED_DIR: join(sandbox.root, '../managed'), CI: '1' };
    const { code, stderr } = await sandbox.run(['check', '--jobs', '1'], { env });
    assert.equal(code, 1, 'the command exits by its findings');
    assert.match(stderr, /its last good version holds/);
    assert.equal((await sandbox.run(['policy', 'status'], { env })).code, 2);
  });

  asRoot('that is expected and absent makes every command exit with 2', async () => {
    mkdirSync(join(sandbox.root, '../managed'));
    const { code, stderr } = await shown();
    assert.equal(code, 2);
    assert.match(stderr, /A managed policy belongs in .*managed/);
    const env = { HANDRAIL_MANAGED_DIR: join(sandbox.root, '../managed') };
    for (const argv of [['check', '--jobs', '1'], ['inventory'], ['policy', 'status']]) {
      const ran = await sandbox.run(argv, { env });
      assert.equal(ran.code, 2, argv.join(' '));
      assert.match(ran.stderr, /A managed policy belongs in .*managed/);
    }
  });
});

/** A text that has one unknown key at a path; `*` is the first entry of a list. Each key stands on its own line. */
function nested(path: readonly string[]): string {
  let text = '';
  let indent = 0;
  let dash = '';
  for (const step of path) {
    if (step === '*') {
      dash = '- ';
      continue;
    }
    text += `${' '.repeat(indent)}${dash}${step}:\n`;
    indent += 2 + dash.length;
    dash = '';
  }
  return `${text}${' '.repeat(indent)}${dash}surprise: 1\n`;
}
