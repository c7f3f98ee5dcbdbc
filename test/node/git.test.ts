// Questions to a real git, and that nothing a repository configures is run.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskGit, repositoryTop, silentGit } from '../../src/node/git.ts';

describe('git', () => {
  let root: string;
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-C', root, ...args], { stdio: 'ignore' });
  };
  const port = (env: Readonly<Record<string, string>> = {}) => diskGit(root, { PATH: process.env['PATH'], ...env });
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-git-')));
    git('init', '--quiet');
    git('config', 'user.email', 'dana@acme.example');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('lists what is in the index, also names with spaces and umlauts', async () => {
    writeFileSync(join(root, 'für alle.txt'), '');
    git('add', '--all');
    writeFileSync(join(root, 'new.txt'), '');
    assert.deepEqual(await port().trackedFiles(), new Set(['für alle.txt']));
  });

  it('says which paths the ignore rules cover, whether or not they exist', async () => {
    writeFileSync(join(root, '.gitignore'), '.env\n');
    assert.deepEqual(await port().ignored(['.env', '.env.local']), new Set(['.env']));
    assert.deepEqual(await port().ignored(['a.ts']), new Set());
  });

  it('lists remotes without their credentials, origin first', async () => {
    git('remote', 'add', 'backup', 'https://dana:topsecret@backup.example/x.git');
    git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
    assert.deepEqual(await port().remotes(), ['git@github.com:acme/shop.git', 'https://backup.example/x.git']);
  });

  it('reads the same remotes from the files, without running git', async () => {
    const urls = {
      backup: 'https://dana:topsecret@backup.example/x.git',
      origin: 'git@github.com:acme/shop.git',
      'odd.name "x"': 'https://git.example/a b;c#d.git',
      windows: String.raw`C:\repos\shop`,
    };
    for (const [name, url] of Object.entries(urls)) git('config', `remote.${name}.url`, url);
    git('config', 'core.editor', 'vi');
    appendFileSync(
      join(root, '.git/config'),
      '[Remote "late"] url = https://late.example/x.git ; on one line\n\tUrl = "https://second.example/\\\nx.git"\n[remote]\n\turl = none\n',
    );
    const asked = await port().remotes();
    assert.equal(asked?.length, 6);
    assert.deepEqual((await silentGit(root).remotes())?.toSorted(), asked.filter((url) => url !== 'none').toSorted());
    assert.equal((await silentGit(root).remotes())?.[0], 'git@github.com:acme/shop.git');
    assert.equal(await silentGit(root).trackedFiles(), undefined);
  });

  it('reads the remotes of a worktree, and has none where there is no repository or its files are odd', async () => {
    git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
    git('-c', 'user.name=Dana', 'commit', '--quiet', '--allow-empty', '--message', 'first');
    const beside = `${root}-worktree`;
    git('worktree', 'add', '--quiet', beside);
    try {
      assert.deepEqual(await silentGit(beside).remotes(), ['git@github.com:acme/shop.git']);
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
    mkdirSync(join(root, 'src'));
    assert.equal((await silentGit(join(root, 'src')).remotes())?.length, 1, 'below the top');
    rmSync(join(root, '.git'), { recursive: true });
    for (const odd of ['', 'gitdir: /nowhere\n', `gitdir: ${root}\n`, 'x'.repeat(2_000_000)]) {
      writeFileSync(join(root, '.git'), odd);
      assert.equal(await silentGit(root).remotes(), undefined);
    }
  });

  it('has no head before the first commit, and knows who commits', async () => {
    assert.equal(await port().headCommit(), undefined);
    assert.equal(await port().userEmail(), 'dana@acme.example');
    git('-c', 'user.name=Dana', 'commit', '--quiet', '--allow-empty', '--message', 'first');
    assert.match((await port().headCommit()) ?? '', /^[0-9a-f]{40}$/);
  });

  it('runs nothing that the repository configures', async () => {
    const proof = join(root, 'was-run');
    const program = join(root, 'program.sh');
    writeFileSync(program, `#!/bin/sh\ntouch '${proof}'\n`);
    chmodSync(program, 0o755);
    git('config', 'core.fsmonitor', program);
    git('config', 'core.pager', program);
    git('config', 'core.sshCommand', program);
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    for (const hook of ['post-index-change', 'fsmonitor-watchman']) {
      writeFileSync(join(root, '.git/hooks', hook), `#!/bin/sh\ntouch '${proof}'\n`, { mode: 0o755 });
    }
    await port().trackedFiles();
    await port().ignored(['a']);
    await port().remotes();
    assert.equal(existsSync(proof), false);
  });

  it('does not let the environment point it at another repository', async () => {
    writeFileSync(join(root, 'here.txt'), '');
    git('add', '--all');
    assert.deepEqual(
      await port({ GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere' }).trackedFiles(),
      new Set(['here.txt']),
    );
  });

  it('has no answer outside of a repository, or without git', async () => {
    assert.equal(await diskGit(tmpdir(), { PATH: process.env['PATH'] }).trackedFiles(), undefined);
    assert.equal(await diskGit(root, { PATH: '/nowhere' }).trackedFiles(), undefined);
  });

  it('finds the top of a repository from a folder deep in it', () => {
    mkdirSync(join(root, 'a/b'), { recursive: true });
    assert.equal(repositoryTop(join(root, 'a/b')), root);
  });
});
