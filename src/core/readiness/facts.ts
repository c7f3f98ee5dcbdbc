// Everything the checks look at, gathered once and never changed. "Could not look" is a value here, so that a check can answer
// "unknown" instead of guessing. Shells call gatherFacts; it reads through ports and knows no check.

import type { Issue } from '../model/errors.ts';
import type { Files, Git } from '../ports.ts';
import { declarationPath, parseDeclaration, type ProjectDeclaration } from '../project/declaration.ts';
import { factsOfParts, isWorthReading, readPart, unseenPart, type FilePart, type PartFacts } from './file-part.ts';
import { findProjects, type FoundProject } from './find-projects.ts';
import { readGit, type GitFacts } from './git-facts.ts';
import { hostFolders, withoutHosts } from './manifests.ts';
import { isData, isGenerated } from './paths.ts';
import { readScan, type ScanFacts, type ScanInputs } from './scan-facts.ts';

/** A file as a check sees it. In a project of a monorepo `path` is relative to that project. */
export interface FactFile {
  readonly path: string;
  /** Relative to the workspace root: what people are shown. */
  readonly shownPath: string;
}

export interface Facts extends PartFacts {
  /** Folder of the project, '' for the whole workspace. */
  readonly folder: string;
  /** Sorted by shown path, but what the root shares with a project comes last. Made and vendored files are left out, and those
   *  that vanished between the walk and the reading. */
  readonly files: readonly FactFile[];
  /** What each file gave, sorted by path; files that gave nothing are left out. */
  readonly parts: readonly FilePart[];
  readonly git: GitFacts;
  readonly scan: ScanFacts;
  readonly declaration: ProjectDeclaration | undefined;
  /** Problems of the declaration; with an error among them there is no declaration. */
  readonly declarationIssues: readonly Issue[];
  /** Projects that the workspace shows by its own files, sorted by path; of a workspace that is one project: none. */
  readonly found: readonly FoundProject[];
}

export interface FactInputs extends ScanInputs {
  readonly files: Files;
  readonly git: Git;
  /** Files of the walk, posix, relative to the root. */
  readonly paths: readonly string[];
  /** Files the walk listed and passed over for their size or because they could not be read. */
  readonly skipped?: readonly { readonly path: string; readonly reason: string }[];
  /** Absent: read from `.handrail/project.yaml`. */
  readonly declaration?: ProjectDeclaration;
  /** Called now and then so that an editor stays responsive. */
  readonly pause?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

const maxTextBytes = 512 * 1024;
const filesBetweenPauses = 16;

/** Gather all facts of a workspace.
 *  @throws only what `signal` throws when aborted; unreadable files become facts */
export async function gatherFacts(inputs: FactInputs): Promise<Facts> {
  const listed = inputs.paths.filter((path) => !isGenerated(path)).sort();
  const serverComponents = listed.some((path) => /(?:^|\/)next\.config\.[cm]?[jt]s$/.test(path));
  const pause = async (): Promise<void> => {
    inputs.signal?.throwIfAborted();
    await inputs.pause?.();
  };
  const read: FilePart[] = [];
  const gone = new Set<string>();
  for (const { path, reason } of inputs.skipped ?? []) if (isWorthReading(path)) read.push(unseenPart(path, reason));
  for (const [index, path] of listed.entries()) {
    if (index % filesBetweenPauses === 0) await pause();
    if (!isWorthReading(path)) continue;
    const { text, unseen } = await readText(inputs.files, path);
    if (text === undefined && unseen === undefined) gone.add(path);
    const part =
      text === undefined
        ? unseen && unseenPart(path, unseen)
        : await readPart(path, text, { serverComponents, ...(unseen !== undefined && { unseen }) }, pause);
    if (part) read.push(part);
  }
  const hosts = hostFolders(listed);
  const parts = read
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((part) => {
      const texts = new Map(part.text === undefined ? [] : [[part.path, part.text]]);
      return part.packages.length === 0 ? part : { ...part, packages: withoutHosts(part.packages, hosts, texts) };
    });
  const together = factsOfParts(parts);
  const files = listed
    .filter((path) => !together.drafts.has(path) && !gone.has(path))
    .map((path) => ({ path, shownPath: path }));
  const { declaration, issues } = await readDeclaration(inputs);
  return {
    ...together,
    folder: '',
    files,
    parts,
    git: await readGit(inputs.git, inputs.files),
    scan: readScan(inputs),
    declaration,
    declarationIssues: issues,
    found: findProjects(files, together.texts),
  };
}

/** Neither a text nor a reason when the file is gone. */
async function readText(files: Files, path: string): Promise<{ readonly text?: string; readonly unseen?: string }> {
  try {
    const reading = files.read(path);
    const bytes = reading instanceof Promise ? await reading : reading;
    if (bytes === undefined) return {};
    if (bytes.length <= maxTextBytes) return { text: decode(bytes) };
    const unseen = 'too-large';
    return isData(path) ? { text: decode(bytes.subarray(0, maxTextBytes)), unseen } : { unseen };
  } catch {
    // Why the disk refused is of no use to a check; that it did is the fact.
    return { unseen: 'unreadable' };
  }
}

/** UTF-8, or UTF-16 when its mark says so; the mark itself is no character. Source: https://encoding.spec.whatwg.org/#decode */
function decode(bytes: Uint8Array): string {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(label).decode(bytes);
}

async function readDeclaration(inputs: FactInputs): Promise<ReturnType<typeof parseDeclaration>> {
  if (inputs.declaration) return { declaration: inputs.declaration, issues: [] };
  const { text, unseen } = await readText(inputs.files, declarationPath);
  if (text !== undefined) return parseDeclaration(text);
  if (unseen === undefined) return { issues: [] };
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const message = `This file could not be read (${unseen}). Check that it is a readable text file.`;
  return { issues: [{ code: 'project/unreadable', severity: 'error', message, file: declarationPath, ...place }] };
}
