// The rules of the house that can be read off the files: who may import whom, no circles, what stands where, how files begin.
// The table is the one of docs/architecture.md; ESLint says the same while one types (.ci/eslint.config.mjs).

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import ignore from 'ignore';
import { describeImport, forbiddenImports, importCycle, importsOf, partOf } from './support/import-graph.ts';
import type { Import, PartTable } from './support/import-graph.ts';
import { longExpressions } from './support/long-expressions.ts';

const nouns = ['core/model/', 'core/text/', 'core/version.ts', 'core/scanner/scanned-document.ts', 'core/ports.ts'];
const knowledge = [...nouns, 'core/catalog/', 'core/packages/', 'core/policy/', 'core/project/'];
const core = [
  ...knowledge,
  'core/detectors/',
  'core/scanner/',
  'core/inventory/',
  'core/readiness/',
  'core/usage/',
  'core/report/',
];

/** Parts of the product and what each may import besides itself. Lowest first: a part names only parts above it, so that the
 *  arrows cannot close a circle. `type:` allows types alone. */
const parts: PartTable = {
  'core/version.ts': [],
  'core/model/': [],
  'core/text/': ['core/model/'],
  'core/scanner/scanned-document.ts': ['core/model/'],
  'core/ports.ts': ['core/model/', 'core/scanner/scanned-document.ts'],
  'core/catalog/': nouns,
  'core/packages/': [...nouns, 'core/catalog/'],
  'core/policy/': [...nouns, 'core/catalog/'],
  'core/project/': nouns,
  'core/detectors/': knowledge,
  'core/scanner/': [...knowledge, 'core/detectors/'],
  'core/inventory/': knowledge,
  'core/readiness/': knowledge,
  'core/usage/': nouns,
  'core/report/': [...nouns, 'type:core/inventory/', 'type:core/readiness/'],
  'core/engine.ts': core,
  'node/': [...core, 'core/engine.ts'],
  'cli/': [...core, 'core/engine.ts', 'node/'],
  'webview/protocol.ts': ['type:core/model/'],
  'webview/': ['webview/protocol.ts', 'type:core/model/'],
  'extension/': [...core, 'core/engine.ts', 'node/', 'webview/protocol.ts'],
};

/** Entries that may stand at the top of the repository: product.md §1 and the set-up files that tools insist on. */
const topLevel = new Set([
  ...['src', 'media', 'test', 'docs', '.ci', '.vscode', '.handrail', '.git'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'esbuild.config.mjs', '.vscodeignore', '.gitignore'],
  ...[
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    '.handrailignore',
    'action.yml',
    '.pre-commit-hooks.yaml',
    'telemetry.json',
  ],
]);

/** Long because they are one table of rows, which splitting would not make easier to read. */
const lookedAt: ReadonlySet<string> = new Set();

const leftoverDrawers = /^(?:utils?|helpers?|common|managers?|handlers?|misc|shared|lib|index)$/;

const sources = listFiles('src').filter((path) => path.endsWith('.ts'));
const texts = new Map(sources.map((path) => [path, readFileSync(`src/${path}`, 'utf8')]));
const imports: readonly Import[] = sources.flatMap((path) => importsOf(path, texts.get(path) ?? ''));

describe('architecture', () => {
  it('every file belongs to a part', () => {
    assert.deepEqual(
      sources.filter((path) => partOf(path, parts) === undefined),
      [],
    );
  });

  it('a part imports only what the table allows', () => {
    assert.ok(imports.length > 20);
    assert.deepEqual(forbiddenImports(imports, parts), []);
  });

  it('arrows point one way: the table itself has no circle', () => {
    const order = Object.keys(parts);
    for (const [part, allowed] of Object.entries(parts)) {
      for (const other of allowed.map((name) => name.replace('type:', ''))) {
        assert.ok(order.includes(other), `${part} may import ${other}, which is no part`);
        assert.ok(order.indexOf(other) < order.indexOf(part), `${part} may import ${other}, which comes after it`);
      }
    }
  });

  it('no files import one another in a circle, not even types', () => {
    assert.equal(importCycle(imports), undefined);
  });

  it('every import leads to a file', () => {
    const files = new Set(listFiles('src'));
    const lost = imports.filter((each) => each.own && !files.has(each.to));
    assert.deepEqual(lost.map(describeImport), []);
  });

  it('only the editor shell knows vscode', () => {
    assert.deepEqual(
      outside((each) => each.to === 'vscode' && !each.from.startsWith('extension/')),
      [],
    );
  });

  it('the core and the page know nothing of Node, but for the two files that hash and sign', () => {
    const mayUseCrypto = new Set(['core/text/hash.ts', 'core/policy/signature.ts']);
    const isNode = (each: Import): boolean =>
      each.to.startsWith('node:') && !(each.to === 'node:crypto' && mayUseCrypto.has(each.from));
    assert.deepEqual(
      outside((each) => /^(?:core|webview)\//.test(each.from) && isNode(each)),
      [],
    );
  });

  it('packages from npm are named in package.json', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const known = (name: string): boolean =>
      name === 'vscode' || name.startsWith('node:') || packageOf(name) in dependencies;
    assert.deepEqual(
      outside((each) => !known(each.to)),
      [],
    );
  });

  it('zod comes by namespace: a plain import costs 450 KB of bundle', () => {
    const plain = [...texts].filter(([, text]) => /import (?!type|\* as)[^;]* from 'zod'/.test(text));
    assert.deepEqual(
      plain.map(([path]) => path),
      [],
    );
  });
});

