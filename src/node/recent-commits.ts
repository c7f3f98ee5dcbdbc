// What the newest commits of a branch tell, asked of the git command in one go. git.ts hands the question on.

import type { GitCommit, GitHistory } from '../core/ports.ts';

type Ask = (args: readonly string[]) => Promise<string | undefined>;

/** @returns undefined without any commit, or where git says no */
export async function readHistory(ask: Ask): Promise<GitHistory | undefined> {
  const [log, authors, tags, shallow, notes] = await Promise.all([
    ask([...recentCommits, commitFormat]),
    ask(['shortlog', '-sn', '--no-merges', '--since=1.year', 'HEAD']),
    ask(['for-each-ref', '--count=200', '--format=%(refname:short)', 'refs/tags']),
    ask(['rev-parse', '--is-shallow-repository']),
    ask(['for-each-ref', '--count=1', 'refs/notes/ai']),
  ]);
  if (log === undefined) return undefined;
  return {
    isShallow: shallow?.trim() === 'true',
    tags: lines(tags),
    hasAiNotes: lines(notes).length > 0,
    commits: log.split('\x1e').flatMap((record) => (record === '' ? [] : [readCommit(record)])),
    authors: lines(authors).flatMap((line) => {
      const [, commits, name] = /^\s*(\d+)\t(.*)$/.exec(line) ?? [];
      return commits === undefined || name === undefined ? [] : [{ name, commits: Number(commits) }];
    }),
  };
}

const recentCommits = ['log', '--first-parent', '-m', '-n', '50', '--name-only', '--no-show-signature', '--no-color'];
/** Records begin with \x1e, fields end with \x1f. Source: https://git-scm.com/docs/pretty-formats */
const commitFormat = '--format=%x1e%H%x1f%P%x1f%an <%ae>%x1f%s%x1f%(trailers:unfold,separator=%x1d)%x1f';

function readCommit(record: string): GitCommit {
  const [id = '', parents = '', author = '', subject = '', trailers = '', paths = ''] = record.split('\x1f');
  return {
    id,
    isMerge: parents.includes(' '),
    author,
    subject,
    trailers: trailers.split('\x1d').filter((trailer) => trailer !== ''),
    paths: lines(paths),
  };
}

function lines(text: string | undefined): readonly string[] {
  return text?.split('\n').filter((line) => line !== '') ?? [];
}
