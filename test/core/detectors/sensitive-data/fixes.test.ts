// Ways out of a finding, carried out: the result parses, and runs where the language is on this machine; what stands there afterwards is
// no finding any more, and the value is nowhere else.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type * as TreeSitter from '@vscode/tree-sitter-wasm';
import { parseAllDocuments } from 'yaml';
import { applyTextEdits } from '../../../../src/core/model/edit.ts';
import type { TextDocument } from '../../../../src/core/model/document.ts';
import { builtinCatalog } from '../../../../src/core/catalog/build-catalog.ts';
import { sensitiveDataDetector } from '../../../../src/core/detectors/sensitive-data/detector.ts';
import { environmentFileEdits } from '../../../../src/core/detectors/sensitive-data/environment-files.ts';
import { numberRows } from '../../../../src/core/catalog/personal-data.ts';
import { sensitiveDataFixes } from '../../../../src/core/detectors/sensitive-data/fixes.ts';
import { LineIndex } from '../../../../src/core/text/line-index.ts';

const key = ['sk', 'live', '51HxQwErTyUiOpAsDfGhJkLzXcVbNm'].join('_');
const name = 'STRIPE_SECRET_LIVE';
const iban = ['DE02', '12030000', '0000202051'].join('');

const detect = (document: TextDocument) =>
  sensitiveDataDetector.detect(document, { catalog: builtinCatalog() }).matches ?? [];

/** Fixes of the one finding in a text, and the text after each that has edits. */
function fixed(path: string, text: string) {
  const document = { path, text };
  const [match, ...others] = detect(document);
  assert.ok(match && others.length === 0, `one finding in ${path}`);
  const region = new LineIndex(text).region(match.startOffset, match.endOffset);
  return sensitiveDataFixes({ ruleId: match.ruleId, region }, document).map((fix) => {
    const [edit] = fix.edits;
    if (edit === undefined) return { ...fix, after: undefined };
    assert.ok(edit.kind === 'modify' && edit.path === path);
    return { ...fix, after: applyTextEdits(text, edit.edits) };
  });
}

/** The text that reads the environment; undefined when that is not offered. */
const read = (path: string, text: string): string | undefined =>
  fixed(path, text).find(({ environmentName }) => environmentName !== undefined)?.after;

/** Texts with `§` where the secret stands; what stands in its place once it is read from the environment; how to run it. */
interface Sample {
  readonly path: string;
  readonly text: string;
  readonly becomes: string;
  readonly grammar: string;
  readonly run?: (file: string) => readonly [command: string, ...args: string[]];
}

