// What `check` can look at: files, one text, a change, a history. Each gives judged findings with what could not be looked at.

import type { DetectorFailure, Finding, OffPattern } from '../core/model/finding.ts';
import type { ScannedDocument } from '../core/scanner/scanned-document.ts';
import type { SkippedFile } from '../core/scanner/walk.ts';
import type { ScanScope } from '../core/scanner/scan-set-up.ts';
import { touchesAddedLines } from '../core/scanner/added-lines.ts';
import { IgnoreLookup } from '../core/scanner/ignore-rules.ts';
import { patternFindings } from '../core/scanner/pattern-findings.ts';
import { scanBytes } from '../core/scanner/scan-file.ts';
import { defaultMaxFileBytes } from '../core/scanner/walk.ts';
import { decode } from '../core/text/decode.ts';
import { readBlobs } from './git-blobs.ts';
import { addedLinesAsText, changedFiles, sinceComparison, stagedComparison, type ChangedFile } from './git-changes.ts';
import { historicBlobs, historyRange } from './git-history.ts';
import type { GitPlace } from './git-command.ts';
import type { Workspace } from './open-workspace.ts';

/** What a look leaves behind. */
export interface Look {
  readonly files: number;
  readonly bytes: number;
  /** Sorted by path. */
  readonly skipped: readonly SkippedFile[];
  /** Sorted by path, place and rule; suppressed ones included. */
  readonly findings: readonly Finding[];
  readonly failures: readonly DetectorFailure[];
}

/** How far a look is, in files; in versions of files for a history. */
export interface LookProgress {
  readonly done: number;
  /** Absent until the end where nobody counted beforehand. */
  readonly total?: number;
}

/** What all looks have in common. */
export interface LookOptions {
  /** Files or folders to stay in, relative to the root; [] for everything. */
  readonly start: readonly string[];
  readonly useIgnoreFiles: boolean;
  readonly maxFileBytes?: number;
  /** Threads, for a look at all files. */
  readonly jobs?: number;
  /** What a look at all files looks for; absent means everything. */
  readonly scope?: ScanScope;
  readonly onProgress?: (progress: LookProgress) => void;
}

/** Look at the files of the workspace. */
export async function lookAtFiles(workspace: Workspace, options: LookOptions): Promise<Look> {
  const { start, ...rest } = options;
  const scan = await workspace.scan({ ...rest, ...(start.length > 0 && !start.includes('') && { start }) });
  const documents = [...scan.documents.values()];
  return {
    files: scan.files,
    bytes: scan.bytes,
    skipped: scan.skipped,
    findings: withPatternFindings(
      documents.flatMap((document) => workspace.engine.judge(document, workspace.rulings)),
      documents.flatMap(({ offPatterns = [] }) => offPatterns),
      workspace,
    ),
    failures: documents.flatMap(({ failures }) => failures),
  };
}

/** Look at one text as if it were a file at that path. */
export function lookAtText(workspace: Workspace, path: string, bytes: Uint8Array): Look {
  const gathering = new Gathering(workspace);
  gathering.take(path, bytes, (document) => workspace.engine.judge(document, workspace.rulings));
  return gathering.result();
}

/** Look at what is in the index, and keep the findings that touch added lines.
 *  @throws Refusal `usage` outside of a repository */
export async function lookAtStaged(workspace: Workspace, place: GitPlace, options: LookOptions): Promise<Look> {
  const comparison = await stagedComparison(place);
  const gathering = new Gathering(workspace);
  const files = await gathering.filesOf(await changedFiles(comparison, options.start, false), options);
  const requests = files.flatMap((file) => (file.blob === undefined ? [] : [{ file, blob: file.blob }]));
  let done = 0;
  for await (const content of readBlobs(comparison.place, requests, options.maxFileBytes ?? defaultMaxFileBytes)) {
    const { file } = content.request;
    if (content.state !== 'read') gathering.skip(file.path, content.state === 'missing' ? 'vanished' : content.state);
    else await gathering.takeChange(file, content.bytes, () => addedLinesAsText(comparison, file.path));
    options.onProgress?.({ done: ++done, total: requests.length });
  }
  return gathering.result();
}

/** Look at the working tree, and keep the findings that touch lines added since it left a revision. Files that git does not
 *  know yet are new as a whole.
 *  @throws Refusal `usage` outside of a repository or for an unknown revision */
export async function lookAtSince(
  workspace: Workspace,
  place: GitPlace,
  revision: string,
  options: LookOptions,
): Promise<Look> {
  const comparison = await sinceComparison(place, revision);
  const gathering = new Gathering(workspace);
  const files = await gathering.filesOf(await changedFiles(comparison, options.start, true), options);
  for (const [index, file] of files.entries()) {
    const { path } = file;
    const bytes = await gathering.read(path, options.maxFileBytes ?? defaultMaxFileBytes);
    if (bytes !== undefined) await gathering.takeChange(file, bytes, () => addedLinesAsText(comparison, path));
    options.onProgress?.({ done: index + 1, total: files.length });
  }
  return gathering.result();
}

/** Look at every blob of a history once, at the first commit that has it. A finding that goes on through later versions of
 *  its file is listed once.
 *  @param range  revision or range; absent means everything that any reference leads to
 *  @throws Refusal `usage` outside of a repository or for an unknown range */
