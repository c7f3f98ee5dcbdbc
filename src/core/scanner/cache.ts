// What earlier scans saw, by file. Size and time only decide whether to read a file again; what was seen is kept under the hash of
// its content. The policy is in none of it (docs/decisions/0003-policy-free-scan.md), and no value either.

import type { Store } from '../ports.ts';
import { emptyDocument, isEmptyDocument, type ScannedDocument } from './scanned-document.ts';
import { productVersion, scanRevision } from '../version.ts';
import { sha256 } from '../text/hash.ts';

/** One file as it was when it was scanned. `document` is left out where nothing was seen, which is most files. */
interface CachedFile {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly contentHash: string;
  readonly document?: ScannedDocument;
}

interface CacheFile {
  /** Product version, revision of the scanning code, what was looked for. Another key, and the cache is as good as empty. */
  readonly key: string;
  readonly files: Readonly<Record<string, CachedFile>>;
}

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

  /** Keep what was seen in a file that was read at `nowMs`. */
  keep(path: string, file: { sizeBytes: number; modifiedMs: number; nowMs: number }, seen: KeptScan): void {
    if (
      file.nowMs - file.modifiedMs < restMs ||
      seen.document.failures.length > 0 ||
      seen.document.offPatterns !== undefined
    )
      return;
    this.#new.set(path, {
      sizeBytes: file.sizeBytes,
      modifiedMs: file.modifiedMs,
      contentHash: seen.contentHash,
      ...(isEmptyDocument(seen.document) ? {} : { document: seen.document }),
    });
  }

  /** @param whole  whether all files of the root were looked at; else what was known of the others is kept */
  toBytes(whole: boolean): Uint8Array {
    const files = Object.fromEntries(whole ? this.#new : new Map([...this.#old, ...this.#new]));
    return new TextEncoder().encode(JSON.stringify({ key: this.#key, files } satisfies CacheFile));
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
    return cache.key === key ? new Map(Object.entries(cache.files)) : none;
  } catch {
    // A store may lose or damage anything at any time; scanning again costs time and no finding.
    return none;
  }
}
