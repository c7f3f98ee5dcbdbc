// Everything the checks look at, gathered once and never changed. "Could not look" is a value here, so that a check can answer
// "unknown" instead of guessing. Shells call gatherFacts; it reads through ports and knows no check.

import type { Issue } from '../model/errors.ts';
import type { Files, Git } from '../ports.ts';
import { declarationPath, parseDeclaration, type ProjectDeclaration } from '../project/declaration.ts';
import { decode } from '../text/decode.ts';
import { isWorthReading, readPart, rememberTogether, unseenPart, type FilePart, type PartFacts } from './file-part.ts';
import { findProjects, type FoundProject } from './find-projects.ts';
import { readGit, type GitFacts } from './git-facts.ts';
import { hostFolders, withoutHosts, type HostFolders } from './manifests.ts';
import { isData, isGenerated } from './paths.ts';
import { isSameValue, kept } from './same-value.ts';
import { TextMemory } from './text-memory.ts';
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
  /** Called before each file that is read, so that an editor stays responsive. */
  readonly pause?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

const maxTextBytes = 512 * 1024;

/** Gather all facts of a workspace once. A session that looks again and again keeps a `FactsGatherer`.
 *  @throws only what `signal` throws when aborted; unreadable files become facts */
export function gatherFacts(inputs: FactInputs): Promise<Facts> {
  return new FactsGatherer().gather(inputs);
}

/** What is kept of a file between two looks. */
interface KnownFile {
  /** The scan that the part belongs to: another object when the file was scanned again. */
  readonly scan: ScannedFile | undefined;
  readonly serverComponents: boolean;
  /** Undefined when the file adds nothing. */
  readonly part: FilePart | undefined;
  /** Number of the last look that brought this very scan. */
  look: number;
}

/** Gathers the facts of one workspace again and again. A file is read again when its scan is another one; files without a scan
 *  and unsettled ones always are. The facts are the same as those gathered from scratch, and what says the same as before is the same
 *  object: what was worked out from it stays worked out (noted-facts.ts). */
export class FactsGatherer {
  readonly #known = new Map<string, KnownFile>();
  readonly #together = rememberTogether();
  readonly #list = rememberListing();
  readonly #files = rememberFiles();
  readonly #parts = rememberParts();
  readonly #declaration = rememberDeclaration();
  readonly #projects = rememberProjects();
  #last: Facts | undefined;
  #look = 0;

  /** @throws only what `signal` throws when aborted; then what was known before stays known */
  async gather(inputs: FactInputs): Promise<Facts> {
    const pause = async (): Promise<void> => {
      inputs.signal?.throwIfAborted();
      await inputs.pause?.();
    };
    const listing = await this.#list(inputs.paths, pause);
    const { serverComponents } = listing;
    const look = ++this.#look;
    const newScans = new Map<string, ScannedFile>();
    for (const scan of inputs.scans ?? []) {
      const before = this.#known.get(scan.path);
      if (before?.scan === scan) before.look = look;
      else newScans.set(scan.path, scan);
    }
    const read: FilePart[] = [];
    const gone = new Set<string>();
    const renewed = new Map<string, KnownFile>();
    for (const { path, reason } of inputs.skipped ?? []) if (isWorthReading(path)) read.push(unseenPart(path, reason));
    for (const path of listing.worthReading) {
      const before = this.#known.get(path);
      const isScanOfBefore = before?.look === look;
      const scan = isScanOfBefore ? before.scan : newScans.get(path);
      const isSettled = scan !== undefined && inputs.unsettled?.has(path) !== true;
      if (isSettled && isScanOfBefore && before.serverComponents === serverComponents) {
        if (before.part) read.push(before.part);
        continue;
      }
      await pause();
      const { text, unseen } = await readText(inputs.files, path);
      if (text === undefined && unseen === undefined) gone.add(path);
      const now =
        text === undefined
          ? unseen && unseenPart(path, unseen)
          : await readPart(path, text, { serverComponents, ...(unseen !== undefined && { unseen }) }, pause);
      const part = now ? kept(before?.part, now) : undefined;
      if (part) read.push(part);
      // What could not be read may be readable the next time, whatever its scan said.
      renewed.set(path, { scan: isSettled && text !== undefined ? scan : undefined, serverComponents, part, look });
    }
    for (const [path, file] of renewed) this.#known.set(path, file);
    if (this.#known.size > listing.worthReading.length) this.#forgetAllBut(listing.worthReading);
    this.#last = await this.#assembled(inputs, listing, read, gone, pause);
    return this.#last;
  }

  #forgetAllBut(paths: readonly string[]): void {
    const isThere = new Set(paths);
    for (const path of this.#known.keys()) if (!isThere.has(path)) this.#known.delete(path);
  }

  async #assembled(
    inputs: FactInputs,
    { listed, hosts }: Listing,
    read: readonly FilePart[],
    gone: ReadonlySet<string>,
    pause: () => Promise<void>,
  ): Promise<Facts> {
    const last = this.#last;
    await pause();
    const parts = this.#parts(read, hosts);
    await pause();
    const together = this.#together('', parts);
    const texts = sameTexts(last?.texts, together.texts) ?? together.texts;
    const files = this.#files(listed, new Set([...together.drafts, ...gone]));
    const { declaration, issues } = await this.#declaration(inputs);
    const scan = kept(last?.scan, readScan(inputs));
    await pause();
    const found = this.#projects(files, texts);
    return {
      ...together,
      texts,
      folder: '',
      files,
      parts,
      git: kept(last?.git, await readGit(inputs.git, inputs.files)),
      scan,
      declaration,
      declarationIssues: issues,
      found,
    };
  }
}

