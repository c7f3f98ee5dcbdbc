// The Threads port: worker threads that share one counter into the list of files, so that none waits for a slow neighbour.

import { Worker } from 'node:worker_threads';
import type { FileScan, Threads } from '../core/ports.ts';
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
    async scan(paths, onResult, signal, most = count) {
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
        await Promise.all(
          Array.from({ length: Math.min(most, count) }, () => runOne(workerFile, work, onResult, running)),
        );
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    dispose() {
      for (const worker of running) void worker.terminate();
    },
  };
}

function runOne(
  workerFile: string,
  work: ScanWork,
  onResult: (result: FileScan) => void,
  running: Set<Worker>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: work });
    running.add(worker);
    worker.on('message', (batch: readonly FileScan[]) => {
      batch.forEach(onResult);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      running.delete(worker);
      if (code === 0) resolve();
      else reject(new Error(`a scanning thread ended with code ${String(code)}`));
    });
  });
}
