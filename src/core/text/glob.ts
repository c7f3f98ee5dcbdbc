// Path patterns of policies and waivers: minimatch with one fixed set of options, so that a pattern means the same everywhere.

import { Minimatch } from 'minimatch';

/** Longer patterns are refused: nobody writes them by hand, and matching cost grows with length. */
export const maxGlobLength = 500;

const options = { dot: true, nonegate: true, nocomment: true, noext: true } as const;
const compiled = new Map<string, Minimatch>();

/** Whether a posix path, relative to the root, matches a pattern.
 *  @throws RangeError when the pattern is longer than `maxGlobLength` */
export function matchesGlob(path: string, pattern: string): boolean {
  let matcher = compiled.get(pattern);
  if (matcher === undefined) {
    if (pattern.length > maxGlobLength) throw new RangeError(`pattern longer than ${String(maxGlobLength)} characters`);
    matcher = new Minimatch(pattern, options);
    compiled.set(pattern, matcher);
  }
  return matcher.match(path);
}

/** Whether an identifier without folders (a tool id, a model name) matches a pattern in which `*` stands for any characters. */
export function matchesName(name: string, pattern: string): boolean {
  if (!pattern.includes('*')) return name === pattern;
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return position <= name.length - last.length;
}
