// The Threads port: worker threads that share one counter into the list of files, so that none waits for a slow neighbour.

import { Worker } from 'node:worker_threads';
import type { FileScan, Threads } from '../core/ports.ts';
import { emptyDocument, isEmptyDocument } from '../core/scanner/scanned-document.ts';
import type { PolicyAdditions, ScanScope } from '../core/scanner/scan-set-up.ts';

/** What a thread is started with. */
export interface ScanWork {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly paths: readonly string[];
  /** What the policy adds to the scan. */
  readonly added: PolicyAdditions;
  readonly scope: ScanScope;
  /** Index of the next file, one Int32. */
  readonly next: SharedArrayBuffer;
  /** 1 once the scan is cancelled, one Int32. */
  readonly stop: SharedArrayBuffer;
}

/** Threads that scan files of a root.
 *  @param workerFile  absolute path of the bundled scan-worker.ts
 *  @param count  how many threads, at least 1
 *  @param added  what the policy adds to the scan
 *  @param scope  what is looked for */
export function workerPool(
  root: string,
  workerFile: string,
  count: number,
  added: PolicyAdditions = { patterns: [], tools: [] },
  scope: ScanScope = 'everything',
): Threads {
  const running = new Set<Worker>();
  return {
    async scan(paths, onResult, signal, { most = count, here } = {}) {
      const work: ScanWork = {
        root,
        paths,
        added,
        scope,
        next: new SharedArrayBuffer(4),
        stop: new SharedArrayBuffer(4),
      };
      const stop = (): void => {
        Atomics.store(new Int32Array(work.stop), 0, 1);
      };
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
      try {
        const workers = Math.min(most, count) - (here === undefined ? 0 : 1);
        await Promise.all([
          ...Array.from({ length: workers }, () => runOne(workerFile, work, onResult, running)),
          here && takePart(work, here, onResult),
        ]);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    dispose() {
      for (const worker of running) void worker.terminate();
    },
  };
}

/** Of a thread: what a scan allocates is nearly all gone with the next file, and a larger place for it costs memory alone. */
const maxYoungGenerationSizeMb = 24;

function runOne(
  workerFile: string,
  work: ScanWork,
  onResult: (result: FileScan) => void,
  running: Set<Worker>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: work, resourceLimits: { maxYoungGenerationSizeMb } });
    running.add(worker);
    worker.on('message', (batch: ScanBatch) => {
      for (const result of unpacked(batch)) onResult(result);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      running.delete(worker);
      if (code === 0) resolve();
      else reject(new Error(`a scanning thread ended with code ${String(code)}`));
    });
  });
}

/** So many files are scanned before others get a turn on this thread. */
const turn = 16;

async function takePart(
  { paths, next, stop }: ScanWork,
  here: (path: string) => Promise<FileScan>,
  onResult: (result: FileScan) => void,
): Promise<void> {
  for (
    let done = 1, path = nextPath(paths, next, stop);
    path !== undefined;
    path = nextPath(paths, next, stop), done++
  ) {
    onResult(await here(path));
    if (done % turn === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The next file that nobody has taken; undefined when there is none, or the scan is over. */
export function nextPath(
  paths: readonly string[],
  next: SharedArrayBuffer,
  stop: SharedArrayBuffer,
): string | undefined {
  if (Atomics.load(new Int32Array(stop), 0) === 1) return undefined;
  return paths[Atomics.add(new Int32Array(next), 0, 1)];
}

/** Results on their way to this thread. Files in which nothing was seen, which are most, are lines of text: an object for each of them costs
 *  as much as scanning a small file. */
export interface ScanBatch {
  /** Path, bytes and hash. */
  readonly empty: string;
  readonly others: readonly FileScan[];
}

const separator = '\0';

/** Results as they are sent to the thread that asked. */
export function packed(results: readonly FileScan[]): ScanBatch {
  const empty: string[] = [];
  const others: FileScan[] = [];
  for (const result of results) {
    if (result.state !== 'scanned' || !isEmptyDocument(result.document)) others.push(result);
    else empty.push(result.path, String(result.bytes), result.contentHash);
  }
  return { empty: empty.join(separator), others };
}

function unpacked({ empty, others }: ScanBatch): readonly FileScan[] {
  const parts = empty === '' ? [] : empty.split(separator);
  const results: FileScan[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    const [path = '', bytes = '', contentHash = ''] = parts.slice(at, at + 3);
    results.push({ state: 'scanned', path, bytes: Number(bytes), contentHash, document: emptyDocument(path) });
  }
  return [...results, ...others];
}