const runs = { node: 'node', python: 'python3', java: 'java', shell: 'sh' } as const;
const samples: readonly Sample[] = [
  {
    path: 'pay.mjs',
    text: 'const key = "§";\nconsole.log(key);\n',
    becomes: `const key = process.env.${name};`,
    grammar: 'javascript',
    run: (file) => [runs.node, file],
  },
  {
    path: 'template.mjs',
    text: 'console.log(`${"a".slice(1)}§`);\n',
    becomes: `\${process.env.${name}}\``,
    grammar: 'javascript',
    run: (file) => [runs.node, file],
  },
  {
    path: 'pay.ts',
    text: "export const key: string = '§';\n",
    becomes: `= process.env.${name};`,
    grammar: 'typescript',
  },
  {
    path: 'Pay.tsx',
    text: 'const a = <Pay key1="§" />;\n',
    becomes: `key1={process.env.${name}} />`,
    grammar: 'tsx',
  },
  {
    path: 'pay.py',
    text: '#!/usr/bin/env python3\n"""Pays."""\nfrom __future__ import annotations\nimport sys\n\nkey = r"§"\nprint(key)\n',
    becomes: `key = os.environ["${name}"]\n`,
    grammar: 'python',
    run: (file) => [runs.python, file],
  },
  {
    path: 'bytes.py',
    text: "import os, sys\nkey = b'§'\nprint(key.decode())\n",
    becomes: `key = os.environ["${name}"].encode()`,
    grammar: 'python',
    run: (file) => [runs.python, file],
  },
  {
    path: 'pay.go',
    text: 'package main\n\nimport (\n\t"fmt"\n)\n\nconst key = "§"\n\nfunc main() { fmt.Println(key) }\n',
    becomes: `var key = os.Getenv("${name}")`,
    grammar: 'go',
  },
  {
    path: 'alone.go',
    text: 'package main\n\nvar key = `§`\n\nfunc main() { println(key) }\n',
    becomes: `import "os"\n\nvar key = os.Getenv("${name}")`,
    grammar: 'go',
  },
  {
    path: 'Pay.java',
    text: 'class Pay {\n  static final String KEY1 = "§";\n  public static void main(String[] a) { System.out.println(KEY1); }\n}\n',
    becomes: `KEY1 = System.getenv("${name}");`,
    grammar: 'java',
    run: (file) => [runs.java, file],
  },
  {
    path: 'Pay.cs',
    text: 'class Pay {\n  public const string Key = @"§";\n  string Other() { return Key; }\n}\n',
    becomes: `public static readonly string Key = System.Environment.GetEnvironmentVariable("${name}");`,
    grammar: 'c-sharp',
  },
  { path: 'pay.rb', text: "key = '§'\nputs key\n", becomes: `key = ENV.fetch("${name}")`, grammar: 'ruby' },
  { path: 'pay.php', text: "<?php\n$key = '§';\necho $key;\n", becomes: `$key = getenv('${name}');`, grammar: 'php' },
  {
    path: 'pay.sh',
    text: 'export STRIPE=\'§\'\necho "$STRIPE"\n',
    becomes: `export STRIPE="\${${name}:?}"`,
    grammar: 'bash',
    run: (file) => [runs.shell, file],
  },
  {
    path: 'plain.sh',
    text: 'STRIPE=§\necho "$STRIPE"\n',
    becomes: `STRIPE="\${${name}:?}"`,
    grammar: 'bash',
    run: (file) => [runs.shell, file],
  },
  { path: 'settings.yaml', text: 'stripe:\n  key: §\n', becomes: `key: "\${${name}}"`, grammar: 'yaml' },
  {
    path: 'compose.yaml',
    text: 'services:\n  web:\n    image: web\n    environment:\n      - STRIPE_KEY=§\n',
    becomes: `- STRIPE_KEY=\${${name}:?}`,
    grammar: 'yaml',
  },
  {
    path: 'docker-compose.prod.yml',
    text: 'services: {web: {image: web, environment: {STRIPE_KEY: §}}}\n',
    becomes: `STRIPE_KEY: "\${${name}:?}"}`,
    grammar: 'yaml',
  },
  {
    path: '.github/workflows/ci.yml',
    text: 'env:\n  STRIPE_KEY: §\n',
    becomes: `STRIPE_KEY: "\${{ secrets.${name} }}"`,
    grammar: 'yaml',
  },
];

