// Which paths ignore files leave out: .gitignore for what git does not hold, .handrailignore for everything. Read folder by folder.
// Source: https://git-scm.com/docs/gitignore

import ignore, { type Ignore } from 'ignore';
import type { Files } from '../ports.ts';

/** Never the user's own text, also where no ignore file says so. */
const generatedFolders = new Set([
  ...['node_modules', 'bower_components', '.venv', 'venv', '__pycache__', '.tox', '.mypy_cache', '.pytest_cache'],
  ...['.ruff_cache', '.gradle', '.terraform', '.next', '.nuxt', '.svelte-kit', '.turbo', '.parcel-cache', '.yarn'],
]);
const versionControl = new Set(['.git', '.hg', '.svn', '.jj']);

/** Ignore rules of one folder, for paths relative to it. */
interface FolderRules {
  readonly folder: string;
  readonly git: Ignore | undefined;
  readonly ours: Ignore | undefined;
}

/** Rules on the way from the root down to one folder, nearest last. */
export type RulesDown = readonly FolderRules[];

/** Read the rules of a folder, behind those of the folders above.
 *  @param names  of the files in it
 *  @param onUnreadable  called with the path of an ignore file that is there and cannot be read */
export async function rulesOfFolder(
  files: Files,
  folder: string,
  names: ReadonlySet<string>,
  above: RulesDown,
  onUnreadable: (path: string) => void,
): Promise<RulesDown> {
  const read = async (name: string): Promise<Ignore | undefined> => {
    if (!names.has(name)) return undefined;
    const path = folder === '' ? name : `${folder}/${name}`;
    try {
      const bytes = await files.read(path);
      return bytes === undefined ? undefined : ignore().add(new TextDecoder().decode(bytes));
    } catch {
      onUnreadable(path);
      return undefined;
    }
  };
  const [git, ours] = [await read('.gitignore'), await read('.handrailignore')];
  return git === undefined && ours === undefined ? above : [...above, { folder, git, ours }];
}

/** Whether a file is left out. Git's rules do not hold for what is committed; ours do. */
export function leavesOutFile(path: string, rules: RulesDown, isCommitted: boolean): boolean {
  return isIgnored(path, rules, isCommitted);
}

/** Whether a folder is left out whole.
 *  @param holdsCommitted  whether git holds a file in it */
export function leavesOutFolder(path: string, rules: RulesDown, holdsCommitted: boolean): boolean {
  return (isGenerated(path) && !holdsCommitted) || isIgnored(`${path}/`, rules, holdsCommitted);
}

/** Folders of version control itself: never looked into, whatever is asked. */
export function isVersionControl(folder: string): boolean {
  return versionControl.has(folder.slice(folder.lastIndexOf('/') + 1));
}

function isGenerated(folder: string): boolean {
  return generatedFolders.has(folder.slice(folder.lastIndexOf('/') + 1));
}

// The nearest rule that speaks of a path decides.
function isIgnored(path: string, rules: RulesDown, isCommitted: boolean): boolean {
  return (!isCommitted && lastWord(path, rules, 'git')) || lastWord(path, rules, 'ours');
}

function lastWord(path: string, rules: RulesDown, kind: 'git' | 'ours'): boolean {
  for (let index = rules.length - 1; index >= 0; index--) {
    const rule = rules[index];
    const matcher = rule?.[kind];
    if (rule === undefined || matcher === undefined) continue;
    const verdict = matcher.test(rule.folder === '' ? path : path.slice(rule.folder.length + 1));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** Asks about single paths, whether or not they exist; what was read of a folder is kept. */
export class IgnoreLookup {
  readonly #files: Files;
  readonly #isTracked: (path: string) => boolean;
  readonly #rules = new Map<string, Promise<RulesDown>>();

  /** @param isTracked  whether git holds a file, or one below a folder */
  constructor(files: Files, isTracked: (path: string) => boolean) {
    this.#files = files;
    this.#isTracked = isTracked;
  }

  /** Whether a scan leaves this file out, or, when it ends in a slash, this folder. */
  async leavesOut(path: string): Promise<boolean> {
    const isTracked = this.#isTracked(path.endsWith('/') ? path.slice(0, -1) : path);
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      const folder = path.slice(0, slash);
      if (isVersionControl(folder)) return true;
      if (leavesOutFolder(folder, await this.#rulesFor(folder), isTracked)) return true;
    }
    return leavesOutFile(path, await this.#rulesFor(path), isTracked);
  }

  /** Rules that hold for an entry of a folder. */
  #rulesFor(path: string): Promise<RulesDown> {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const known = this.#rules.get(folder);
    if (known !== undefined) return known;
    const read = this.#read(folder);
    this.#rules.set(folder, read);
    return read;
  }

  async #read(folder: string): Promise<RulesDown> {
    const above = folder === '' ? [] : await this.#rulesFor(folder);
    const names = new Set<string>();
    for (const name of ['.gitignore', '.handrailignore']) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if ((await this.#files.stat(path))?.kind === 'file') names.add(name);
    }
    return rulesOfFolder(this.#files, folder, names, above, () => undefined);
  }
}
