// Which files are looked at, and that nothing is passed over in silence.

import assert from 'node:assert/strict';
import type { Files } from '../../../src/core/ports.ts';
import { leftOut, walk, walkChanged, type WalkOptions } from '../../../src/core/scanner/walk.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const usual: WalkOptions = { useIgnoreFiles: true, maxFileBytes: 1000 };
const walked = async (contents: Record<string, string>, options: Partial<WalkOptions> = {}) => {
  const { paths, skipped } = await walk(memoryFiles(contents), { ...usual, ...options });
  return { paths, skipped: skipped.map(({ path, reason }) => `${path} ${reason}`) };
};

describe('walk', () => {
  it('lists files sorted, and leaves out version control and installed packages', async () => {
    const { paths, skipped } = await walked({ 'b.ts': '', 'a/c.ts': '', '.git/config': '', 'node_modules/x/i.js': '' });
    assert.deepEqual(paths, ['a/c.ts', 'b.ts']);
    assert.deepEqual(skipped, ['.git/ ignored', 'node_modules/ ignored']);
  });

  it('reads ignore files on the way down; the nearest word wins', async () => {
    const { paths, skipped } = await walked({
      '.gitignore': '*.log\n/build/\n',
      'a.log': '',
      'build/x.js': '',
      'sub/.gitignore': '!keep.log\n',
      'sub/keep.log': '',
      'sub/other.log': '',
    });
    assert.deepEqual(paths, ['.gitignore', 'sub/.gitignore', 'sub/keep.log']);
    assert.deepEqual(skipped, ['a.log ignored', 'build/ ignored', 'sub/other.log ignored']);
  });

  it('looks at what is committed although .gitignore names it, but not at what .handrailignore names', async () => {
    const contents = {
      '.gitignore': '.env\nout/\n',
      '.handrailignore': 'demo/\n',
      '.env': '',
      'out/a.js': '',
      'demo/a.js': '',
    };
    const tracked = new Set(['.env', 'out/a.js', 'demo/a.js']);
    const { paths, skipped } = await walked(contents, { tracked });
    assert.deepEqual(paths, ['.env', '.gitignore', '.handrailignore', 'out/a.js']);
    assert.deepEqual(skipped, ['demo/ ignored']);
  });

  it('looks at everything but version control when told to', async () => {
    const contents = { '.gitignore': '*.log\n', 'a.log': '', 'node_modules/x.js': '', '.git/config': '' };
    const { paths } = await walked(contents, { useIgnoreFiles: false });
    assert.deepEqual(paths, ['.gitignore', 'a.log', 'node_modules/x.js']);
  });

  it('names what is too large, gone, or not a file', async () => {
    const { paths, skipped } = await walked({ 'big.txt': 'x'.repeat(1001), 'fits.txt': 'x'.repeat(1000) });
    assert.deepEqual([paths, skipped], [['fits.txt'], ['big.txt too-large']]);
    assert.deepEqual((await walked({}, { start: ['gone.txt'] })).skipped, ['gone.txt vanished']);
  });

  it('follows no link, and goes on past a folder that cannot be read', async () => {
    const files: Files = {
      list: (path) => {
        if (path === 'locked') throw new Error('EACCES');
        return [
          { name: 'loop', kind: 'symlink' },
          { name: 'locked', kind: 'directory' },
          { name: 'socket', kind: 'other' },
        ];
      },
      read: () => undefined,
      stat: () => ({ kind: 'directory', sizeBytes: 0, modifiedMs: 0 }),
    };
    const { skipped } = await walk(files, usual);
    assert.deepEqual(
      skipped.map(({ path, reason }) => `${path} ${reason}`),
      ['locked/ unreadable', 'loop symlink', 'socket not-a-file'],
    );
  });

  it('begins below the root with the rules from above', async () => {
    const contents = { '.gitignore': '*.log\n', 'a/b/x.log': '', 'a/b/x.ts': '', 'c.ts': '' };
    assert.deepEqual((await walked(contents, { start: ['a/b'] })).paths, ['a/b/x.ts']);
    assert.deepEqual((await walked(contents, { start: ['c.ts', 'a'] })).paths, ['a/b/x.ts', 'c.ts']);
  });

  it('stops at depth instead of at a full stack', async () => {
    const deep = `${'d/'.repeat(80)}f.ts`;
    const { paths, skipped } = await walked({ [deep]: '' });
    assert.deepEqual([paths.length, skipped.map((each) => each.split(' ')[1])], [0, ['too-deep']]);
  });

  it('tells an editor what it leaves out', async () => {
    const files = memoryFiles({ '.gitignore': 'out/\n', 'out/a.js': '', 'node_modules/b.js': '', 'c.js': '' });
    assert.deepEqual(
      [...(await leftOut(files, ['out/a.js', 'node_modules/b.js', 'c.js', 'not-saved-yet.js'], usual))],
      ['out/a.js', 'node_modules/b.js'],
    );
  });

  it('finds again what changed, in files and whole folders, and nothing that a walk from the root leaves out', async () => {
    const files = memoryFiles({
      '.gitignore': 'out/\n*.log\n',
      'a.ts': '',
      'new/b.ts': '',
      'new/deep/c.ts': '',
      'new/x.log': '',
      'out/d.js': '',
      'out/kept/e.js': '',
      'node_modules/f/index.js': '',
      '.git/config': '',
    });
    const changed = async (...paths: string[]): Promise<readonly string[]> =>
      (await walkChanged(files, paths, { ...usual, tracked: new Set(['out/kept/e.js']) })).paths;
    assert.deepEqual(await changed('a.ts', 'new', 'gone'), ['a.ts', 'new/b.ts', 'new/deep/c.ts']);
    assert.deepEqual(await changed('out', 'out/d.js', 'new/x.log'), ['out/kept/e.js']);
    assert.deepEqual(await changed('node_modules', 'node_modules/f', 'node_modules/f/index.js', '.git/config'), []);
    assert.deepEqual((await walkChanged(files, ['out/d.js'], { ...usual, useIgnoreFiles: false })).paths, ['out/d.js']);
  });
});
