// What earlier scans saw, by file. Size and time tell whether a file has to be read again, and the hash of its content whether it has to
// be scanned again. The policy is in none of it (docs/decisions/0003-policy-free-scan.md), and no value either.

import type { FileStat, Store } from '../ports.ts';
import { emptyDocument, isEmptyDocument, type ScannedDocument } from './scanned-document.ts';
import { productVersion, scanRevision } from '../version.ts';
import { sha256 } from '../text/hash.ts';

/** One file as it was when it was scanned. */
interface CachedFile {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly contentHash: string;
  /** Undefined where nothing was seen, which is most files. */
  readonly document: ScannedDocument | undefined;
}

interface CacheFile {
  /** Product version, revision of the scanning code, what was looked for. Another key, and the cache is as good as empty. */
  readonly key: string;
  /** Files in which nothing was seen, in one text: as objects they would cost as much as scanning them. */
  readonly empty: string;
  readonly others: Readonly<Record<string, CachedFile>>;
}

/** Stands in no path of the walk, and JSON need not escape it. */
const separator = '//';

/** A file changed twice within the clock's grain looks unchanged, so what is this young is read again.
 *  Source: https://git-scm.com/docs/racy-git */
const restMs = 2000;

/** Results of earlier scans of one root. */
export class ScanCache {
  readonly #old: ReadonlyMap<string, CachedFile>;
  readonly #new = new Map<string, CachedFile>();
  readonly #key: string;

  constructor(key: string, old: ReadonlyMap<string, CachedFile>) {
    this.#key = key;
    this.#old = old;
  }

  /** What was seen in a file that has not changed since; undefined when it has to be read. */
  unchanged(path: string, sizeBytes: number, modifiedMs: number): Seen | undefined {
    const cached = this.#old.get(path);
    if (cached?.sizeBytes !== sizeBytes || cached.modifiedMs !== modifiedMs) return undefined;
    this.#new.set(path, cached);
    return { document: cached.document ?? emptyDocument(path), bytes: sizeBytes };
  }

  /** Whether a file was of this size before, so that its content may be what it was. */
  mayBeSame(path: string, sizeBytes: number): boolean {
    return this.#old.get(path)?.sizeBytes === sizeBytes;
  }

  /** What was seen in a file that was written again with what was in it, as a checkout does; undefined when it has to be scanned. */
  sameContent(path: string, contentHash: string): ScannedDocument | undefined {
    const cached = this.#old.get(path);
    return cached?.contentHash === contentHash ? (cached.document ?? emptyDocument(path)) : undefined;
  }

  /** Keep what was seen in a file that was read at `nowMs`. */
  keep(path: string, { sizeBytes, modifiedMs }: FileStat, nowMs: number, { contentHash, document }: KeptScan): void {
    const isYoung = nowMs - modifiedMs < restMs;
    if (isYoung || document.failures.length > 0 || document.offPatterns !== undefined) return;
    const seen = isEmptyDocument(document) ? undefined : document;
    this.#new.set(path, { sizeBytes, modifiedMs, contentHash, document: seen });
  }

  /** @param whole  whether all files of the root were looked at; else what was known of the others is kept */
  toBytes(whole: boolean): Uint8Array {
    const empty: string[] = [];
    const others: Record<string, CachedFile> = {};
    for (const [path, file] of whole ? this.#new : new Map([...this.#old, ...this.#new])) {
      if (file.document !== undefined) others[path] = file;
      else empty.push(path, String(file.sizeBytes), String(file.modifiedMs), file.contentHash);
    }
    const cache: CacheFile = { key: this.#key, empty: empty.join(separator), others };
    return new TextEncoder().encode(JSON.stringify(cache));
  }
}

export interface Seen {
  readonly document: ScannedDocument;
  readonly bytes: number;
}

export interface KeptScan {
  readonly contentHash: string;
  readonly document: ScannedDocument;
}

/** Open the cache of a root. One that is missing, damaged or of another version is empty. */
export async function openCache(store: Store, name: string, scanKey: string): Promise<ScanCache> {
  const key = sha256(`${productVersion}\0${scanRevision()}\0${scanKey}`);
  return new ScanCache(key, await readFiles(store, name, key));
}

async function readFiles(store: Store, name: string, key: string): Promise<ReadonlyMap<string, CachedFile>> {
  const none = new Map<string, CachedFile>();
  try {
    const bytes = await store.get(name);
    if (bytes === undefined) return none;
    const cache = JSON.parse(new TextDecoder().decode(bytes)) as CacheFile;
    return cache.key === key ? filesOf(cache) : none;
  } catch {
    // A store may lose or damage anything at any time; scanning again costs time and no finding.
    return none;
  }
}

function filesOf({ empty, others }: CacheFile): ReadonlyMap<string, CachedFile> {
  const files = new Map(Object.entries(others));
  const parts = empty === '' ? [] : empty.split(separator);
  for (let at = 0; at < parts.length; at += 4) {
    const [path = '', sizeBytes = '', modifiedMs = '', contentHash = ''] = parts.slice(at, at + 4);
    const stat = { sizeBytes: Number(sizeBytes), modifiedMs: Number(modifiedMs) };
    files.set(path, { ...stat, contentHash, document: undefined });
  }
  return files;
}
