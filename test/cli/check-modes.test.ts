// `handrail check` over changes and histories of real git repositories: which findings a change brings, and which were there.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sandbox } from '../support/cli-run.ts';

// Fabricated, and put together here so that no scanner takes this file for a leak.
const keyNamed = (letter: string): string => ['sk', 'live', `51HxQwErTyUiOpAsDfGhJkLzX${letter}VbNm`].join('_');
const line = (letter: string): string => `const key = '${keyNamed(letter)}';\n`;
const ignoreComment = ['handrail', 'ignore'].join('-');

interface Report {
  readonly findings: readonly {
    readonly path: string;
    readonly startLine: number;
    readonly commit?: string;
    readonly ruleId: string;
    readonly suppressed?: { readonly by: string };
  }[];
  readonly summary: {
    readonly files: number;
    readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  };
}

describe('handrail check over changes', () => {
  let sandbox: Sandbox;
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', sandbox.root, '-c', 'user.name=Dana', ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  const project = (files: Readonly<Record<string, string | Uint8Array>>): void => {
    sandbox = new Sandbox(files);
    sandbox.commit();
  };
  const commit = (files: Readonly<Record<string, string | Uint8Array>>): string => {
    sandbox.write(files);
    git('add', '--all');
    git('commit', '--quiet', '--message', 'more');
    return git('rev-parse', 'HEAD');
  };
  const report = async (...argv: readonly string[]): Promise<Report> => {
    const { stdout, stderr } = await sandbox.run(['check', '--format', 'json', '--fail-on', 'none', ...argv]);
    assert.notEqual(stdout, '', stderr);
    return JSON.parse(stdout) as Report;
  };
  const places = async (...argv: readonly string[]): Promise<readonly string[]> =>
    (await report(...argv)).findings.map(({ path, startLine }) => `${path}:${String(startLine)}`);
  afterEach(() => {
    sandbox.remove();
  });

  describe('--staged', () => {
    it('finds what is staged, not what is only on disk or was there before', async () => {
      project({ 'old.ts': line('A') });
      sandbox.write({ 'old.ts': `${line('A')}\n${line('B')}`, 'new.ts': line('C') });
      git('add', '--all');
      sandbox.write({ 'new.ts': 'nothing\n', 'disk.ts': line('D') });
      assert.deepEqual(await places('--staged'), ['new.ts:1', 'old.ts:3']);
      const ran = await sandbox.run(['check', '--staged']);
      assert.equal(ran.code, 1);
      git('commit', '--quiet', '--message', 'x');
      assert.equal((await sandbox.run(['check', '--staged'])).code, 0);
    });

    it('works before the first commit, in one folder alone, and from a folder below', async () => {
      sandbox = new Sandbox({ 'a/x.ts': line('A'), 'b/y.ts': line('B') });
      git('init', '--quiet');
      git('add', '--all');
      assert.deepEqual(await places('--staged'), ['a/x.ts:1', 'b/y.ts:1']);
      assert.deepEqual(await places('--staged', 'b'), ['b/y.ts:1']);
      assert.deepEqual(await places('--staged', '--cwd', 'a'), ['a/x.ts:1', 'b/y.ts:1']);
    });

    it('reads the index also where the file is gone from disk', async () => {
      project({});
      sandbox.write({ 'a b/ü "x".ts': line('A') });
      git('add', '--all');
      rmSync(join(sandbox.root, 'a b'), { recursive: true });
      assert.deepEqual(await places('--staged'), ['a b/ü "x".ts:1']);
    });

    it('does not take a renamed file for a new one, and knows its changed lines', async () => {
      const before = `${line('A')}${'// the same as ever\n'.repeat(20)}`;
      project({ 'a.ts': before });
      renameSync(join(sandbox.root, 'a.ts'), join(sandbox.root, 'b.ts'));
      git('add', '--all');
      assert.deepEqual(await places('--staged'), []);
      sandbox.write({ 'b.ts': before + line('B') });
      git('add', '--all');
      assert.deepEqual(await places('--staged'), ['b.ts:22']);
    });

    it('finds added lines of a file in UTF-16, which git takes for binary', async () => {
      const wide = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
      project({ 'a.ps1': wide(line('A')) });
      sandbox.write({ 'a.ps1': wide(`${line('A')}# x\n${line('B')}`) });
      git('add', '--all');
      assert.deepEqual(await places('--staged'), ['a.ps1:3']);
    });

    it('names links, large and binary files, and honours .handrailignore', async () => {
      project({ '.handrailignore': 'gen/\n' });
      sandbox.write({ 'gen/a.ts': line('A'), 'big.ts': ' '.repeat(3000), 'x.bin': Buffer.from([1, 0, 2, 3]) });
      symlinkSync('gen', join(sandbox.root, 'link'));
      git('add', '--all');
      const { summary, findings } = await report('--staged', '--max-file-size', '2000');
      assert.deepEqual(
        summary.skipped.map(({ path, reason }) => `${path} ${reason}`),
        ['big.ts too-large', 'gen/a.ts ignored', 'link symlink', 'x.bin binary'],
      );
      assert.deepEqual(findings, []);
      assert.deepEqual(await places('--staged', '--no-ignore'), ['gen/a.ts:1']);
    });

    it('weighs comments of the staged text, and the baseline', async () => {
      project({});
      const silence = `// ${ignoreComment} sensitive-data/stripe-secret-live: sample\n`;
      sandbox.write({ 'a.ts': silence + line('A'), 'b.ts': line('B') });
      git('add', '--all');
      await sandbox.run(['check', '--staged', '--update-baseline', 'b.ts']);
      const { findings } = await report('--staged');
      assert.deepEqual(
        findings.map(({ suppressed }) => suppressed?.by),
        ['inline', 'baseline'],
      );
    });

    it('follows the index that a hook is given, and no other one', async () => {
      project({});
      sandbox.write({ 'a.ts': line('A') });
      const env = { GIT_INDEX_FILE: '.git/hook-index' };
      execFileSync('git', ['-C', sandbox.root, 'add', 'a.ts'], { env: { ...process.env, ...env } });
      const staged = async (index: string) => {
        const argv = ['check', '--staged', '--format', 'json'];
        const { stdout } = await sandbox.run(argv, { env: { GIT_INDEX_FILE: index } });
        return (JSON.parse(stdout) as Report).findings.length;
      };
      assert.equal(await staged('.git/hook-index'), 1);
      assert.equal(await staged('/tmp/elsewhere'), 0);
    });
  });

  describe('--since', () => {
    it('finds lines added since the branch left, committed or not, and files git does not know', async () => {
      project({ 'a.ts': line('A'), '.gitignore': 'ignored.ts\n' });
      git('checkout', '--quiet', '-b', 'feature');
      commit({ 'b.ts': line('B') });
      git('checkout', '--quiet', '-');
      commit({ 'main-only.ts': line('C') });
      git('checkout', '--quiet', 'feature');
      sandbox.write({ 'a.ts': `// moved\n${line('A')}${line('D')}`, 'new.ts': line('E'), 'ignored.ts': line('F') });
      const main =
        git('branch', '--format=%(refname:short)')
          .split('\n')
          .find((name) => name !== 'feature') ?? '';
      assert.deepEqual(await places('--since', main), ['a.ts:3', 'b.ts:1', 'new.ts:1']);
      assert.deepEqual(await places('--since', 'HEAD'), ['a.ts:3', 'new.ts:1']);
    });

    it('runs no program that the repository configures', async () => {
      project({ 'a.ts': line('A'), '.gitattributes': '*.ts filter=evil diff=evil\n' });
      const proof = join(sandbox.root, '.git/was-run');
      const program = join(sandbox.root, '.git/program.sh');
      writeFileSync(program, `#!/bin/sh\ntouch '${proof}'\ncat\n`);
      chmodSync(program, 0o755);
      for (const key of ['filter.evil.clean', 'filter.evil.process', 'diff.evil.textconv', 'diff.evil.command']) {
        git('config', key, program);
      }
      git('config', 'diff.external', program);
      sandbox.write({ 'a.ts': line('A') + line('B') });
      assert.deepEqual(await places('--since', 'HEAD'), ['a.ts:2']);
      assert.equal(existsSync(proof), false);
    });
  });

  describe('--history', () => {
    it('counts versions of files, whose number is known at the end alone', async () => {
      project({ 'a.ts': line('A'), 'b.ts': line('B') });
      commit({ 'a.ts': line('C') });
      const { stderr } = await sandbox.run(['check', '--history', '--progress', '--fail-on', 'none']);
      assert.match(stderr, /^3 of 3 files$/m);
      assert.doesNotMatch(stderr, /of 0 files/);
    });

    it('finds what was deleted since, at the commit that brought it, and lists each finding once', async () => {
      project({ 'README.md': 'x\n' });
      const first = commit({ 'a.ts': line('A') });
      commit({ 'a.ts': `// more\n${line('A')}`, 'copy.ts': line('A') });
      const second = commit({ 'a.ts': 'gone\n', 'deep/b.ts': line('B') });
      const { findings } = await report('--history');
      assert.deepEqual(
        findings.map(({ path, commit: id }) => [path, id]),
        [
          ['a.ts', first],
          ['deep/b.ts', second],
        ],
      );
      assert.deepEqual(await places('--history', `${first}..HEAD`), ['a.ts:2', 'deep/b.ts:1']);
      assert.deepEqual(await places('--history', 'HEAD', 'deep'), ['deep/b.ts:1']);
      assert.deepEqual(await places('--history', 'deep'), ['deep/b.ts:1']);
      assert.deepEqual(await places(`--history=${second}..HEAD`), []);
    });

    it('takes in all branches, tags and merges', async () => {
      project({ 'README.md': 'x\n' });
      git('checkout', '--quiet', '-b', 'side');
      const side = commit({ 's.ts': line('A') });
      git('tag', 'kept');
      git('checkout', '--quiet', '-');
      commit({ 'm.ts': 'x\n' });
      git('branch', '--quiet', '-D', 'side');
      const { findings } = await report('--history');
      assert.deepEqual(
        findings.map(({ path, commit: id }) => [path, id]),
        [['s.ts', side]],
      );
    });

    it('skips what is large, and says the commit in every format', async () => {
      project({ 'big.ts': ' '.repeat(3000) });
      const id = commit({ 'a.ts': line('A') });
      const { summary } = await report('--history', '--max-file-size', '2000');
      assert.deepEqual(summary.skipped, [{ path: 'big.ts', reason: 'too-large' }]);
      for (const format of ['text', 'json', 'sarif', 'junit', 'github', 'markdown']) {
        const { stdout } = await sandbox.run(['check', '--history', '--format', format]);
        assert.ok(stdout.includes(id.slice(0, 12)), format);
      }
    });
  });

  describe('wrong use', () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--since', 'nowhere'], /no revision "nowhere"/],
      [['--since=--output=x'], /no revision "--output=x"/],
      [['--history', 'a..b'], /knows no revision or range "a\.\.b"/],
      [['--history='], /needs a range/],
      [['--staged', '--history'], /exclude one another/],
      [['--staged', '--stdin', '--stdin-filename', 'a.ts'], /exclude one another/],
      [['--prune-baseline'], /goes with --update-baseline/],
      [['--prune-baseline', '--update-baseline', '--staged'], /look at everything/],
    ];
    for (const [argv, message] of cases) {
      it(`"check ${argv.join(' ')}" exits 2`, async () => {
        project({});
        const ran = await sandbox.run(['check', ...argv]);
        assert.deepEqual([ran.code, ran.stdout], [2, '']);
        assert.match(ran.stderr, message);
      });
    }

    for (const option of [['--staged'], ['--since', 'HEAD'], ['--history']]) {
      it(`${option.join(' ')} outside of a repository exits 2 and says what is missing`, async () => {
        sandbox = new Sandbox({ 'a.ts': line('A') });
        const ran = await sandbox.run(['check', ...option]);
        assert.equal(ran.code, 2);
        assert.match(ran.stderr, /needs a git repository/);
      });
    }

    it('--since without common history exits 2', async () => {
      project({ 'a.ts': 'x\n' });
      git('checkout', '--quiet', '--orphan', 'other');
      commit({ 'b.ts': 'x\n' });
      const branches = git('branch', '--format=%(refname:short)').split('\n');
      const ran = await sandbox.run(['check', '--since', branches.find((name) => name !== 'other') ?? '']);
      assert.equal(ran.code, 2);
      assert.match(ran.stderr, /no commit in common/);
    });
  });

  describe('--update-baseline', () => {
    it('adds to what is known, names what it does not find, and takes that out only when told to', async () => {
      project({ 'a.ts': line('A'), 'b.ts': line('B') });
      const update = (...argv: readonly string[]) => sandbox.run(['check', '--update-baseline', ...argv]);
      const known = () =>
        (
          JSON.parse(readFileSync(join(sandbox.root, '.handrail/baseline.json'), 'utf8')) as {
            findings: readonly { path: string }[];
          }
        ).findings.map(({ path }) => path);
      assert.match((await update('a.ts')).stderr, /Wrote 1 known findings to .*: 1 are new/);
      await update('b.ts');
      assert.deepEqual(known(), ['a.ts', 'b.ts']);
      sandbox.write({ 'a.ts': 'clean\n' });
      assert.match((await update()).stderr, /1 known findings were not found now and stay/);
      assert.deepEqual(known(), ['a.ts', 'b.ts']);
      assert.match((await update('--prune-baseline')).stderr, /Taken out, no longer found: .* in a\.ts/);
      assert.deepEqual(known(), ['b.ts']);
    });

    it('takes over what gitleaks knows, and leaves its file alone', async () => {
      const theirs = [{ RuleID: 'stripe', File: 'a.ts', StartLine: 1, Secret: keyNamed('A') }];
      project({ 'a.ts': line('A'), 'b.ts': line('B'), 'gitleaks.json': JSON.stringify(theirs) });
      sandbox.write({ '.handrailignore': 'gitleaks.json\n' });
      const { findings } = await report('--baseline', 'gitleaks.json');
      assert.deepEqual(
        findings.map(({ path, suppressed }) => [path, suppressed?.by]),
        [
          ['a.ts', 'baseline'],
          ['b.ts', undefined],
        ],
      );
      await sandbox.run(['check', '--baseline', 'gitleaks.json', '--update-baseline']);
      assert.deepEqual(JSON.parse(readFileSync(join(sandbox.root, 'gitleaks.json'), 'utf8')), theirs);
      assert.equal((await sandbox.run(['check'])).code, 0);
    });
  });
});
