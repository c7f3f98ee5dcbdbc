// First tests: one that starts the app and asks for its first page, with what the language brings along, so that it runs before
// anything is installed; and the one command that runs it.

import { filesLike } from '../look.ts';
import { traitOf } from '../trait-of.ts';
import { addMavenDependency, addNodePackages } from './manifest-edits.ts';
import {
  createUnlessThere,
  nothing,
  placeIn,
  planOf,
  type FixContext,
  type FixPlan,
  type Scaffold,
} from './scaffold.ts';
import { hasFile, nodeManifest, stacksOf } from './stack.ts';
import { manifestBody, pageBody, serverBody } from './node-test-bodies.ts';
import { findWebEntry } from './web-entry.ts';

const growIt = 'Add a test for the most important thing people do with it, and one for each mistake you repair.';

export const firstTestScaffold: Scaffold = {
  checks: ['test-exists'],
  kind: 'scaffold',
  async plan(context): Promise<FixPlan> {
    switch (stacksOf(context.facts)[0]?.name) {
      case 'node':
        return nodeTest(context);
      case 'python':
        return pythonTest(context);
      case 'go':
        return goTest(context);
      case 'java':
        return javaTest(context);
      case 'ruby':
        return rubyTest(context);
      case 'php':
        return phpTest(context);
      case 'dotnet':
        return nothing;
      case undefined:
        return hasFile(context.facts, /^index\.html$/) ? staticTest(context) : nothing;
    }
  },
};

/** The command that runs what is there; a first test comes along when there is none. */
export const testCommandEdit: Scaffold = { ...firstTestScaffold, checks: ['test-one-command'], kind: 'edit' };

/** With the test runner of Node itself. Source: https://nodejs.org/api/test.html */
async function nodeTest(context: FixContext): Promise<FixPlan> {
  const { facts } = context;
  const manifest = nodeManifest(facts);
  if (manifest === undefined) return nothing;
  const known = manifest.scripts.get('test');
  const uses = (name: string): boolean => facts.packages.some((use) => use.name === name);
  const runner = known === undefined ? 'node' : uses('vitest') ? 'vitest' : uses('jest') ? 'jest' : 'node';
  if (runner === 'jest') return nothing;
  const start = manifest.scripts.get('start');
  const isServer = start !== undefined && !uses('next') && !uses('nuxt') && (await listens(context, start));
  const page = filesLike(facts, /^(?:public\/|src\/)?index\.html$/)[0];
  const body = isServer ? serverBody('npm', ['run', 'start']) : page === undefined ? manifestBody : pageBody(page.path);
  const imports =
    runner === 'vitest'
      ? ["import { test } from 'vitest';", ...body.imports]
      : ["import { test } from 'node:test';", ...body.imports];
  const comment = `// A first test: ${body.says}`;
  const text = [comment, "import assert from 'node:assert/strict';", ...imports, '', ...body.lines, ''].join('\n');
  const files = hasTests(context) ? [] : createUnlessThere(facts, 'test/first.test.mjs', text);
  const scripts =
    known === undefined ? await addNodePackages(context, {}, 'devDependencies', { test: testCommand(context) }) : [];
  return planOf([...files, ...scripts], `Run: ${manifest.manager} test`, growIt);
}

