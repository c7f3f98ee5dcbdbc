// Files and git of a workspace that exists in memory only, for tests of everything behind the ports.

import type { DirectoryEntry, Files, Git, GitHistory } from '../../src/core/ports.ts';

/** Text, bytes, or an error that reading the file throws; by posix path. */
export type MemoryContent = string | Uint8Array | Error;

/** A `Files` port over the given contents; folders exist when a file is in them. */
export function memoryFiles(contents: Readonly<Record<string, MemoryContent>>): Files {
  const bytesOf = (content: MemoryContent): Uint8Array => {
    if (content instanceof Error) throw content;
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  const isFolder = (path: string): boolean =>
    path === '' || Object.keys(contents).some((name) => name.startsWith(`${path}/`));
  return {
    list(path) {
      if (!isFolder(path)) return undefined;
      const prefix = path === '' ? '' : `${path}/`;
      const entries = new Map<string, DirectoryEntry>();
      for (const name of Object.keys(contents)) {
        if (!name.startsWith(prefix)) continue;
        const [first = '', ...rest] = name.slice(prefix.length).split('/');
        entries.set(first, { name: first, kind: rest.length > 0 ? 'directory' : 'file' });
      }
      return [...entries.values()];
    },
    read(path) {
      const content = contents[path];
      return content === undefined ? undefined : bytesOf(content);
    },
    stat(path) {
      const content = contents[path];
      if (content !== undefined) {
        const sizeBytes = content instanceof Error ? 0 : bytesOf(content).length;
        return { kind: 'file', sizeBytes, modifiedMs: 0 };
      }
      return isFolder(path) ? { kind: 'directory', sizeBytes: 0, modifiedMs: 0 } : undefined;
    },
  };
}

export interface MemoryGit {
  readonly tracked: readonly string[];
  readonly ignored?: readonly string[];
  readonly authorEmails?: readonly string[];
  readonly remotes?: readonly string[];
  readonly userEmail?: string;
  /** Absent: one unlabelled commit. */
  readonly history?: Partial<GitHistory>;
}

/** A `Git` port that answers from values; without any it is a folder without a repository. */
export function memoryGit(repository?: MemoryGit): Git {
  const answer = <Value>(value: (known: MemoryGit) => Value): Promise<Value | undefined> =>
    Promise.resolve(repository === undefined ? undefined : value(repository));
  return {
    trackedFiles: () => answer((known) => new Set(known.tracked)),
    ignored: (paths) => answer((known) => new Set(paths.filter((path) => known.ignored?.includes(path)))),
    authorEmails: () => answer((known) => known.authorEmails ?? []),
    remotes: () => answer((known) => known.remotes ?? []),
    headCommit: () => answer(() => '0'.repeat(40)),
    changedSince: () => answer(() => []),
    userEmail: () => answer((known) => known.userEmail),
    history: () =>
      answer((known) => ({
        isShallow: false,
        tags: [],
        hasAiNotes: false,
        commits: [],
        authors: [],
        ...known.history,
      })),
  };
}
