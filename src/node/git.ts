// The Git port over the git command.

import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '../core/model/errors.ts';
import type { Git } from '../core/ports.ts';
import { askGit, splitZero } from './git-command.ts';
import { remotesInFiles } from './git-config.ts';
import { readHistory } from './recent-commits.ts';

/** Older commits say little about the tools of today. */
const maxCommits = 5000;

/** Git questions about a folder. Every answer is undefined where git is missing or says no.
 *  @param env  of the process; what could redirect git to another repository is left out */
export function diskGit(root: string, env: Readonly<Record<string, string | undefined>>): Git {
  const ask = (args: readonly string[], input?: string): Promise<string | undefined> =>
    askGit({ root, env }, args, input);
  return {
    async trackedFiles() {
      const listed = await ask(['ls-files', '-z']);
      return listed === undefined ? undefined : new Set(splitZero(listed));
    },
    async ignored(paths) {
      if (paths.length === 0) return new Set();
      // Exit code 1 says that none is ignored.
      const listed = await ask(['check-ignore', '-z', '--stdin', '--no-index'], paths.join('\0'));
      return listed === undefined ? undefined : new Set(splitZero(listed));
    },
    async remotes() {
      const listed = await ask(['config', '--local', '-z', '--get-regexp', '^remote\\..*\\.url$']);
      if (listed === undefined) return undefined;
      const entries = splitZero(listed).map((entry) => entry.split('\n') as [string, string?]);
      const origin = ([key]: [string, string?]): number => (key === 'remote.origin.url' ? 0 : 1);
      return entries.sort((a, b) => origin(a) - origin(b)).map(([, url = '']) => withoutCredentials(url));
    },
    headCommit: async () => (await ask(['rev-parse', '--verify', '--quiet', 'HEAD']))?.trim() || undefined,
    async changedSince(commit) {
      if (!/^[0-9a-f]{7,64}$/.test(commit)) return undefined;
      const listed = await ask(['diff', '--name-only', '--no-ext-diff', '--no-textconv', '-z', commit, '--']);
      return listed === undefined ? undefined : splitZero(listed);
    },
    async authorEmails() {
      const format = '--format=%ae%n%(trailers:key=Co-authored-by,valueonly)';
      const listed = await ask([
        'log',
        `--max-count=${String(maxCommits)}`,
        '--no-show-signature',
        format,
        'HEAD',
        '--',
      ]);
      if (listed === undefined) return undefined;
      const emails = listed.split('\n').map((line) => (/<([^<>\s]+)>\s*$/.exec(line)?.[1] ?? line).trim());
      return [...new Set(emails.filter((email) => email.includes('@')))];
    },
    userEmail: async () => (await ask(['config', 'user.email']))?.trim() || undefined,
    history: () => readHistory(ask),
  };
}

/** Take files out of the index; they stay on disk. Only ever at a person's own request.
 *  @throws Refusal `unreadable` when git does not do it */
export async function untrackFiles(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  paths: readonly string[],
): Promise<void> {
  const done = await askGit({ root, env }, ['rm', '--cached', '--quiet', '--', ...paths]);
  if (done === undefined) {
    throw new Refusal('unreadable', `Git did not take them out. Try it by hand: git rm --cached ${paths.join(' ')}`);
  }
}

/** For folders of the disk in which git may not be run: remotes are read from its files, which runs nothing; the rest has no answer. */
export function silentGit(root: string): Git {
  return {
    ...noGit,
    remotes: () => Promise.resolve(remotesInFiles(repositoryTop(root) ?? root)?.map(withoutCredentials)),
  };
}

/** Answers nothing: for folders that are not on the disk. */
export const noGit: Git = {
  trackedFiles: () => Promise.resolve(undefined),
  ignored: () => Promise.resolve(undefined),
  remotes: () => Promise.resolve(undefined),
  headCommit: () => Promise.resolve(undefined),
  changedSince: () => Promise.resolve(undefined),
  authorEmails: () => Promise.resolve(undefined),
  userEmail: () => Promise.resolve(undefined),
  history: () => Promise.resolve(undefined),
};

/** Top folder of the repository that holds a folder, found by its `.git` without running git; undefined outside of any. */
export function repositoryTop(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return realpathSync(at);
    if (dirname(at) === at) return undefined;
  }
}

function withoutCredentials(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1');
}
