// Every blob of a history once, at the first commit that has it, streamed: oldest first.
// Source: https://git-scm.com/docs/git-rev-list#_object_traversal

import { Refusal } from '../core/model/errors.ts';
import { ByteReader } from './git-blobs.ts';
import { askGit, startGit, type GitPlace } from './git-command.ts';

/** One blob, where it was met first. */
export interface HistoricBlob {
  readonly blob: string;
  /** Posix, relative to the top of the repository. */
  readonly path: string;
  /** Commit id. */
  readonly commit: string;
}

/** Arguments that name the commits: a range or revision, else everything that any reference leads to.
 *  @throws Refusal `usage` outside of a repository, or when git knows no such range */
export async function historyRange(place: GitPlace, range: string | undefined): Promise<readonly string[]> {
  if ((await askGit(place, ['rev-parse', '--git-dir'])) === undefined) {
    throw new Refusal('usage', '--history needs a git repository, and git itself.');
  }
  if (range === undefined) {
    const head = await askGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD']);
    return head === undefined ? ['--all'] : ['--all', 'HEAD'];
  }
  const commits = await revisionsOf(place, range);
  if (commits === undefined) throw new Refusal('usage', `git knows no revision or range "${range}" here.`);
  return commits;
}

/** Commit ids that a range stands for, `^` before those it leaves out; undefined when git cannot read it as one. */
export async function revisionsOf(place: GitPlace, range: string): Promise<readonly string[] | undefined> {
  if (range.startsWith('-')) return undefined;
  const listed = await askGit(place, ['rev-parse', '--revs-only', '--quiet', '--end-of-options', range, '--']);
  const commits = (listed ?? '').split('\n').filter((line) => /^\^?[0-9a-f]{40,64}$/.test(line));
  return commits.length > 0 ? commits : undefined;
}

/** Whether the older part of the history is missing here. */
export async function isShallow(place: GitPlace): Promise<boolean> {
  return (await askGit(place, ['rev-parse', '--is-shallow-repository']))?.trim() === 'true';
}

/** Blobs of the commits, and trees among them, which a reader of blobs leaves out. */
export async function* historicBlobs(place: GitPlace, range: readonly string[]): AsyncGenerator<HistoricBlob> {
  const child = startGit(place, [
    'rev-list',
    ...['--objects', '--in-commit-order', '--date-order', '--reverse', '--missing=allow-any'],
    ...range,
    '--',
  ]);
  child.stdin.end();
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
    child.on('error', () => {
      resolve(null);
    });
  });
  try {
    const lines = new ByteReader(child.stdout);
    let commit = '';
    for (;;) {
      const line = await lines.line();
      if (line === undefined) break;
      const blank = line.indexOf(' ');
      if (blank < 0) commit = line;
      else if (blank + 1 < line.length) yield { blob: line.slice(0, blank), path: line.slice(blank + 1), commit };
    }
    if ((await ended) !== 0) throw new Refusal('unreadable', 'git could not list the history. "git fsck" says why.');
  } finally {
    child.kill();
  }
}