/** Whether the start script runs something that waits for visitors. */
async function listens({ facts, read }: FixContext, start: string): Promise<boolean> {
  if (traitOf(facts, 'webServer').state === 'present') return true;
  const entry = /^node\s+(?:--\S+\s+)*(\S+)/.exec(start)?.[1]?.replace(/^\.\//, '');
  const text = entry === undefined ? undefined : await read(placeIn(facts, entry));
  return text !== undefined && /\.listen\(/.test(text);
}

function testCommand({ facts }: FixContext): string {
  if (facts.packages.some((use) => use.name === 'vitest')) return 'vitest run';
  if (facts.packages.some((use) => use.name === 'jest')) return 'jest';
  return 'node --test';
}

/** Pages without any package: the test brings its own command. */
function staticTest(context: FixContext): FixPlan {
  if (hasTests(context)) return nothing;
  const body = pageBody('index.html');
  const text = [
    `// A first test: ${body.says} Run it with: node --test`,
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    ...body.imports,
    '',
    ...body.lines,
    '',
  ].join('\n');
  const manifest = JSON.stringify({ private: true, scripts: { test: 'node --test' } }, null, 2);
  return planOf(
    [
      ...createUnlessThere(context.facts, 'test/first.test.mjs', text),
      ...createUnlessThere(context.facts, 'package.json', `${manifest}\n`),
    ],
    'Run: npm test',
    growIt,
  );
}

/** Runs with unittest and with pytest alike. Source: https://docs.python.org/3/library/unittest.html */
async function pythonTest(context: FixContext): Promise<FixPlan> {
  const { facts } = context;
  const entry = await findWebEntry(context);
  const module = entry?.path
    .slice(facts.folder === '' ? 0 : facts.folder.length + 1)
    .replace(/\.py$/, '')
    .replaceAll('/', '.');
  const client =
    entry?.framework === 'flask'
      ? [
          `        client = ${entry.variable}.test_client()`,
          '        self.assertLess(client.get("/").status_code, 500)',
        ]
      : entry?.framework === 'fastapi'
        ? [
            `        client = TestClient(${entry.variable})`,
            '        self.assertLess(client.get("/").status_code, 500)',
          ]
        : undefined;
  const needsClient = entry?.framework === 'fastapi' ? ['from fastapi.testclient import TestClient', ''] : [];
  const lines =
    entry === undefined || module === undefined || client === undefined || entry.indent !== ''
      ? compiles
      : [
          '"""A first test: the app starts and its first page answers."""',
          '',
          'import unittest',
          '',
          ...needsClient,
          `from ${module} import ${entry.variable}`,
          '',
          '',
          'class FirstTest(unittest.TestCase):',
          '    def test_first_page_answers(self):',
          ...client,
          '',
          '',
          'if __name__ == "__main__":',
          '    unittest.main()',
          '',
        ];
  const files = hasTests(context) ? [] : createUnlessThere(facts, 'tests/test_first.py', lines.join('\n'));
  const configured = hasFile(facts, /^(?:pytest\.ini|tox\.ini|noxfile\.py|(?:tests\/)?conftest\.py|setup\.cfg)$/);
  const settings = configured
    ? []
    : createUnlessThere(facts, 'pytest.ini', '[pytest]\ntestpaths = tests\npythonpath = .\n');
  const needs = entry?.framework === 'fastapi' ? 'pytest httpx' : 'pytest';
  return planOf([...files, ...settings], `Run: pip install ${needs} && python -m pytest`, growIt);
}

const compiles = [
  '"""A first test: every file of the project can be read by Python."""',
  '',
  'import pathlib',
  'import unittest',
  '',
  'skipped = {".venv", "venv", "env", "node_modules", ".git", "build", "dist"}',
  '',
  '',
  'class FirstTest(unittest.TestCase):',
  '    def test_every_file_compiles(self):',
  '        files = [path for path in pathlib.Path(".").rglob("*.py") if not skipped & set(path.parts)]',
  '        self.assertTrue(files)',
  '        for path in files:',
  '            with self.subTest(path=str(path)):',
  '                compile(path.read_text(encoding="utf-8"), str(path), "exec")',
  '',
  '',
  'if __name__ == "__main__":',
  '    unittest.main()',
  '',
];

/** Source: https://pkg.go.dev/testing */
async function goTest(context: FixContext): Promise<FixPlan> {
  const main = filesLike(context.facts, /^(?:cmd\/[^/]+\/)?main\.go$/)[0];
  const text = main && (await context.read(main.shownPath));
  if (main === undefined || text === undefined || hasTests(context)) return nothing;
  const folder = main.path.slice(0, main.path.lastIndexOf('/') + 1);
  const lines = [
    'package main',
    '',
    'import (',
    '\t"os/exec"',
    '\t"testing"',
    ')',
    '',
    '// A first test: the program can be built.',
    'func TestBuilds(t *testing.T) {',
    '\tif out, err := exec.Command("go", "vet", ".").CombinedOutput(); err != nil {',
    '\t\tt.Fatalf("%v\\n%s", err, out)',
    '\t}',
    '}',
    '',
  ];
  return planOf(
    createUnlessThere(context.facts, `${folder}first_test.go`, lines.join('\n')),
    'Run: go test ./...',
    growIt,
  );
}

/** Source: https://docs.spring.io/spring-boot/reference/testing/spring-boot-applications.html */
async function javaTest(context: FixContext): Promise<FixPlan> {
  const { facts } = context;
  if (hasTests(context)) return nothing;
  const main = filesLike(facts, /^src\/main\/java\/.+\.java$/);
  const spring = main.find(({ path }) => path.endsWith('Application.java'));
  const first = spring ?? main[0];
  if (first === undefined) return nothing;
  const folder = first.path.slice(0, first.path.lastIndexOf('/')).replace('src/main/java', 'src/test/java');
  const name = folder.slice('src/test/java/'.length).replaceAll('/', '.');
  const header = name === '' || folder === 'src/test/java' ? [] : [`package ${name};`, ''];
  const type = first.path.slice(first.path.lastIndexOf('/') + 1, -'.java'.length);
  const lines =
    spring === undefined
      ? [
          'import static org.junit.jupiter.api.Assertions.assertNotNull;',
          '',
          'import org.junit.jupiter.api.Test;',
          '',
          '/** A first test: the class can be loaded. */',
          'class FirstTest {',
          '    @Test',
          '    void loads() {',
          `        assertNotNull(${type}.class.getName());`,
          '    }',
          '}',
          '',
        ]
      : [
          'import org.junit.jupiter.api.Test;',
          'import org.springframework.boot.test.context.SpringBootTest;',
          '',
          '/** A first test: the app starts. */',
          '@SpringBootTest',
          'class FirstTest {',
          '    @Test',
          '    void starts() {',
          '    }',
          '}',
          '',
        ];
  const dependency = await addMavenDependency(
    context,
    spring === undefined
      ? { group: 'org.junit.jupiter', artifact: 'junit-jupiter', version: '5.13.4', scope: 'test' }
      : { group: 'org.springframework.boot', artifact: 'spring-boot-starter-test', scope: 'test' },
  );
  return planOf(
    [...createUnlessThere(facts, `${folder}/FirstTest.java`, [...header, ...lines].join('\n')), ...dependency],
    `Run: ${stacksOf(facts)[0]?.test[0] ?? 'mvn verify'}`,
    growIt,
  );
}

/** Source: https://docs.seattlerb.org/minitest/ */
function rubyTest(context: FixContext): FixPlan {
  if (hasTests(context)) return nothing;
  const lines = [
    '# A first test: every file of the project can be read by Ruby.',
    'require "minitest/autorun"',
    '',
    'class FirstTest < Minitest::Test',
    '  def test_every_file_can_be_read',
    '    files = Dir["{app,lib,config}/**/*.rb"] + Dir["*.rb"]',
    '    refute_empty files',
    '    files.each { |file| assert RubyVM::InstructionSequence.compile_file(file), file }',
    '  end',
    'end',
    '',
  ];
  return planOf(
    createUnlessThere(context.facts, 'test/first_test.rb', lines.join('\n')),
    'Run: ruby test/first_test.rb',
    growIt,
  );
}

/** Source: https://docs.phpunit.de */
function phpTest(context: FixContext): FixPlan {
  if (hasTests(context)) return nothing;
  const test = [
    '<?php',
    '',
    'use PHPUnit\\Framework\\TestCase;',
    '',
    '/** A first test: every file of the project can be read by PHP. */',
    'final class FirstTest extends TestCase',
    '{',
    '    public function testEveryFileCanBeRead(): void',
    '    {',
    "        $files = array_merge(glob('*.php'), glob('{src,app,public}/*.php', GLOB_BRACE));",
    '        $this->assertNotEmpty($files);',
    '        foreach ($files as $file) {',
    "            exec('php -l ' . escapeshellarg($file), $output, $code);",
    '            $this->assertSame(0, $code, $file);',
    '        }',
    '    }',
    '}',
    '',
  ];
  const settings = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<phpunit bootstrap="vendor/autoload.php">',
    '    <testsuites>',
    '        <testsuite name="all">',
    '            <directory>tests</directory>',
    '        </testsuite>',
    '    </testsuites>',
    '</phpunit>',
    '',
  ];
  return planOf(
    [
      ...createUnlessThere(context.facts, 'tests/FirstTest.php', test.join('\n')),
      ...createUnlessThere(context.facts, 'phpunit.xml', settings.join('\n'), ['phpunit.xml.dist']),
    ],
    'Run: composer require --dev phpunit/phpunit && vendor/bin/phpunit',
    growIt,
  );
}

function hasTests({ facts }: FixContext): boolean {
  return hasFile(
    facts,
    /\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)(?:test_[^/]*|[^/]*_test)\.(?:py|go|rb)$|_spec\.rb$|(?:Test|Tests|IT)\.(?:java|kt|cs|php)$/,
  );
}
