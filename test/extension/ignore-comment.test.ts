import assert from 'node:assert/strict';
import { ignoreComment, takesComments } from '../../src/extension/ignore-comment.ts';

const rule = 'sensitive-data/iban';

describe('ignore comment', () => {
  for (const [path, expected] of [
    ['src/a.ts', `// handrail-ignore ${rule}: test value`],
    ['app.py', `# handrail-ignore ${rule}: test value`],
    ['.env.local', `# handrail-ignore ${rule}: test value`],
    ['docker/Dockerfile', `# handrail-ignore ${rule}: test value`],
    ['schema.sql', `-- handrail-ignore ${rule}: test value`],
    ['style.css', `/* handrail-ignore ${rule}: test value */`],
    ['README.md', `<!-- handrail-ignore ${rule}: test value -->`],
  ] as const) {
    it(`speaks the language of ${path}`, () => {
      assert.equal(ignoreComment(path, 'x', '\n', rule, 'test value'), `${expected}\n`);
    });
  }

  it('has none for formats without comments', () => {
    for (const path of ['package.json', 'people.csv', 'notes.txt', 'LICENSE']) {
      assert.equal(ignoreComment(path, 'x', '\n', rule, 'why'), undefined, path);
      assert.equal(takesComments(path), false, path);
    }
  });

  it('keeps indentation and line ends', () => {
    assert.equal(ignoreComment('a.py', '\t  key = 1', '\r\n', rule, 'why'), `\t  # handrail-ignore ${rule}: why\r\n`);
  });

  it('lets no reason end the comment and become code', () => {
    assert.ok(!ignoreComment('a.css', '', '\n', rule, 'x */ body{}')?.includes('*/ body'));
    assert.ok(!ignoreComment('a.html', '', '\n', rule, 'x --> <script>')?.includes('--> <script>'));
    assert.equal(ignoreComment('a.js', '', '\n', rule, 'one\nalert(1)')?.split('\n').length, 2);
  });
});