export async function lookAtHistory(
  workspace: Workspace,
  place: GitPlace,
  range: string | undefined,
  options: LookOptions,
): Promise<Look> {
  const gathering = new Gathering(workspace);
  const blobs = gathering.blobsOf(historicBlobs(place, await historyRange(place, range)), options);
  const known = new Set<string>();
  let done = 0;
  for await (const content of readBlobs(place, blobs, options.maxFileBytes ?? defaultMaxFileBytes)) {
    const { path, commit } = content.request;
    if (content.state !== 'read') gathering.skip(path, content.state === 'missing' ? 'vanished' : content.state);
    else {
      gathering.take(path, content.bytes, (document) =>
        workspace.engine
          .judge(document, workspace.rulings)
          .filter(({ fingerprint }) => !known.has(fingerprint) && known.add(fingerprint))
          .map((finding) => ({ ...finding, commit })),
      );
    }
    done += 1;
    options.onProgress?.({ done });
  }
  options.onProgress?.({ done, total: done });
  return gathering.result();
}

/** One look under way. */
class Gathering {
  readonly #workspace: Workspace;
  readonly #skipped = new Map<string, SkippedFile>();
  readonly #findings: Finding[] = [];
  readonly #failures: DetectorFailure[] = [];
  readonly #offPatterns: OffPattern[] = [];
  #files = 0;
  #bytes = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  skip(path: string, reason: SkippedFile['reason']): void {
    this.#skipped.set(path, { path, reason });
  }

  /** Of the changed files, the ones to look at. */
  async filesOf(changed: readonly ChangedFile[], { useIgnoreFiles }: LookOptions): Promise<readonly ChangedFile[]> {
    const lookup = new IgnoreLookup(this.#workspace.files, () => true);
    const files: ChangedFile[] = [];
    for (const file of changed) {
      if (file.kind === 'symlink' || file.kind === 'unmerged') this.skip(file.path, file.kind);
      else if (file.kind === 'submodule') this.skip(file.path, 'not-a-file');
      else if (useIgnoreFiles && (await lookup.leavesOut(file.path))) this.skip(file.path, 'ignored');
      else if (file.added === 'undecided' || file.added.length > 0) files.push(file);
    }
    return files;
  }

  /** Of the blobs, the ones to look at. */
  async *blobsOf<Blob extends { readonly path: string }>(
    blobs: AsyncIterable<Blob>,
    { start, useIgnoreFiles }: LookOptions,
  ): AsyncGenerator<Blob> {
    const lookup = new IgnoreLookup(this.#workspace.files, () => true);
    const isInside = (path: string): boolean =>
      start.length === 0 || start.some((each) => each === '' || path === each || path.startsWith(`${each}/`));
    for await (const blob of blobs) {
      if (!isInside(blob.path)) continue;
      if (useIgnoreFiles && (await lookup.leavesOut(blob.path))) this.skip(blob.path, 'ignored');
      else yield blob;
    }
  }

  /** A file of the working tree; undefined when it cannot be looked at, which is noted. */
  async read(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const { files } = this.#workspace;
    try {
      const stat = await files.stat(path);
      if (stat?.kind === 'directory') return undefined;
      const bytes = stat === undefined || stat.sizeBytes > maxBytes ? undefined : await files.read(path);
      if (bytes === undefined) this.skip(path, stat === undefined ? 'vanished' : 'too-large');
      return bytes;
    } catch {
      this.skip(path, 'unreadable');
      return undefined;
    }
  }

  /** Scan bytes of a file that a change touches; findings on lines that it does not add are left out. */
  async takeChange(
    { path, added }: ChangedFile,
    bytes: Uint8Array,
    asText: () => Promise<Exclude<ChangedFile['added'], 'undecided'>>,
  ): Promise<void> {
    const text = decode(bytes)?.text;
    const lines = added === 'undecided' ? (text === undefined ? [] : await asText()) : added;
    const isAdded = touchesAddedLines(text ?? '', lines);
    const { engine, rulings } = this.#workspace;
    this.take(path, bytes, (document) =>
      engine.judge(document, rulings).flatMap((finding) => atAddedLine(finding, isAdded)),
    );
  }

  take(path: string, bytes: Uint8Array, judge: (document: ScannedDocument) => readonly Finding[]): void {
    const scan = scanBytes(path, bytes, this.#workspace.engine.scanDocument);
    if (scan.state === 'skipped') {
      this.skip(path, scan.reason);
      return;
    }
    this.#files += 1;
    this.#bytes += scan.bytes;
    this.#findings.push(...judge(scan.document));
    this.#failures.push(...scan.document.failures);
    this.#offPatterns.push(...(scan.document.offPatterns ?? []));
  }

  result(): Look {
    return {
      files: this.#files,
      bytes: this.#bytes,
      skipped: [...this.#skipped.values()].sort(byPath),
      findings: withPatternFindings(this.#findings, this.#offPatterns, this.#workspace),
      failures: this.#failures,
    };
  }
}

/** All findings in order, with those against the policy's own patterns. */
function withPatternFindings(
  findings: readonly Finding[],
  offPatterns: readonly OffPattern[],
  { policy, sources }: Workspace,
): readonly Finding[] {
  const texts = new Map(sources.map(({ source, text }) => [source, text]));
  // Stable: findings of one file stay as they were judged.
  return [...findings, ...patternFindings(policy, offPatterns, texts)].sort(byPath);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** A finding with several signs moves to the first of them on an added line. */
function atAddedLine(finding: Finding, isAdded: (region: Finding['region']) => boolean): readonly Finding[] {
  if (isAdded(finding.region)) return [finding];
  const sign = finding.evidence?.find(({ region }) => isAdded(region));
  return sign === undefined ? [] : [{ ...finding, region: sign.region }];
}