describe('fixes of sensitive data', () => {
  let folder: string;
  let isSound: (grammar: string, text: string) => Promise<boolean>;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handrail-fixes-'));
    isSound = await parsers();
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { path, text, becomes, grammar, run } of samples) {
    it(`read a key from the environment in ${path}, which parses${run ? ' and runs' : ''}`, async () => {
      const after = read(path, text.replace('§', key));
      assert.ok(after?.includes(becomes) === true && !after.includes(key), after);
      assert.ok(await isSound(grammar, after), after);
      assert.deepEqual(detect({ path, text: after }), []);
      if (run === undefined) return;
      const file = join(folder, path);
      writeFileSync(file, after);
      const [command, ...args] = run(file);
      if (spawnSync(command, ['--version']).error !== undefined) return;
      const printed = execFileSync(command, args, {
        encoding: 'utf8',
        env: { ...process.env, [name]: 'from outside' },
      });
      assert.equal(printed.trim(), 'from outside');
    });
  }

  it('tell a sound text from one that is not', async () => {
    for (const { grammar, text } of samples) assert.equal(await isSound(grammar, `${text}\n"([{ : -`), false, grammar);
  });

  it('do not read the environment where the result would not run', () => {
    for (const [path, text] of [
      ['a.go', 'package a\n\nconst (\n\tkey = "§"\n)\n'],
      ['A.java', 'class A {\n  @Value("§") String key;\n}\n'],
      ['A.cs', 'class A { void F() {\n  const string key = "§";\n} }\n'],
      ['a.php', "<?php\nclass A {\n  private $key = '§';\n}\n"],
      ['a.py', 'key = f"Bearer §"\n'],
      ['a.ts', 'const a = "Bearer §";\n'],
      ['.env', 'STRIPE=§\n'],
      ['a.json', '{"key": "§"}\n'],
    ] as const) {
      assert.equal(read(path, text.replace('§', key)), undefined, path);
      const placeholder = fixed(path, text.replace('§', key))[0];
      assert.match(placeholder?.after ?? '', new RegExp(`<${name}>`), path);
    }
  });

  it('leave nothing behind that is still a finding', () => {
    for (const path of ['a.ts', '.env', 'a.yaml']) {
      for (const { title, after } of fixed(path, `key: '${key}'\n`)) {
        if (after !== undefined) assert.deepEqual(detect({ path, text: after }), [], `${path}: ${title}`);
      }
    }
  });

  it('say where the provider lets one revoke the value, as a guide of its own, too', () => {
    const guide = fixed('a.ts', `const key = '${key}';\n`).at(-1);
    assert.deepEqual(guide?.edits, []);
    assert.match(guide.afterwards ?? '', /https:\/\/dashboard\.stripe\.com\S+.*environment.*Revoke/);
  });

  it('are not preferred in code that runs in a browser', () => {
    const [first] = fixed('src/App.vue', `<script>\nconst key = '${key}';\n</script>\n`);
    assert.equal(first?.preferred, false);
    assert.match(first.afterwards ?? '', /browser cannot keep a secret/);
  });

  it('put made-up data in place of a person, which is not found again', () => {
    const [first] = fixed('pay.ts', `const account = '${iban}';\n`);
    assert.match(first?.title ?? '', /made-up/);
    assert.deepEqual(detect({ path: 'pay.ts', text: first?.after ?? '' }), []);
  });

  it('put a value that is published in place of one of the same kind, which is not found again', () => {
    const written = 'in place of it: something';
    const region = new LineIndex(written).region(16, written.length);
    const withValues = [
      'email-address',
      'phone-number',
      'ip-address',
      ...numberRows.flatMap(({ id, known }) => (known?.[0] === undefined ? [] : [id])),
    ];
    assert.ok(withValues.length > 40);
    for (const id of withValues) {
      const ruleId = `sensitive-data/${id}`;
      const [first] = sensitiveDataFixes({ ruleId, region }, { path: 'note.txt', text: written });
      const [edit] = first?.edits ?? [];
      const after = edit?.kind === 'modify' ? applyTextEdits(written, edit.edits) : written;
      assert.notEqual(after, written, id);
      assert.ok(!detect({ path: 'note.txt', text: after }).some((match) => match.ruleId === ruleId), id);
    }
  });

  it('are refused when the text has moved', () => {
    const region = new LineIndex('x').region(5, 9);
    assert.deepEqual(sensitiveDataFixes({ ruleId: 'sensitive-data/iban', region }, { path: 'a.ts', text: 'x' }), []);
  });
});

describe('files beside a setting', () => {
  const after = (example?: string, gitignore?: string) =>
    environmentFileEdits('KEY', { example, gitignore }).map((edit) => {
      const before = (edit.path === '.gitignore' ? gitignore : example) ?? '';
      return `${edit.kind} ${edit.path}: ${edit.kind === 'create' ? edit.text : applyTextEdits(before, edit.edits)}`;
    });

  it('are made when they are not there', () => {
    const [example, gitignore] = after();
    assert.match(example ?? '', /^create \.env\.example: # .*\nKEY=\n$/s);
    assert.equal(gitignore, 'create .gitignore: .env\n');
  });

  it('keep what is in them, with its line breaks', () => {
    assert.deepEqual(after('A=1', 'dist/\r\n'), [
      'modify .env.example: A=1\nKEY=\n',
      'modify .gitignore: dist/\r\n.env\r\n',
    ]);
  });

  it('stay as they are when nothing is missing', () => {
    assert.deepEqual(after('# x\nexport KEY=\n', '/.env\n'), []);
    assert.deepEqual(after('KEY=\n', '.env*\n'), []);
  });
});

/** Whether a text has no syntax error, by grammar: those of tree-sitter, and the parser of YAML. */
async function parsers(): Promise<(grammar: string, text: string) => Promise<boolean>> {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@vscode/tree-sitter-wasm');
  const { Parser, Language } = require(file) as typeof TreeSitter;
  await Parser.init({ locateFile: (wasm: string) => join(dirname(file), wasm) });
  return async (grammar, text) => {
    if (grammar === 'yaml') return parseAllDocuments(text).every((document) => document.errors.length === 0);
    const parser = new Parser();
    parser.setLanguage(await Language.load(join(dirname(file), `tree-sitter-${grammar}.wasm`)));
    return parser.parse(text)?.rootNode.hasError === false;
  };
}
