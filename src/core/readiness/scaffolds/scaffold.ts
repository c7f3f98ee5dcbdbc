// The contract of a scaffold: a starting file or a marked region that gets a check going. Plans are data; shells show and apply them.

import type { FileEdit } from '../../model/edit.ts';
import { sha256 } from '../../text/hash.ts';
import type { Facts } from '../facts.ts';

export interface Scaffold {
  /** Ids of the checks it helps. */
  readonly checks: readonly string[];
  /** Never overwrites what people wrote. @returns [] when there is nothing to add */
  plan(facts: Facts): readonly FileEdit[];
}

/** A new file, or nothing when one of the paths is already there. */
export function createUnlessThere(
  facts: Facts,
  path: string,
  text: string,
  others: readonly string[] = [],
): readonly FileEdit[] {
  return [path, ...others].some((candidate) => isThere(facts, candidate)) ? [] : [{ kind: 'create', path, text }];
}

/** Whether the workspace has a file at the path, drafts included. Case does not count: some disks do not tell it apart. */
export function isThere(facts: Facts, path: string): boolean {
  const wanted = path.toLowerCase();
  const known = [...facts.files.map((file) => file.shownPath), ...facts.drafts];
  if (known.some((candidate) => candidate.toLowerCase() === wanted)) return true;
  return facts.git.state === 'present' && facts.git.tracked.has(path);
}

/** Put lines into a region of our own at the end of a file, or renew that region; text outside of it stays as it is.
 *  @returns [] when the region already says this, or when the file is there but could not be read */
export function putRegion(facts: Facts, path: string, name: string, lines: readonly string[]): readonly FileEdit[] {
  const region = [`# handrail:begin ${name}`, ...lines, `# handrail:end ${name}`, ''].join('\n');
  const text = facts.texts.get(path);
  if (text === undefined) return isThere(facts, path) ? [] : [{ kind: 'create', path, text: region }];
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = region.replaceAll('\n', lineBreak);
  const begin = text.indexOf(`# handrail:begin ${name}`);
  const endMark = `# handrail:end ${name}`;
  const end = begin < 0 ? -1 : text.indexOf(endMark, begin);
  const edit =
    begin >= 0 && end >= 0
      ? { startOffset: begin, endOffset: end + endMark.length, newText: newText.trimEnd() }
      : { startOffset: text.length, endOffset: text.length, newText: `${gap(text, lineBreak)}${newText}` };
  if (text.slice(edit.startOffset, edit.endOffset) === edit.newText) return [];
  return [{ kind: 'modify', path, beforeHash: sha256(text), edits: [edit] }];
}

function gap(text: string, lineBreak: string): string {
  if (text === '') return '';
  return text.endsWith('\n') ? lineBreak : lineBreak + lineBreak;
}

/** Who answers for the project: as declared, else whoever works here now. */
export function ownerOf(facts: Facts): string | undefined {
  return facts.declaration?.owner ?? (facts.git.state === 'present' ? facts.git.userEmail : undefined);
}

/** The project's name: as declared, else of its package, else undefined. */
export function nameOf(facts: Facts): string | undefined {
  if (facts.declaration?.name !== undefined) return facts.declaration.name;
  const manifest = facts.texts.get('package.json') ?? facts.texts.get('pyproject.toml') ?? '';
  return /^\s*"?name"?\s*[:=]\s*"([^"\n]{1,100})"/m.exec(manifest)?.[1];
}
