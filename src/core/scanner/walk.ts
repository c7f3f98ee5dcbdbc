// Which files of a workspace are looked at. Honours .gitignore and .handrailignore, follows no links, and lists everything it
// passes over with the reason. Reads ignore files only.

import type { DirectoryEntry, Files, FileStat, SkipReason } from '../ports.ts';
import {
  IgnoreLookup,
  isVersionControl,
  leavesOutFile,
  leavesOutFolder,
  rulesOfFolder,
  type RulesDown,
} from './ignore-rules.ts';

export interface WalkOptions {
  /** Files and folders to begin at, relative to the root; absent means the root. */
  readonly start?: readonly string[];
  /** False looks at what ignore files and the list of generated folders leave out, too. */
  readonly useIgnoreFiles: boolean;
  /** Larger files are skipped as `too-large`. */
  readonly maxFileBytes: number;
  /** Paths in git's index: what is committed is looked at although .gitignore names it. */
  readonly tracked?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

/** A file, or a folder with a trailing slash, that was passed over. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
}

export interface WalkResult {
  /** Sorted, posix, relative to the root. */
  readonly paths: readonly string[];
  readonly skipped: readonly SkippedFile[];
  /** What the disk said of each path. */
  readonly stats: ReadonlyMap<string, FileStat>;
}

/** 10 MB: far above what people write by hand, and a megabyte takes a few milliseconds. */
export const defaultMaxFileBytes = 10 * 1024 * 1024;

const maxDepth = 64;
/** List the files below the root, or below `start`.
 *  @returns sorted paths and everything that was passed over; early and incomplete when `signal` aborts */
export async function walk(files: Files, options: WalkOptions): Promise<WalkResult> {
  const walker = new Walker(files, options);
  for (const start of options.start ?? ['']) await walker.enter(start);
  return walker.result();
}

/** One walk: what it has found so far, and the ignore rules on its way down. */
class Walker {
  readonly #files: Files;
  readonly #options: WalkOptions;
  readonly #stats = new Map<string, FileStat>();
  readonly #skipped = new Map<string, SkipReason>();
  readonly #rulesAbove = new Map<string, Promise<RulesDown>>();
  #trackedFolders: ReadonlySet<string> | undefined;

  constructor(files: Files, options: WalkOptions) {
    this.#files = files;
    this.#options = options;
  }

