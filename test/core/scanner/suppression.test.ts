// Comments that silence a finding, and look-alikes that do not.

import assert from 'node:assert/strict';
import { readSuppressions } from '../../../src/core/scanner/suppression.ts';
import { LineIndex } from '../../../src/core/text/line-index.ts';

// Put together, so that this file does not carry the comment itself.
const ours = ['handrail', 'ignore'].join('-');
const read = (path: string, ...lines: readonly string[]) => {
  const text = lines.join('\n');
  return readSuppressions(path, text, () => new LineIndex(text));
};
const linesOf = (path: string, ...lines: readonly string[]): readonly number[] =>
  read(path, ...lines).comments.map(({ line }) => line);

describe('suppression comments', () => {
  it('speaks for its own line when code stands before it', () => {
    const { comments } = read(
      'a.ts',
      'const a = 1;',
      `const b = key; // ${ours} sensitive-data/iban: sample of the bank`,
    );
    assert.deepEqual(comments, [
      { by: 'inline', ruleIds: ['sensitive-data/iban'], reason: 'sample of the bank', line: 2 },
    ]);
  });

  it('speaks for the next line when it stands alone, and several may stand one above the other', () => {
    assert.deepEqual(linesOf('a.py', `# ${ours} sensitive-data/iban: sample`, 'x = 1'), [2]);
    assert.deepEqual(linesOf('a.py', `# ${ours} a/b: one`, `# ${ours} a/c: two`, 'x = 1'), [3, 3]);
  });

  it('names several rules', () => {
    assert.deepEqual(read('a.sql', `-- ${ours} a/b, a/c: both are samples`).comments[0]?.ruleIds, ['a/b', 'a/c']);
  });

  it('speaks for the whole file in its first ten lines only', () => {
    const comment = `# ${ours}-file a/b: generated samples`;
    assert.deepEqual(linesOf('a.yaml', '', comment), [0]);
    const late = read('a.yaml', ...Array.from({ length: 10 }, () => ''), comment);
    assert.deepEqual([late.comments.length, late.issues[0]?.line], [0, 11]);
  });

  const styles: readonly (readonly [string, string])[] = [
    ['a.ts', `/* ${ours} a/b: why */`],
    ['a.ts', ` * ${ours} a/b: why`],
    ['a.html', `<!-- ${ours} a/b: why -->`],
    ['a.vue', `<!-- ${ours} a/b: why -->`],
    ['a.tsx', `{/* ${ours} a/b: why */}`],
    ['a.lua', `-- ${ours} a/b: why`],
    ['a.ini', `; ${ours} a/b: why`],
    ['Dockerfile', `# ${ours} a/b: why`],
    ['.env.local', `# ${ours} a/b: why`],
    ['.vscode/settings.json', `// ${ours} a/b: why`],
  ];
  for (const [path, line] of styles) {
    it(`reads ${line} in ${path}, without the end of the comment`, () => {
      assert.deepEqual(
        read(path, line).comments.map(({ reason }) => reason),
        ['why'],
      );
    });
  }

  const misses: readonly (readonly [string, string, string])[] = [
    ['in a string', 'a.ts', `const text = "// ${ours} a/b: why";`],
    ['outside of a comment', 'a.ts', `${ours} a/b: why`],
    ['in a format without comments', 'data.json', `{"a": "// ${ours} a/b: why"}`],
    ['in a CSV file', 'data.csv', `# ${ours} a/b: why`],
    ['in the comment style of another language', 'a.py', `// ${ours} a/b: why`],
  ];
  for (const [what, path, line] of misses) {
    it(`does not count ${what}`, () => {
      assert.deepEqual(read(path, line), { comments: [], issues: [] });
    });
  }

  it('counts after an apostrophe', () => {
    assert.deepEqual(linesOf('a.yaml', `title: don't # ${ours} a/b: why`), [1]);
  });

  const ineffective: readonly (readonly [string, string, RegExp])[] = [
    ['no reason', `// ${ours} a/b:`, /gives no reason/],
    ['no reason and no colon', `// ${ours} a/b`, /gives no reason/],
    ['a wildcard', `// ${ours} sensitive-data/*: all of it`, /wildcard/],
    ['no rule', `// ${ours}: because`, /names no rule/],
    ['a word for a rule', `// ${ours} everything: because`, /no rule id/],
  ];
  for (const [what, line, message] of ineffective) {
    it(`says that a comment with ${what} silences nothing`, () => {
      const { comments, issues } = read('a.ts', 'x', line);
      assert.deepEqual(comments, []);
      assert.deepEqual([issues[0]?.line, issues[0]?.column], [2, 4]);
      assert.match(issues[0]?.message ?? '', message);
    });
  }

  it('reads the comments of other secret scanners', () => {
    const allow = ['gitleaks', 'allow'].join(':');
    const pragma = `pragma: allowlist`;
    assert.deepEqual(linesOf('a.ts', `k = 1 // ${allow}`), [1]);
    assert.deepEqual(linesOf('a.py', `k = 1  # ${pragma} secret`), [1]);
    assert.deepEqual(linesOf('a.py', `# ${pragma} nextline secret`, 'k = 1'), [2]);
    const secretlint = 'secretlint-' + 'disable';
    assert.deepEqual(linesOf('a.js', `// ${secretlint}-next-line`, 'k'), [2]);
    const block = read('a.js', 'a', `/* ${secretlint} */`, 'k', '/* secretlint-enable */', 'b');
    assert.deepEqual(block.comments[0]?.lines, [2, 4]);
  });
});
