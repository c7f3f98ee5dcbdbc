// Planned edits on disk: all or none, and never over what somebody has changed meanwhile.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileEdit } from '../../src/core/model/edit.ts';
import { sha256 } from '../../src/core/text/hash.ts';
import { applyFileEdits } from '../../src/node/apply-edits.ts';
import { writeFileAtomically } from '../../src/node/atomic-write.ts';

describe('edits on disk', () => {
  let root: string;
  const text = (name: string): string => readFileSync(join(root, name), 'utf8');
  const append = (path: string, before: string, more: string): FileEdit => ({
    kind: 'modify',
    path,
    beforeHash: sha256(before),
    edits: [{ startOffset: before.length, endOffset: before.length, newText: more }],
  });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'handrail-edits-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('are carried out together, with new folders', () => {
    writeFileSync(join(root, 'a.txt'), 'one\n');
    applyFileEdits(root, [append('a.txt', 'one\n', 'two\n'), { kind: 'create', path: 'x/y.txt', text: 'new\n' }]);
    assert.deepEqual([text('a.txt'), text('x/y.txt')], ['one\ntwo\n', 'new\n']);
  });

  it('keep a byte order mark', () => {
    writeFileSync(join(root, 'a.txt'), '\uFEFFone');
    applyFileEdits(root, [append('a.txt', 'one', ' two')]);
    assert.equal(text('a.txt'), '\uFEFFone two');
  });

  const refused: readonly (readonly [string, FileEdit, RegExp])[] = [
    ['a file that has changed since', append('a.txt', 'other', '!'), /has changed since/],
    ['a file that is gone', append('gone.txt', '', '!'), /is gone/],
    ['a new file that is there already', { kind: 'create', path: 'a.txt', text: '' }, /is there already/],
    ['a path outside of the project', { kind: 'create', path: '../out.txt', text: '' }, /outside/],
    ['an absolute path', { kind: 'create', path: '/tmp/out.txt', text: '' }, /outside/],
  ];
  for (const [what, edit, message] of refused) {
    it(`refuse ${what}, and then write nothing at all`, () => {
      writeFileSync(join(root, 'a.txt'), 'one\n');
      assert.throws(() => {
        applyFileEdits(root, [{ kind: 'create', path: 'first.txt', text: '' }, edit]);
      }, message);
      assert.deepEqual([text('a.txt'), existsSync(join(root, 'first.txt'))], ['one\n', false]);
    });
  }
});

describe('atomic write', () => {
  it('keeps the mode of a file and leaves nothing behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'handrail-write-'));
    const file = join(folder, 'run.sh');
    writeFileSync(file, 'old', { mode: 0o755 });
    writeFileAtomically(file, 'new');
    assert.deepEqual([readFileSync(file, 'utf8'), statSync(file).mode & 0o777], ['new', 0o755]);
    writeFileAtomically(join(folder, 'deep/er/secret'), 'x', 0o600);
    assert.equal(statSync(join(folder, 'deep/er/secret')).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder).sort(), ['deep', 'run.sh']);
    rmSync(folder, { recursive: true });
  });
});
