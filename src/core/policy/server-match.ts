// Whether a configured MCP server is the one an entry of the policy names, by address or by command.

import { matchesName } from '../text/glob.ts';

/** Flags of package runners that do not change what is run. */
const quietFlags: ReadonlySet<string> = new Set(['-y', '--yes', '-q', '--quiet', '--silent']);

/** Whether an address is the one of an entry. A slash at the end and the case of the host do not count; `*` stands for any characters. */
export function urlMatches(url: string, pattern: string): boolean {
  return matchesName(normalUrl(url), normalUrl(pattern));
}

/** Whether a command starts what an entry names: the same words in the same order, more arguments may follow. A package named with
 *  a part of its version (`@acme/crm@2`) stands for every version of it; `*` stands for any characters. */
export function commandMatches(command: string, pattern: string): boolean {
  const words = wordsOf(command);
  const wanted = wordsOf(pattern);
  return wanted.length > 0 && wanted.every((each, index) => wordMatches(words[index], each));
}

function wordMatches(word: string | undefined, wanted: string): boolean {
  if (word === undefined) return false;
  if (word === wanted || (wanted.includes('*') && matchesName(word, wanted))) return true;
  return /.@\d+(?:\.\d+)*$/.test(wanted) && word.startsWith(`${wanted}.`);
}

function wordsOf(command: string): readonly string[] {
  return command
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '' && !quietFlags.has(word));
}

function normalUrl(url: string): string {
  const [, origin, rest] = /^([a-z][a-z+.-]*:\/\/[^/?#]*)(.*)$/is.exec(url.trim()) ?? [];
  if (origin === undefined || rest === undefined) return url.trim();
  return origin.toLowerCase() + rest.replace(/\/+$/, '');
}
