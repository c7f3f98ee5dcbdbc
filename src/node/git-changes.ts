// What a change adds: files of the index against HEAD, or of the working tree against a merge base, with the lines that are new.

import { isAbsolute, relative, resolve } from 'node:path';
import type { LineSpan } from '../core/scanner/added-lines.ts';
import { Refusal } from '../core/model/errors.ts';
import { askGit, splitZero, startGit, withoutFilters, type GitPlace } from './git-command.ts';
import { readGitDiff } from './git-diff.ts';

/** One file that a change touches. */
export interface ChangedFile {
  /** Posix, relative to the top of the repository. */
  readonly path: string;
  /** Its blob in the index; absent for the working tree. */
  readonly blob?: string;
  readonly kind: 'file' | 'symlink' | 'submodule' | 'unmerged';
  /** `undecided` where git takes the file for binary; `addedLinesAsText` decides when it turns out to be text. */
  readonly added: readonly LineSpan[] | 'all' | 'undecided';
}

/** What to compare: arguments of `git diff`. */
export interface Comparison {
  readonly place: GitPlace;
  readonly args: readonly string[];
}

const links = '120000';
const submodules = '160000';

/** The index against HEAD, or against nothing before the first commit.
 *  @throws Refusal `usage` outside of a repository */
export async function stagedComparison(place: GitPlace): Promise<Comparison> {
  const gitFolder = (await askGit(place, ['rev-parse', '--absolute-git-dir']))?.trim();
  if (gitFolder === undefined) throw noRepository('--staged');
  const indexFile = hookIndex(place, gitFolder);
  return { place: { ...place, ...(indexFile !== undefined && { indexFile }) }, args: ['--cached'] };
}

/** The working tree against the point where it left a revision.
 *  @throws Refusal `usage` outside of a repository, for an unknown revision, or without common history */
export async function sinceComparison(place: GitPlace, revision: string): Promise<Comparison> {
  if ((await askGit(place, ['rev-parse', '--git-dir'])) === undefined) throw noRepository('--since');
  const commit = await resolveCommit(place, revision);
  const base = (await askGit(place, ['merge-base', commit, 'HEAD']))?.trim();
  if (base === undefined || base === '') {
    throw new Refusal(
      'usage',
      `--since: ${revision} and HEAD have no commit in common here. A shallow clone may lack it: fetch more of the history.`,
    );
  }
  return { place, args: [base] };
}

/** Commit id of a revision. @throws Refusal `usage` when there is none */
export async function resolveCommit(place: GitPlace, revision: string): Promise<string> {
  const commit = await askGit(place, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (commit === undefined) throw new Refusal('usage', `There is no revision "${revision}" in this repository.`);
  return commit.trim();
}

/** Files of a comparison, sorted by path. Those that it deletes are not in it. Renamed files count with what changed in them.
 *  @param paths  files or folders to stay in; [] for everything */
export async function changedFiles(
  comparison: Comparison,
  paths: readonly string[],
  withUntracked: boolean,
): Promise<readonly ChangedFile[]> {
  const { place, args } = comparison;
  const diff = await runDiff(comparison, ['--raw', '--patch', ...args], paths);
  const files = new Map<string, ChangedFile>();
  for (const { status, mode, blob, path } of diff.records) {
    if (status.startsWith('D')) continue;
    const kind = mode === links ? 'symlink' : mode === submodules ? 'submodule' : status === 'U' ? 'unmerged' : 'file';
    const isNew = status === 'A';
    const added = isNew ? 'all' : (diff.added.get(path) ?? []);
    files.set(path, { path, kind, added, ...(/[^0]/.test(blob) && { blob }) });
  }
  if (withUntracked) {
    const listed = await askGit(place, ['ls-files', '--others', '--exclude-standard', '-z', '--', ...literal(paths)]);
    for (const path of splitZero(listed ?? '')) files.set(path, { path, kind: 'file', added: 'all' });
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The added lines of one file that git takes for binary, which text in UTF-16 is. */
export async function addedLinesAsText(comparison: Comparison, path: string): Promise<readonly LineSpan[] | 'all'> {
  const { added } = await runDiff(comparison, ['--text', '--patch', ...comparison.args], [path]);
  const lines = added.get(path);
  return lines === undefined || lines === 'undecided' ? 'all' : lines;
}

async function runDiff({ place }: Comparison, args: readonly string[], paths: readonly string[]) {
  const settings = await withoutFilters(place);
  const child = startGit(place, [
    ...settings,
    'diff',
    ...['-z', '--unified=0', '--find-renames', '--full-index', '--no-color', '--no-ext-diff', '--no-textconv'],
    ...['--src-prefix=a/', '--dst-prefix=b/', '--ignore-submodules=all'],
    ...args,
    '--',
    ...literal(paths),
  ]);
  child.stdin.end();
  const ended = new Promise<number | null>((done, failed) => {
    child.on('close', done);
    child.on('error', failed);
  });
  const diff = await readGitDiff(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Refusal('unreadable', 'git could not compare the files. "git diff" says why.');
  return diff;
}

/** A hook of `git commit FILE` gets an index of its own, in the folder of the repository; any other is not followed. */
function hookIndex({ root, env }: GitPlace, gitFolder: string): string | undefined {
  const given = env['GIT_INDEX_FILE'];
  if (given === undefined || given === '') return undefined;
  const file = resolve(root, given);
  const inside = relative(gitFolder, file);
  return inside.startsWith('..') || isAbsolute(inside) ? undefined : file;
}

function literal(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => path !== '').map((path) => `:(top,literal)${path}`);
}

function noRepository(option: string): Refusal {
  return new Refusal('usage', `${option} needs a git repository, and git itself.`);
}
