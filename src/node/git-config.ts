// The remotes of a repository read from its files, for folders in which git may not be run. Nothing is executed and no include is followed.

import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A configuration of git beyond this is none that a person wrote. */
const maxBytes = 1024 * 1024;

/** URLs of the remotes of the repository that a folder is the top of, as written, origin first. Undefined where there is none, or its
 *  files cannot be read. A worktree and a submodule have a `.git` file that leads to it. */
export function remotesInFiles(root: string): readonly string[] | undefined {
  const folder = gitFolderOf(root);
  const text = folder === undefined ? undefined : textOf(join(folder, 'config'));
  return text === undefined ? undefined : remotesIn(text);
}

/** @param text  of a `config` file of git. Source: https://git-scm.com/docs/git-config#_syntax */
export function remotesIn(text: string): readonly string[] {
  const urls: { readonly name: string; readonly url: string }[] = [];
  let remote: string | undefined;
  // A line that ends with a backslash goes on in the next one.
  for (const line of text.replaceAll(/\\\r?\n/g, '').split(/\r?\n/)) {
    const section = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\](.*)$/.exec(line);
    if (section !== null) {
      const [, kind = '', name] = section;
      remote = kind.toLowerCase() === 'remote' && name !== undefined ? name.replaceAll(/\\(.)/g, '$1') : undefined;
    }
    const entry = /^\s*url\s*=\s*(.*)$/i.exec(section?.[3] ?? line);
    if (remote === undefined || entry === null) continue;
    const url = valueOf(entry[1] ?? '');
    if (url !== '') urls.push({ name: remote, url });
  }
  const origin = ({ name }: { readonly name: string }): number => (name === 'origin' ? 0 : 1);
  return urls.sort((one, other) => origin(one) - origin(other)).map(({ url }) => url);
}

/** Without quotes, comment and escapes. */
function valueOf(written: string): string {
  let value = '';
  let isQuoted = false;
  for (let index = 0; index < written.length; index++) {
    const character = written.charAt(index);
    if (character === '\\') {
      index += 1;
      value += { n: '\n', t: '\t', b: '\b' }[written.charAt(index)] ?? written.charAt(index);
    } else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '#' || character === ';')) break;
    else value += character;
  }
  return value.trimEnd();
}

function gitFolderOf(root: string): string | undefined {
  const at = join(root, '.git');
  try {
    if (lstatSync(at).isDirectory()) return at;
  } catch {
    return undefined;
  }
  const target = /^gitdir:\s*(.+?)\s*$/.exec(textOf(at) ?? '')?.[1];
  if (target === undefined) return undefined;
  const folder = resolve(root, target);
  // The settings of a worktree are those of the repository that it belongs to.
  const common = textOf(join(folder, 'commondir'))?.trim();
  return common === undefined || common === '' ? folder : resolve(folder, common);
}

/** Text of a file of bounded size; undefined where there is none, for what is no file, and for what is too large. */
function textOf(file: string): string | undefined {
  try {
    const found = statSync(file);
    return found.isFile() && found.size <= maxBytes ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