  result(): WalkResult {
    const paths = [...this.#stats.keys()].sort();
    const skipped = [...this.#skipped].map(([path, reason]) => ({ path, reason }));
    return { paths, skipped: skipped.sort((a, b) => (a.path < b.path ? -1 : 1)), stats: this.#stats };
  }

  /** Begin at one path; the rules of the folders above it hold. */
  async enter(start: string): Promise<void> {
    const depth = start === '' ? 0 : start.split('/').length;
    const rules = depth === 0 ? [] : await this.#rulesFor(start);
    const stat = await this.#files.stat(start);
    if (stat === undefined) this.#skipped.set(start, 'vanished');
    else if (stat.kind === 'directory') await this.#folder(start, depth, rules);
    else await this.#file(start, rules);
  }

  // Read once for all beginnings: a checkout changes hundreds of files in one folder.
  #rulesFor(path: string): Promise<RulesDown> {
    const folder = parentOf(path);
    const known = this.#rulesAbove.get(folder);
    if (known !== undefined) return known;
    const read = (async () => {
      const above = folder === '' ? [] : await this.#rulesFor(folder);
      return this.#rulesIn(folder, above, await this.#files.list(folder));
    })();
    this.#rulesAbove.set(folder, read);
    return read;
  }

  async #folder(folder: string, depth: number, inherited: RulesDown): Promise<void> {
    if (this.#isOver()) return;
    if (depth > maxDepth) {
      this.#skipped.set(`${folder}/`, 'too-deep');
      return;
    }
    let entries: readonly DirectoryEntry[] | undefined;
    try {
      entries = await this.#files.list(folder);
    } catch {
      this.#skipped.set(`${folder}/`, 'unreadable');
      return;
    }
    if (entries === undefined) {
      this.#skipped.set(`${folder}/`, 'vanished');
      return;
    }
    const rules = await this.#rulesIn(folder, inherited, entries);
    for (const { name, kind } of entries) {
      if (this.#isOver()) return;
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory') {
        if (this.#isLeftOut(path, rules)) this.#skipped.set(`${path}/`, 'ignored');
        else await this.#folder(path, depth + 1, rules);
      } else if (kind === 'file') await this.#file(path, rules);
      else this.#skipped.set(path, kind === 'symlink' ? 'symlink' : 'not-a-file');
    }
  }

  #isOver(): boolean {
    return this.#options.signal?.aborted === true;
  }

  async #file(path: string, rules: RulesDown): Promise<void> {
    if (this.#options.useIgnoreFiles && leavesOutFile(path, rules, this.#isTracked(path))) {
      this.#skipped.set(path, 'ignored');
      return;
    }
    const stat = await this.#files.stat(path);
    if (stat === undefined) this.#skipped.set(path, 'vanished');
    else if (stat.sizeBytes > this.#options.maxFileBytes) this.#skipped.set(path, 'too-large');
    else this.#stats.set(path, stat);
  }

  #isLeftOut(path: string, rules: RulesDown): boolean {
    if (isVersionControl(path)) return true;
    return this.#options.useIgnoreFiles && leavesOutFolder(path, rules, this.#holdsTracked(path));
  }

  #isTracked(path: string): boolean {
    return this.#options.tracked?.has(path) ?? false;
  }

  #holdsTracked(folder: string): boolean {
    if (this.#options.tracked === undefined) return false;
    this.#trackedFolders ??= foldersOf(this.#options.tracked);
    return this.#trackedFolders.has(folder);
  }

  async #rulesIn(folder: string, above: RulesDown, entries: readonly DirectoryEntry[] | undefined): Promise<RulesDown> {
    if (!this.#options.useIgnoreFiles) return above;
    const names = new Set(entries?.map(({ name }) => name));
    return rulesOfFolder(this.#files, folder, names, above, (path) => {
      this.#skipped.set(path, 'unreadable');
    });
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function foldersOf(paths: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** What a walk from the root finds at these paths and below them: for files and folders of which an editor hears that they
 *  changed. Unlike paths that a person names, those in folders that are left out are passed over. */
export async function walkChanged(files: Files, paths: readonly string[], options: WalkOptions): Promise<WalkResult> {
  if (!options.useIgnoreFiles) return walk(files, { ...options, start: paths });
  const { tracked = new Set<string>() } = options;
  const folders = foldersOf(tracked);
  const lookup = new IgnoreLookup(files, (path) => tracked.has(path) || folders.has(path));
  const start: string[] = [];
  for (const path of paths) {
    const isFolder = (await files.stat(path))?.kind === 'directory';
    if (!(await lookup.leavesOut(isFolder ? `${path}/` : path))) start.push(path);
  }
  return walk(files, { ...options, start });
}

/** Of these files, the ones that a walk leaves out: what an editor asks when a file changes. */
export async function leftOut(
  files: Files,
  paths: readonly string[],
  options: WalkOptions,
): Promise<ReadonlySet<string>> {
  const out = new Set<string>();
  const lookup = new IgnoreLookup(files, (path) => options.tracked?.has(path) ?? false);
  for (const path of paths) {
    const stat = await files.stat(path);
    // An editor may hold the text of a file that is not on disk yet.
    const isLookedAt = stat === undefined || (stat.kind === 'file' && stat.sizeBytes <= options.maxFileBytes);
    if (!isLookedAt || (options.useIgnoreFiles && (await lookup.leavesOut(path)))) out.add(path);
  }
  return out;
}
