// Runs git so that nothing a repository configures is run with it: no hooks, no fsmonitor, no filters, no pager, no prompt, no network.

import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';

/** Where git is run, and for whom. */
export interface GitPlace {
  /** Absolute path of the folder. */
  readonly root: string;
  /** Of the process; what could redirect git to another repository is left out. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Index to use in place of the repository's own: git hands a hook one of its own. */
  readonly indexFile?: string;
}

const timeoutMs = 10_000;
const maxOutputBytes = 64 * 1024 * 1024;
// `protocol.allow` keeps a partial clone from fetching what it lacks.
const safeSettings = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'core.untrackedCache=false',
  'protocol.allow=never',
];

/** One question to git. @returns its answer; undefined where git is missing, is no repository, or says no */
export function askGit(place: GitPlace, args: readonly string[], input?: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { ...optionsFor(place), timeout: timeoutMs, maxBuffer: maxOutputBytes };
    const child = execFile('git', withSettings(args), options, (error, stdout) => {
      const saysNone = error !== null && error.code === 1 && stdout === '';
      if (error === null) resolve(stdout);
      else resolve(saysNone && !args.includes('rev-parse') ? '' : undefined);
    });
    // A git that ends before it has read everything is no failure of ours.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

/** Start a git whose output is read as it comes. The caller ends it. */
export function startGit(place: GitPlace, args: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn('git', withSettings(args), optionsFor(place));
  child.stdin.on('error', () => undefined);
  // Unread, a full pipe would stop it.
  child.stderr.resume();
  return child;
}

/** Settings that switch off the clean and smudge filters of a repository: they are programs, and a diff would run them.
 *  Source: https://git-scm.com/docs/gitattributes#_filter */
export async function withoutFilters(place: GitPlace): Promise<readonly string[]> {
  const listed = await askGit(place, ['config', '--name-only', '-z', '--get-regexp', '^filter\\.']);
  const names = new Set(splitZero(listed ?? '').map((key) => key.slice('filter.'.length, key.lastIndexOf('.'))));
  return [...names].flatMap((name) =>
    ['clean=', 'smudge=', 'process=', 'required=false'].flatMap((setting) => ['-c', `filter.${name}.${setting}`]),
  );
}

/** Parts of a `-z` answer. */
export function splitZero(text: string): readonly string[] {
  return text.split('\0').filter((part) => part !== '');
}

function withSettings(args: readonly string[]): string[] {
  return [...safeSettings.flatMap((setting) => ['-c', setting]), ...args];
}

function optionsFor({ root, env, indexFile }: GitPlace) {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || name === 'GIT_CONFIG_GLOBAL');
  const quiet = {
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_PAGER: 'cat',
    LC_ALL: 'C',
    ...(indexFile !== undefined && { GIT_INDEX_FILE: indexFile }),
  };
  return { cwd: root, env: { ...Object.fromEntries(kept), ...quiet }, windowsHide: true };
}
