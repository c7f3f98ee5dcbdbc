// All that the core asks of the outside. Node implements these in src/node, tests in memory, the editor over workspace.fs.

import type { ScannedDocument } from './scanner/scanned-document.ts';

/** A value now or later. Disk reads on Node are several times faster when synchronous; virtual workspaces have no choice. */
export type MaybePromise<T> = T | Promise<T>;

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
}

/** Files of one workspace root. Paths are posix and relative to it; `''` is the root itself. */
export interface Files {
  /** @returns entries in any order; undefined when there is no such folder
   *  @throws when the folder is there but cannot be read */
  list(path: string): MaybePromise<readonly DirectoryEntry[] | undefined>;
  /** @returns undefined when there is no such file
   *  @throws when it is there but cannot be read */
  read(path: string): MaybePromise<Uint8Array | undefined>;
  /** A file in pieces, for those that are too large to be held at once. A piece is valid until the next one is asked for. Absent where
   *  files come whole.
   *  @returns undefined when there is no such file or it cannot be read */
  readonly pieces?: (path: string) => Iterable<Uint8Array> | undefined;
  /** Links are followed. @returns undefined when there is nothing at the path */
  stat(path: string): MaybePromise<FileStat | undefined>;
}

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'other';
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** Questions that only git can answer. Every answer may be undefined: no repository, no git, or not allowed to ask here. */
export interface Git {
  /** Paths in the index, posix and relative to the root. */
  trackedFiles(): Promise<ReadonlySet<string> | undefined>;
  /** Which of these paths the ignore rules cover, whether or not they exist. */
  ignored(paths: readonly string[]): Promise<ReadonlySet<string> | undefined>;
  /** Fetch URLs without credentials, `origin` first. */
  remotes(): Promise<readonly string[] | undefined>;
  /** Commit id of HEAD. */
  headCommit(): Promise<string | undefined>;
  /** Tracked files whose content differs from a commit, in the index or on disk. */
  changedSince(commit: string): Promise<readonly string[] | undefined>;
  /** E-mail addresses of authors and co-authors in the newest commits that HEAD reaches, each once. */
  authorEmails(): Promise<readonly string[] | undefined>;
  /** `user.email` as git would record it now. */
  userEmail(): Promise<string | undefined>;
  /** What the commits of the current branch tell; undefined without any commit. */
  history(): Promise<GitHistory | undefined>;
}

/** The newest part of a branch. Who wrote what is kept for counting only and never shown. */
export interface GitHistory {
  /** Older commits are not on this machine. */
  readonly isShallow: boolean;
  readonly tags: readonly string[];
  /** Whether notes of AI authorship are kept (`refs/notes/ai`). */
  readonly hasAiNotes: boolean;
  /** At most 50 first-parent commits, newest first. */
  readonly commits: readonly GitCommit[];
  /** Commits of the last year without merges, by author. */
  readonly authors: readonly { readonly name: string; readonly commits: number }[];
}

export interface GitCommit {
  readonly id: string;
  readonly isMerge: boolean;
  readonly author: string;
  readonly subject: string;
  /** `Key: value` lines at the end of the message. */
  readonly trailers: readonly string[];
  /** Files it changed, posix, relative to the root of the repository. */
  readonly paths: readonly string[];
}

/** Bytes by name that outlive the process: caches, the last good policy. A store may lose anything at any time. */
export interface Store {
  get(name: string): MaybePromise<Uint8Array | undefined>;
  /** Replaces atomically. */
  set(name: string, bytes: Uint8Array): MaybePromise<void>;
}

/** Scans files beside the caller's thread. */
export interface Threads {
  /** Scan files of the root and hand over each result as it comes, in no particular order.
   *  @returns when all are done, or early and quietly when `signal` aborts */
  scan(
    paths: readonly string[],
    onResult: (result: FileScan) => void,
    signal: AbortSignal,
    options?: ThreadOptions,
  ): Promise<void>;
  dispose(): void;
}

export interface ThreadOptions {
  /** How many threads are worth it; absent for as many as there are. */
  readonly most?: number;
  /** Scans a file on the caller's thread, which then is one of them. Absent where that thread has to stay free. */
  readonly here?: (path: string) => Promise<FileScan>;
}

/** What became of one file that the walk listed. */
export type FileScan =
  | {
      readonly state: 'scanned';
      readonly path: string;
      readonly bytes: number;
      readonly contentHash: string;
      readonly document: ScannedDocument;
    }
  | { readonly state: 'skipped'; readonly path: string; readonly reason: SkipReason };

/** Why a file was not looked into. Listed with every result: nothing is passed over in silence. */
export type SkipReason =
  | 'ignored'
  | 'too-large'
  | 'binary'
  | 'archive'
  | 'unreadable'
  | 'symlink'
  | 'too-deep'
  | 'not-a-file'
  | 'vanished'
  | 'unmerged'
  | 'excluded-by-policy';
