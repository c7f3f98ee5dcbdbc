// What `policy init` takes over from other tools, and what it names instead of guessing.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { importAllowedExtensions } from '../../../src/core/policy/import-allowed-extensions.ts';
import { importContentExclusions } from '../../../src/core/policy/import-content-exclusions.ts';
import { importGitleaks } from '../../../src/core/policy/import-gitleaks.ts';
import type { CannotImport, Imported } from '../../../src/core/policy/imported.ts';
import { globsOfExpression } from '../../../src/core/policy/path-expression.ts';
import { matchesGlob } from '../../../src/core/text/glob.ts';
import { runs } from '../../support/runs.ts';

const taken = (found: Imported | CannotImport): Imported => {
  assert.ok(!('problem' in found), 'problem' in found ? found.problem : '');
  return found;
};

describe('path expressions as globs', () => {
  /** Expressions as gitleaks and its users write them, paths that match and paths that do not. */
  const table: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['gitleaks\\.toml', ['.gitleaks.toml', 'a/gitleaks.toml'], ['gitleaks_toml', 'a.md']],
    ['(.*?)(jpg|gif|doc|pdf|bin|svg|socket)$', ['a.jpg', 'x/y.svg'], ['a.jpg.ts', 'a.js']],
    ['(go.mod|go.sum)$', ['go.mod', 'x/go.sum'], ['go.modx']],
    ['node_modules', ['node_modules/a/b.js', 'x/node_modules/y'], ['modules/a']],
    ['^tests?/', ['test/a.ts', 'tests/b/c.ts'], ['src/tests/a.ts', 'testing/a']],
    ['package-lock\\.json$', ['package-lock.json', 'a/package-lock.json'], ['package-lock.json.bak']],
    ['.*_test\\.go$', ['a_test.go', 'x/y_test.go'], ['a_test.gox', 'test.go']],
    ['^docs/.*\\.md$', ['docs/a.md'], ['docs/a.txt', 'x/docs/a.md']],
    ['vendor/', ['vendor/x/y', 'a/vendor/z'], ['vendors']],
    ['(?:^|/)fixtures/', ['fixtures/a', 'x/fixtures/b'], ['myfixtures/a', 'x']],
    ['(^|/)(__tests__|tests?)/', ['tests/a', 'x/__tests__/b'], ['contests/a', 'tests']],
    [
      '(^|/)(.*\\.)?(example|sample)\\.(env|ya?ml)$',
      ['x/a.sample.yml', 'example.env'],
      ['bad-example.env', 'sample.txt'],
    ],
    ['(^|/)\\.env($|/)', ['.env', 'a/.env', '.env/b'], ['.env.local', 'x.env']],
    ['lib/python[^/]+/site-packages', ['lib/python3.12/site-packages/x.py'], ['lib/python/site-packages']],
    ['(README|docs|\\.md$)', ['README', 'a/docs/b', 'x.md'], ['x.mdx']],
    ['[Tt]est\\.json$', ['Test.json', 'a/mytest.json'], ['TEST.json']],
    ['(?i)testdata/', ['testdata/a'], ['test/a']],
  ];
  for (const [expression, hits, misses] of table) {
    it(expression, () => {
      const globs = globsOfExpression(expression);
      if (hits.length === 0) {
        assert.equal(globs, undefined);
        return;
      }
      const covers = (path: string): boolean => globs?.some((glob) => matchesGlob(path, glob)) === true;
      assert.deepEqual(
        hits.filter((path) => !covers(path)),
        [],
        String(globs),
      );
      assert.deepEqual(misses.filter(covers), [], String(globs));
    });
  }

  it('never covers a path that the expression does not', () => {
    const piece = fc.constantFrom(
      ...['a', 'b', '\\.', '/', '.*', '.', '(a|b)', 'x?', '^', '$', '[ab]', '+', '(?:c)'],
      ...['(^|/)', '(?:/|$)', '[^/]+', '[^/]*', '[^/]', '|', '(a$|b)'],
    );
    const path = fc
      .string({ unit: fc.constantFrom('a', 'b', 'c', 'x', '.', '/'), minLength: 1, maxLength: 10 })
      .filter((each) => !/^\/|\/$|\/\/|(?:^|\/)\.\.?(?:\/|$)/.test(each));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), path, (pieces, at) => {
        const expression = pieces.join('');
        const globs = globsOfExpression(expression);
        if (globs?.some((glob) => matchesGlob(at, glob)) === true) {
          assert.match(at, new RegExp(expression), `${expression} → ${globs.join(' ')}`);
        }
      }),
      { numRuns: runs(2000) },
    );
  });

  for (const expression of ['[a-z]+', 'a{2}', '\\d', '.*', '', 'a'.repeat(400), '(', 'a)', '((a|b)(c|d)){3}']) {
    it(`leaves ${expression.slice(0, 20)} to a person`, () => {
      assert.equal(globsOfExpression(expression), undefined);
    });
  }
});