describe('architecture: the import reader', () => {
  const text = [
    "import type { A } from './a.ts';",
    "import { type B } from '../b.ts';",
    "export { c } from './c.ts';",
    "const d = await import('./d.lazy.ts');",
    "let e: import('./e.ts').E;",
    "import 'node:fs';",
    "// import './comment.ts';",
  ].join('\n');

  it('sees every way of importing and no comment', () => {
    const seen = importsOf('x/y.ts', text).map(
      (each) => `${String(each.line)} ${each.to}${each.typeOnly ? ' type' : ''}`,
    );
    assert.deepEqual(seen, [
      ...['1 x/a.ts type', '2 b.ts type', '3 x/c.ts', '4 x/d.lazy.ts', '5 x/e.ts type', '6 node:fs'],
    ]);
  });

  it('names a forbidden import and a circle', () => {
    const table: PartTable = { 'low/': [], 'mid/': ['type:low/'], 'high/': ['mid/'] };
    const upward = importsOf('low/a.ts', "import { b } from '../high/b.ts';");
    assert.deepEqual(forbiddenImports(upward, table), ['src/low/a.ts:1 imports src/high/b.ts']);
    assert.deepEqual(forbiddenImports(importsOf('mid/m.ts', "import type { a } from '../low/a.ts';"), table), []);
    assert.equal(forbiddenImports(importsOf('mid/m.ts', "import { a } from '../low/a.ts';"), table).length, 1);
    const circle = [...importsOf('a.ts', "import './b.ts';"), ...importsOf('b.ts', "import type { A } from './a.ts';")];
    assert.deepEqual(importCycle(circle), ['a.ts', 'b.ts', 'a.ts']);
  });
});

describe('house style that can be read off the files', () => {
  it('nothing stands at the top that the contract does not list', () => {
    const ignored = ignore().add(readFileSync('.gitignore', 'utf8'));
    const entries = readdirSync('.', { withFileTypes: true }).map(
      (entry) => entry.name + (entry.isDirectory() ? '/' : ''),
    );
    const strangers = entries.filter((name) => !ignored.ignores(name) && !topLevel.has(name.replace(/\/$/, '')));
    assert.deepEqual(strangers, []);
  });

  it('every file begins by saying what it is for', () => {
    assert.deepEqual(
      sources.filter((path) => !/^(?:#!.*\n)?\/\/ \S/.test(texts.get(path) ?? '')),
      [],
    );
  });

  it('no file is longer than 400 lines, but for tables that were looked at', () => {
    const lengths = [...texts].map(([path, text]) => [path, text.split('\n').length - 1] as const);
    const long = lengths.filter(([path, lines]) => lines > (lookedAt.has(path) ? 500 : 400));
    assert.deepEqual(long, []);
    const needless = [...lookedAt].filter((path) => !lengths.some(([other, lines]) => other === path && lines > 400));
    assert.deepEqual(needless, [], 'no longer long: take it off the list');
  });

  it('long expressions stand on several lines: `expression` of core/text lays them out', () => {
    assert.deepEqual(
      [...texts].flatMap(([path, text]) => longExpressions(path, text, 150)),
      [],
    );
  });

  it('names say what a thing is: kebab-case, and no leftover drawers', () => {
    const segments = (path: string): string[] => path.replace(/(?:\.lazy)?\.[a-z]+$/, '').split('/');
    const wrong = listFiles('src').filter((path) =>
      segments(path).some((name) => leftoverDrawers.test(name) || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)),
    );
    assert.deepEqual(wrong, []);
  });

  it('leaves no note to come back later', () => {
    const marks = new RegExp(`\\b(?:${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|XXX)\\b(?!['"|\\]])`);
    const left = [...texts].filter(([, text]) =>
      text.split('\n').some((line) => /\/[/*]/.test(line) && marks.test(line)),
    );
    assert.deepEqual(
      left.map(([path]) => path),
      [],
    );
  });
});

function outside(isWrong: (each: Import) => boolean): readonly string[] {
  return imports.filter((each) => !each.own && isWrong(each)).map(describeImport);
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Files below a folder, relative to it, posix, sorted. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(folder, posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name)))
    .sort();
}