interface Listing {
  /** Sorted; without what is made. */
  readonly listed: readonly string[];
  readonly worthReading: readonly string[];
  readonly serverComponents: boolean;
  readonly hosts: HostFolders;
}

/** Paths between two pauses. */
const pathsBetweenPauses = 256;

/** Sorts the paths of a walk and asks what they tell together; the same paths are asked once. */
function rememberListing(): (paths: readonly string[], pause: () => Promise<void>) => Promise<Listing> {
  let before: readonly string[] | undefined;
  let known: Listing | undefined;
  return async (paths, pause) => {
    const isSame = before?.length === paths.length && before.every((path, at) => path === paths[at]);
    if (isSame && known !== undefined) return known;
    const listed: string[] = [];
    const worthReading: string[] = [];
    for (const [at, path] of [...paths].sort().entries()) {
      if (at % pathsBetweenPauses === 0) await pause();
      if (isGenerated(path)) continue;
      listed.push(path);
      if (isWorthReading(path)) worthReading.push(path);
    }
    before = [...paths];
    known = {
      listed,
      worthReading,
      serverComponents: listed.some((path) => /(?:^|\/)next\.config\.[cm]?[jt]s$/.test(path)),
      hosts: hostFolders(listed),
    };
    return known;
  };
}

/** Sorts parts, and says of the packages in them which ones others run. */
function rememberParts(): (read: readonly FilePart[], hosts: HostFolders) => readonly FilePart[] {
  let before: readonly FilePart[] = [];
  let known: readonly FilePart[] = [];
  let hosted = new WeakMap<FilePart, FilePart>();
  let knownHosts: HostFolders | undefined;
  return (read, hosts) => {
    if (hosts !== knownHosts && !isSameValue(hosts, knownHosts)) hosted = new WeakMap();
    else if (read.length === before.length && read.every((part, at) => part === before[at])) return known;
    const withHosts = (part: FilePart): FilePart => {
      if (part.packages.length === 0) return part;
      const now = hosted.get(part) ?? { ...part, packages: withoutHosts(part.packages, hosts, part.text) };
      hosted.set(part, now);
      return now;
    };
    before = read;
    known = [...read].sort((a, b) => (a.path < b.path ? -1 : 1)).map(withHosts);
    knownHosts = hosts;
    return known;
  };
}

function sameTexts(before: Facts['texts'] | undefined, now: Facts['texts']): Facts['texts'] | undefined {
  if (before === now || before?.size !== now.size) return undefined;
  for (const [path, text] of now) if (before.get(path) !== text) return undefined;
  return before;
}

/** The files of a list but those that count for nothing. */
function rememberFiles(): (listed: readonly string[], leftOut: ReadonlySet<string>) => Facts['files'] {
  let known: { listed: readonly string[]; leftOut: ReadonlySet<string>; files: Facts['files'] } | undefined;
  return (listed, leftOut) => {
    if (known?.listed === listed && isSameValue(known.leftOut, leftOut)) return known.files;
    const paths = listed.filter((path) => !leftOut.has(path));
    const before = known?.files;
    const isSame = before?.length === paths.length && before.every(({ path }, at) => path === paths[at]);
    known = { listed, leftOut, files: isSame ? before : paths.map((path) => ({ path, shownPath: path })) };
    return known.files;
  };
}

/** Finds projects again only when the files are other ones, or a text that was asked for it; and asks no text twice. */
function rememberProjects(): (files: Facts['files'], texts: Facts['texts']) => readonly FoundProject[] {
  let knownFiles: Facts['files'] | undefined;
  let known: readonly FoundProject[] = [];
  const asked = new Map<string, string | undefined>();
  const memory = new TextMemory();
  return (files, texts) => {
    if (files === knownFiles && Array.from(asked).every(([path, text]) => texts.get(path) === text)) return known;
    asked.clear();
    const found = findProjects(files, (path, question, ask) => {
      const text = texts.get(path);
      asked.set(path, text);
      return text === undefined ? undefined : memory.answer(path, text, question, () => ask(text));
    });
    memory.keepOnly(texts);
    knownFiles = files;
    known = kept(known, found);
    return known;
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

/** Parses the declaration again only when its text is another one. */
function rememberDeclaration(): (inputs: FactInputs) => Promise<ReturnType<typeof parseDeclaration>> {
  let known: { readonly text: string; readonly parsed: ReturnType<typeof parseDeclaration> } | undefined;
  return async (inputs) => {
    if (inputs.declaration) return { declaration: inputs.declaration, issues: [] };
    const { text, unseen } = await readText(inputs.files, declarationPath);
    if (text !== undefined) {
      if (known?.text !== text) known = { text, parsed: parseDeclaration(text) };
      return known.parsed;
    }
    if (unseen === undefined) return { issues: [] };
    const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const message = `This file could not be read (${unseen}). Check that it is a readable text file.`;
    return {
      issues: [{ code: 'project/unreadable', severity: 'error', message, file: declarationPath, ...place }],
    };
  };
}