describe('allowlists of gitleaks', () => {
  it('become exceptions by path, and the rest is named without its text', () => {
    const secret = ['ghp', 'looksReal'].join('_');
    const text = `[allowlist]\ndescription = "tests"\npaths = ['''^test/''', '''\\d+''']\nregexes = ['''${secret}''']\n[[rules]]\nid = "aws"\n[[rules.allowlists]]\npaths = ['''a\\.lock$''']\n`;
    const { exceptions, notes } = taken(importGitleaks(text, '.gitleaks.toml'));
    assert.deepEqual(exceptions, [
      { rule: 'sensitive-data/*', paths: ['test/**'], reason: 'tests' },
      {
        rule: 'sensitive-data/*',
        paths: ['**/*a.lock'],
        reason: 'Taken over from the allowlist of aws in .gitleaks.toml (aws)',
      },
    ]);
    assert.equal(notes.length, 2);
    assert.ok(!JSON.stringify(notes).includes(secret));
  });

  it('with "AND" need their values, so their paths alone are not taken', () => {
    const text = `[[allowlists]]\ncondition = "AND"\npaths = ['''^test/''']\nregexes = ['''x''']\n`;
    assert.deepEqual(taken(importGitleaks(text, 'g.toml')).exceptions, []);
  });

  it('say why a file gives nothing', () => {
    assert.match(JSON.stringify(importGitleaks('= broken', 'g.toml')), /problem.*no TOML/);
    assert.match(JSON.stringify(importGitleaks('title = "x"', 'g.toml')), /problem.*no allowlist/);
  });
});

describe('extensions.allowed', () => {
  const catalog = builtinCatalog();
  it('an id beats its publisher, and * alone decides nothing', () => {
    const text = `{ // settings\n "extensions.allowed": {"*": false, "github": false, "GitHub.copilot": true, "codeium": false, "other": true} }`;
    const { allow = [], deny = [] } = taken(importAllowedExtensions(text, 's.json', catalog));
    assert.deepEqual([allow.map(({ id }) => id), deny.map(({ id }) => id)], [['github-copilot'], ['windsurf']]);
  });

  it('an id that is shut out is not let in by its publisher; ids that differ are left to a person', () => {
    const of = (allowed: object): readonly [readonly string[], readonly string[], readonly string[]] => {
      const {
        allow = [],
        deny = [],
        notes,
      } = taken(importAllowedExtensions(JSON.stringify(allowed), 's.json', catalog));
      return [allow.map(({ id }) => id), deny.map(({ id }) => id), notes];
    };
    assert.deepEqual(of({ github: true, 'github.copilot': false }), [[], ['github-copilot'], []]);
    const [allow, deny, notes] = of({ 'github.copilot': false, 'github.copilot-chat': true });
    assert.deepEqual([allow, deny], [[], []]);
    assert.match(notes[0] ?? '', /^github-copilot: .* of github\.copilot and another of github\.copilot-chat; decide/);
  });

  it('reads a device policy and the value alone, and refuses what is neither', () => {
    const value = '{"github.copilot": ["1.2.3"]}';
    for (const text of [value, JSON.stringify({ AllowedExtensions: value })]) {
      const { allow, notes } = taken(importAllowedExtensions(text, 'p.json', catalog));
      assert.deepEqual([allow?.map(({ id }) => id), notes.length], [['github-copilot'], 1]);
    }
    for (const text of ['{}', '[]', '{"a": 1}', 'x', '{"editor.fontSize": 12}']) {
      assert.ok('problem' in importAllowedExtensions(text, 'p.json', catalog), text);
    }
  });
});

describe('content exclusions', () => {
  it('of a repository and of an organisation', () => {
    const list = '- "secrets.json"\n- "/scripts/**"\n- "*.cfg"\n- keys/\n';
    const globs = ['**/secrets.json', 'scripts/**', '**/*.cfg', '**/keys/**'];
    assert.deepEqual(taken(importContentExclusions(list, 'c.yml')).exclude, globs);
    const { exclude, notes } = taken(
      importContentExclusions('"*":\n  - /a\nhttps://github.com/acme/x.git:\n  - b\n', 'c.yml'),
    );
    assert.deepEqual([exclude, notes.length], [['a'], 1]);
  });

  it('say where a file cannot be read', () => {
    assert.match(JSON.stringify(importContentExclusions('- [', 'c.yml')), /c\.yml:1:\d+|c\.yml:2:1/);
    assert.ok('problem' in importContentExclusions('x', 'c.yml'));
  });
});
