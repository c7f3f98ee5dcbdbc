// Everything the checks look at, gathered once and never changed. "Could not look" is a value here, so that a check can answer
// "unknown" instead of guessing. Shells call gatherFacts; it reads through ports and knows no check.

import type { Issue } from '../model/errors.ts';
import type { Files, Git } from '../ports.ts';
import { declarationPath, parseDeclaration, type ProjectDeclaration } from '../project/declaration.ts';
import { decode } from '../text/decode.ts';
import { factsOfParts, isWorthReading, readPart, unseenPart, type FilePart, type PartFacts } from './file-part.ts';
import { findProjects, type FoundProject } from './find-projects.ts';
import { readGit, type GitFacts } from './git-facts.ts';
import { hostFolders, withoutHosts } from './manifests.ts';
import { isData, isGenerated } from './paths.ts';
import { readScan, type ScanFacts, type ScanInputs, type ScannedFile } from './scan-facts.ts';

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
  /** Files whose text may be another one though their scan is the same, such as those of open editors. */
  readonly unsettled?: ReadonlySet<string>;
  /** Absent: read from `.handrail/project.yaml`. */
  readonly declaration?: ProjectDeclaration;
  /** Called now and then so that an editor stays responsive. */
  readonly pause?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

const maxTextBytes = 512 * 1024;
const filesBetweenPauses = 16;

/** Gather all facts of a workspace once. A session that looks again and again keeps a `FactsGatherer`.
 *  @throws only what `signal` throws when aborted; unreadable files become facts */
export function gatherFacts(inputs: FactInputs): Promise<Facts> {
  return new FactsGatherer().gather(inputs);
}

/** What is kept of a file between two looks. */
interface KnownFile {
  /** The scan that the part belongs to: another object when the file was scanned again. */
  readonly scan: ScannedFile;
  readonly serverComponents: boolean;
  /** Undefined when the file adds nothing. */
  readonly part: FilePart | undefined;
}

/** Gathers the facts of one workspace again and again. A file is read again when its scan is another one; files without a scan
 *  and unsettled ones always are. The facts are the same as those gathered from scratch. */
export class FactsGatherer {
  #known = new Map<string, KnownFile>();
  #last: Pick<Facts, 'files' | 'texts'> | undefined;

  /** @throws only what `signal` throws when aborted; then what was known before stays known */
  async gather(inputs: FactInputs): Promise<Facts> {
    const listed = inputs.paths.filter((path) => !isGenerated(path)).sort();
    const serverComponents = listed.some((path) => /(?:^|\/)next\.config\.[cm]?[jt]s$/.test(path));
    const scans = new Map(Array.from(inputs.scans ?? [], (scan) => [scan.path, scan]));
    const pause = async (): Promise<void> => {
      inputs.signal?.throwIfAborted();
      await inputs.pause?.();
    };
    const read: FilePart[] = [];
    const gone = new Set<string>();
    const known = new Map<string, KnownFile>();
    for (const { path, reason } of inputs.skipped ?? []) if (isWorthReading(path)) read.push(unseenPart(path, reason));
    let sincePause = filesBetweenPauses;
    for (const path of listed) {
      if (!isWorthReading(path)) continue;
      const scan = scans.get(path);
      const before = this.#known.get(path);
      const isSettled = inputs.unsettled?.has(path) !== true;
      if (isSettled && before !== undefined && before.scan === scan && before.serverComponents === serverComponents) {
        known.set(path, before);
        if (before.part) read.push(before.part);
        continue;
      }
      if (++sincePause > filesBetweenPauses) {
        sincePause = 0;
        await pause();
      }
      const { text, unseen } = await readText(inputs.files, path);
      if (text === undefined && unseen === undefined) gone.add(path);
      const part =
        text === undefined
          ? unseen && unseenPart(path, unseen)
          : await readPart(path, text, { serverComponents, ...(unseen !== undefined && { unseen }) }, pause);
      if (part) read.push(part);
      // What could not be read may be readable the next time, whatever its scan said.
      if (scan !== undefined && text !== undefined && isSettled)
        known.set(path, { scan, serverComponents, part: part || undefined });
    }
    this.#known = known;
    const facts = await assembled(inputs, listed, read, gone);
    // What is the same stays the same object: questions that were asked of it are answered, see look.ts.
    const files = sameFiles(this.#last?.files, facts.files) ?? facts.files;
    const texts = sameTexts(this.#last?.texts, facts.texts) ?? facts.texts;
    this.#last = { files, texts };
    return { ...facts, files, texts };
  }
}

function sameFiles(before: Facts['files'] | undefined, now: Facts['files']): Facts['files'] | undefined {
  return before?.length === now.length && before.every(({ path }, index) => path === now[index]?.path)
    ? before
    : undefined;
}

function sameTexts(before: Facts['texts'] | undefined, now: Facts['texts']): Facts['texts'] | undefined {
  if (before?.size !== now.size) return undefined;
  for (const [path, text] of now) if (before.get(path) !== text) return undefined;
  return before;
}

async function assembled(
  inputs: FactInputs,
  listed: readonly string[],
  read: FilePart[],
  gone: ReadonlySet<string>,
): Promise<Facts> {
  const hosts = hostFolders(listed);
  const parts = read
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((part) =>
      part.packages.length === 0 ? part : { ...part, packages: withoutHosts(part.packages, hosts, part.text) },
    );
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
    const isWhole = bytes.length <= maxTextBytes;
    if (!isWhole && !isData(path)) return { unseen: 'too-large' };
    const text = decode(isWhole ? bytes : beginningOf(bytes))?.text;
    const unseen = text === undefined ? 'binary' : isWhole ? undefined : 'too-large';
    return { ...(text !== undefined && { text }), ...(unseen !== undefined && { unseen }) };
  } catch {
    // Why the disk refused is of no use to a check; that it did is the fact.
    return { unseen: 'unreadable' };
  }
}

/** As much as is read of a long file, without half a character of UTF-8 at its end. */
function beginningOf(bytes: Uint8Array): Uint8Array {
  let end = maxTextBytes;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
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
