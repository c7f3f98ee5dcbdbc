// The folder in which administrators put policies for everybody on a machine. Trust follows the place: what a user could have written
// counts as that user's own.

import { existsSync, lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ManagedFolder {
  /** Absolute; it may not exist. */
  readonly path: string;
  /** Whether a policy belongs there: an administrator made the folder. */
  readonly isExpected: boolean;
  /** `policy.yaml`, then what is in `policy.d/` by name. */
  readonly policies: readonly string[];
  /** `source.json`, when it is there. */
  readonly pointer?: string;
}

/** Find what is there. HANDRAIL_MANAGED_DIR counts only where the real folder is absent. Source: product.md §1 */
export function findManagedFolder(env: Environment): ManagedFolder {
  const real = realManagedFolder(env);
  const other = env['HANDRAIL_MANAGED_DIR'];
  const isThere = isPresent(real);
  const path = !isThere && other !== undefined && other !== '' ? other : real;
  const pointer = join(path, 'source.json');
  return {
    path,
    isExpected: isPresent(path),
    policies: [join(path, 'policy.yaml'), ...dropIns(join(path, 'policy.d'))].filter(isPresent),
    ...(isPresent(pointer) ? { pointer } : {}),
  };
}

/** Whether nobody but administrators can have written a file: it, the file it leads to, and the folders of both belong to root and
 *  are writable for no one else. */
export function isManagedByOthers(file: string): boolean {
  // Without owners to ask (Windows), the folder itself is writable for administrators alone.
  if (platform() === 'win32') return true;
  if (!existsSync(file)) return false;
  const target = realpathSync(file);
  return [file, dirname(file), target, dirname(target)].every((path) => isRoots(lstatSync(path)));
}

function isRoots(stat: Stats): boolean {
  // The mode of a link says nothing: what it leads to is looked at by itself.
  return stat.uid === 0 && (stat.isSymbolicLink() || (stat.mode & 0o022) === 0);
}

function realManagedFolder(env: Environment): string {
  if (platform() === 'win32') return join(env['ProgramData'] ?? 'C:\\ProgramData', 'Handrail');
  return platform() === 'darwin' ? '/Library/Application Support/Handrail' : '/etc/handrail';
}

function dropIns(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith('.'))
    .sort()
    .map((name) => join(folder, name));
}

/** A link that leads nowhere is present: a policy was meant to be there. */
function isPresent(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
