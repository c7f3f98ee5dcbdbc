// The contract of what "do it for me" offers for a check: starting files, marked regions, changes to what is there. Plans are data;
// shells show them as a diff and apply them. Adding one: a file here and a line in registry.ts.

import { applyTextEdits, type FileEdit, type Fix, type TextEdit } from '../../model/edit.ts';
import type { CheckEvidence } from '../../model/outcome.ts';
import type { Policy } from '../../policy/policy.ts';
import type { MaybePromise } from '../../ports.ts';
import { sha256 } from '../../text/hash.ts';
import type { Facts } from '../facts.ts';

/** What a plan may look at. */
export interface FixContext {
  readonly facts: Facts;
  readonly policy: Policy;
  /** UTC day, YYYY-MM-DD. */
  readonly today: string;
  /** Where the check saw a problem; [] when something is missing. */
  readonly evidence: readonly CheckEvidence[];
  /** Text of a file of the workspace, by shown path; undefined when it is not there or is no text. */
  readonly read: (path: string) => MaybePromise<string | undefined>;
  /** Safe ways out of the credentials that were found, one for each. */
  readonly credentialFixes: () => MaybePromise<readonly Fix[]>;
  /** Commit id that a tag of a public repository names, asked of the code host; absent when the caller may not ask. */
  readonly commitOfTag?: (repository: string, tag: string) => Promise<string | undefined>;
}

export interface FixPlan {
  /** At most one for each file; [] when there is nothing to add. */
  readonly edits: readonly FileEdit[];
  /** What a person still has to do, in order. */
  readonly afterwards: readonly string[];
  /** Files to take out of git's index; they stay on disk, and `git add --force` takes them back. */
  readonly untrack?: readonly string[];
}

export interface Scaffold {
  /** Ids of the checks it helps. */
  readonly checks: readonly string[];
  /** `scaffold` writes starting files or regions of its own, `edit` changes what people wrote. */
  readonly kind: 'scaffold' | 'edit';
  /** Never overwrites what people wrote. @returns no edits when there is nothing to add or the project has another shape */
  plan(context: FixContext): MaybePromise<FixPlan>;
}

export const nothing: FixPlan = { edits: [], afterwards: [] };

/** A plan; what is left to do is said only when there is an edit. */
export function planOf(edits: readonly FileEdit[], ...afterwards: readonly string[]): FixPlan {
  return edits.length === 0 ? nothing : { edits, afterwards };
}

/** A path of the project as a path of the workspace. */
export function placeIn(facts: Facts, path: string): string {
  return facts.folder === '' ? path : `${facts.folder}/${path}`;
}

/** A new file of the project, or nothing when one of the paths is already there. Paths are relative to the project. */
export function createUnlessThere(
  facts: Facts,
  path: string,
  text: string,
  others: readonly string[] = [],
): readonly FileEdit[] {
  return createAtRootUnlessThere(
    facts,
    placeIn(facts, path),
    text,
    others.map((other) => placeIn(facts, other)),
  );
}

/** The same for files that belong to the whole repository: paths are relative to its root. */
export function createAtRootUnlessThere(
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

/** Changes of one file, refused later when its text has moved on. [] when nothing would change. */
export function modify(path: string, before: string, edits: readonly TextEdit[]): readonly FileEdit[] {
  const real = edits
    .map((edit) => ({ ...edit, newText: inLineBreaksOf(before, edit.newText) }))
    .filter((edit) => before.slice(edit.startOffset, edit.endOffset) !== edit.newText);
  return real.length === 0 ? [] : [{ kind: 'modify', path, beforeHash: sha256(before), edits: real }];
}

/** Put text at one place of a file, in the line breaks of that file. [] when the file holds it already. */
export function insertAt(path: string, before: string, offset: number, newText: string): readonly FileEdit[] {
  if (before.includes(inLineBreaksOf(before, newText).trim())) return [];
  return modify(path, before, [{ startOffset: offset, endOffset: offset, newText: inLineBreaksOf(before, newText) }]);
}

export function inLineBreaksOf(text: string, added: string): string {
  return text.includes('\r\n') ? added.replaceAll(/\r?\n/g, '\r\n') : added;
}

/** Facts in which planned files are there already, so that a next plan builds on them. */
export function factsAfter(facts: Facts, edits: readonly FileEdit[]): Facts {
  if (edits.length === 0) return facts;
  const prefix = placeIn(facts, '');
  const created = edits
    .filter((edit) => edit.kind === 'create')
    .map(({ path }) => ({ path: path.startsWith(prefix) ? path.slice(prefix.length) : path, shownPath: path }));
  const texts = edits.flatMap((edit): [string, string][] => {
    if (edit.kind === 'create') return [[edit.path, edit.text]];
    const text = facts.texts.get(edit.path);
    return text === undefined ? [] : [[edit.path, applyTextEdits(text, edit.edits)]];
  });
  return { ...facts, files: [...facts.files, ...created], texts: new Map([...facts.texts, ...texts]) };
}

/** Put lines into a region of our own at the end of a file, or renew that region; text outside of it stays as it is.
 *  @param path  relative to the project
 *  @returns [] when the region already says this, or when the file is there but could not be read */
export function putRegion(facts: Facts, path: string, name: string, lines: readonly string[]): readonly FileEdit[] {
  const place = placeIn(facts, path);
  const region = [`# handrail:begin ${name}`, ...lines, `# handrail:end ${name}`, ''].join('\n');
  const text = facts.texts.get(place);
  if (text === undefined) return isThere(facts, place) ? [] : [{ kind: 'create', path: place, text: region }];
  const newText = inLineBreaksOf(text, region);
  const begin = text.indexOf(`# handrail:begin ${name}`);
  const endMark = `# handrail:end ${name}`;
  const end = begin < 0 ? -1 : text.indexOf(endMark, begin);
  const edit =
    begin >= 0 && end >= 0
      ? { startOffset: begin, endOffset: end + endMark.length, newText: newText.trimEnd() }
      : { startOffset: text.length, endOffset: text.length, newText: `${gapAfter(text)}${newText}` };
  return modify(place, text, [edit]);
}

/** Line breaks that leave one empty line after a text. */
export function gapAfter(text: string): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
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
  const manifest =
    facts.texts.get(placeIn(facts, 'package.json')) ?? facts.texts.get(placeIn(facts, 'pyproject.toml')) ?? '';
  return /^\s*"?name"?\s*[:=]\s*"([^"\n]{1,100})"/m.exec(manifest)?.[1];
}
