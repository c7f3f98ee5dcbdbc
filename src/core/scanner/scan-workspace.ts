// All files of a workspace through the engine: walk, answer from the cache, scan the rest in threads or in slices.

import type { TextDocument } from '../model/document.ts';
import type { Files, FileScan, FileStat, Store, Threads } from '../ports.ts';
import type { ScannedDocument } from './scanned-document.ts';
import { openCache, type KeptScan, type ScanCache } from './cache.ts';
import { sha256 } from '../text/hash.ts';
import { scanFile } from './scan-file.ts';
import { scanLargeLock } from './scan-large-lock.ts';
import { unreadDocument } from './unread-document.ts';
import { walk, type SkippedFile, type WalkOptions, type WalkResult } from './walk.ts';

/** What looks at a text; the engine is one. */
export interface DocumentScanner {
  /** Scans under the same key see the same in the same text. */
  readonly scanKey: string;
  readonly scanDocument: (document: TextDocument) => ScannedDocument;
}

export interface ScanProgress {
  readonly done: number;
  readonly total: number;
}

export interface WorkspaceScanRequest {
  readonly files: Files;
  readonly engine: DocumentScanner;
  /** Looks for AI tools alone, in lock files that are too large to be scanned whole; absent leaves those out. */
  readonly forTools?: Pick<DocumentScanner, 'scanDocument'>;
  readonly walk: WalkOptions;
  /** Absent: files are scanned here, one after the other. */
  readonly threads?: Threads;
  /** Where results of earlier scans are kept, and under which name for this root. */
  readonly cache?: { readonly store: Store; readonly name: string; readonly nowMs: () => number };
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Called between files while scanning here, so that an editor stays responsive. */
  readonly pause?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** What a scan leaves behind. */
export interface WorkspaceScan {
  /** Of the files that were scanned, and of those that could not be and are named in a finding. */
  readonly documents: ReadonlyMap<string, ScannedDocument>;
  /** Files of the walk, sorted, whether or not they could be scanned. */
  readonly paths: readonly string[];
  /** Sorted by path. */
  readonly skipped: readonly SkippedFile[];
  /** Of the files that were scanned. */
  readonly bytes: number;
  /** How many files were scanned. */
  readonly files: number;
  /** Whether it was cancelled: then what is here is not all. */
  readonly stopped: boolean;
}

/** Fewer files than this are scanned faster here than threads start. */
const worthThreads = 200;
/** Where this thread may be busy, it takes part, and another one is worth its memory and a fifth more CPU time for so many bytes. */
const bytesForThread = 200_000_000;

/** Scan all files that the walk finds. Cancelling gives what there is so far, with `stopped`. */
export async function scanWorkspace(request: WorkspaceScanRequest): Promise<WorkspaceScan> {
  const { files, engine } = request;
  const signal = request.signal ?? new AbortController().signal;
  const walked = await walk(files, { ...request.walk, signal });
  const run = new Run(request, walked);
  const cache = request.cache && (await openCache(request.cache.store, request.cache.name, request.engine.scanKey));
  const toRead = cache === undefined ? walked.paths : run.answerFrom(cache, signal);
  const toScan = cache === undefined ? toRead : await run.answerByContent(cache, toRead, signal);
  const isAwaited = request.pause === undefined;
  const most = isAwaited ? Math.floor(run.bytesOf(toScan) / bytesForThread) : Infinity;
  const onResult = (result: FileScan): void => {
    run.take(result, cache);
  };
  if (request.threads !== undefined && toScan.length >= worthThreads && most > 1) {
    const here = (path: string): Promise<FileScan> => scanFile(files, path, engine.scanDocument);
    await request.threads.scan(toScan, onResult, signal, { most, ...(isAwaited && { here }) });
  } else await scanHere(request, toScan, onResult, signal);
  // Of a scan that was cancelled the cache would be little richer, and writing it takes as long as ever.
  if (cache !== undefined && request.cache !== undefined && toRead.length > 0 && !signal.aborted) {
    const whole = request.walk.start === undefined;
    await request.cache.store.set(request.cache.name, cache.toBytes(whole));
  }
  await run.takeLargeLocks(signal);
  return run.result(signal.aborted);
}

/** Scan some files again, past the walk: for files that changed. Those that are gone or cannot be read are missing, and all
 *  that remain when `signal` aborts. */
export async function scanFiles(
  files: Files,
  engine: Pick<DocumentScanner, 'scanDocument'>,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ScannedDocument>> {
  const documents = new Map<string, ScannedDocument>();
  for (const path of paths) {
    if (signal?.aborted === true) break;
    const result = await scanFile(files, path, engine.scanDocument);
    if (result.state === 'scanned') documents.set(path, result.document);
  }
  return documents;
}

/** One scan under way: results so far and how many are missing. */
class Run {
  readonly #request: WorkspaceScanRequest;
  readonly #paths: readonly string[];
  readonly #skipped: SkippedFile[];
  readonly #documents = new Map<string, ScannedDocument>();
  readonly #largeLocks = new Map<string, ScannedDocument>();
  readonly #stats: ReadonlyMap<string, FileStat>;
  #bytes = 0;
  #done = 0;

  constructor(request: WorkspaceScanRequest, { paths, skipped, stats }: WalkResult) {
    this.#request = request;
    this.#paths = paths;
    this.#skipped = [...skipped];
    this.#stats = stats;
  }

  /** Take what the cache knows. @returns the paths that have to be read */
  answerFrom(cache: ScanCache, signal: AbortSignal): readonly string[] {
    const missing: string[] = [];
    for (const path of this.#paths) {
      if (signal.aborted) break;
      const stat = this.#stats.get(path);
      const seen = stat && cache.unchanged(path, stat.sizeBytes, stat.modifiedMs);
      if (seen === undefined) missing.push(path);
      else this.#add(path, seen.document, seen.bytes);
    }
    return missing;
  }

  /** Take what the cache knows of files that were touched and say the same. @returns the paths that have to be scanned */
  async answerByContent(cache: ScanCache, paths: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
    const missing: string[] = [];
    for (const path of paths) {
      const stat = this.#stats.get(path);
      const isTouched = stat !== undefined && cache.mayBeSame(path, stat.sizeBytes) && !signal.aborted;
      const kept = isTouched ? await this.#keptContent(cache, path) : undefined;
      if (kept === undefined || stat === undefined) missing.push(path);
      else {
        cache.keep(path, stat, this.#request.cache?.nowMs() ?? 0, kept);
        this.#add(path, kept.document, stat.sizeBytes);
      }
      if (isTouched) await this.#request.pause?.();
    }
    return missing;
  }

  /** Size of files when the walk met them. */
  bytesOf(paths: readonly string[]): number {
    return paths.reduce((sum, path) => sum + (this.#stats.get(path)?.sizeBytes ?? 0), 0);
  }

  take(result: FileScan, cache: ScanCache | undefined): void {
    if (result.state === 'skipped') {
      this.#skipped.push({ path: result.path, reason: result.reason });
      this.#step();
      return;
    }
    const stat = this.#stats.get(result.path);
    if (stat !== undefined && stat.sizeBytes === result.bytes)
      cache?.keep(result.path, stat, this.#request.cache?.nowMs() ?? 0, result);
    this.#add(result.path, result.document, result.bytes);
  }

  /** Files that the walk passed over for their size, and that are read in parts. */
  async takeLargeLocks(signal: AbortSignal): Promise<void> {
    const { files, forTools, pause } = this.#request;
    if (forTools === undefined) return;
    for (const { path, reason } of this.#skipped) {
      if (reason !== 'too-large' || signal.aborted) continue;
      const document = await scanLargeLock(files, path, forTools, { signal, ...(pause && { pause }) });
      if (document !== undefined) this.#largeLocks.set(path, document);
    }
  }

  result(stopped: boolean): WorkspaceScan {
    const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1);
    const unread = this.#skipped.flatMap((file): readonly (readonly [string, ScannedDocument])[] => {
      const document = this.#largeLocks.get(file.path) ?? unreadDocument(file);
      return document === undefined ? [] : [[file.path, document]];
    });
    return {
      documents: new Map([...this.#documents, ...unread].sort(([a], [b]) => (a < b ? -1 : 1))),
      paths: this.#paths,
      skipped: this.#skipped.sort(byPath),
      bytes: this.#bytes,
      files: this.#documents.size,
      stopped,
    };
  }

  async #keptContent(cache: ScanCache, path: string): Promise<KeptScan | undefined> {
    try {
      const bytes = await this.#request.files.read(path);
      const contentHash = bytes && sha256(bytes);
      const document = contentHash === undefined ? undefined : cache.sameContent(path, contentHash);
      return contentHash === undefined || document === undefined ? undefined : { contentHash, document };
    } catch {
      // What cannot be read is told when it is scanned.
      return undefined;
    }
  }

  #add(path: string, document: ScannedDocument, bytes: number): void {
    this.#documents.set(path, document);
    this.#bytes += bytes;
    this.#step();
  }

  #step(): void {
    this.#done += 1;
    this.#request.onProgress?.({ done: this.#done, total: this.#paths.length });
  }
}

async function scanHere(
  request: WorkspaceScanRequest,
  paths: readonly string[],
  onResult: (result: FileScan) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const path of paths) {
    if (signal.aborted) return;
    onResult(await scanFile(request.files, path, request.engine.scanDocument));
    await request.pause?.();
  }
}
