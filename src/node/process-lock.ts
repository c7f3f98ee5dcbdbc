// A lock file between processes. Recovers when a holder has died.

import { randomUUID } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './usage-files.ts';

/** How long one may wait, and when a holder counts as dead. */
export interface LockPatience {
  /** Give up after this long. */
  readonly timeoutMs: number;
  /** The same holder for this long has died: it never needs the lock as long. Judged by the waiter's own clock,
   *  because clocks and process ids differ between containers and hosts that share a home folder. */
  readonly staleMs: number;
  /** Whether a holder is dead for sure, by its token: the number of its process, a space, and something random. Only for work that
   *  two may do at once: see above. */
  readonly isGone?: (holder: string) => boolean;
}

/** Do some work while holding the lock. The work is given a question to ask right before it writes: is the lock still ours?
 *  @throws Error when the lock cannot be had in time, and whatever the work throws */
export async function withLock<Result>(
  path: string,
  patience: LockPatience,
  work: (isStillOurs: () => Promise<boolean>) => Promise<Result>,
): Promise<Result> {
  const token = `${String(process.pid)} ${randomUUID()}`;
  await acquire(path, token, patience);
  try {
    return await work(async () => (await holderOf(path)) === token);
  } finally {
    if ((await holderOf(path)) === token) await rm(path, { force: true });
  }
}

async function acquire(path: string, token: string, patience: LockPatience): Promise<void> {
  const start = performance.now();
  let seen: string | undefined;
  let seenSince = start;
  while (!(await tryToTake(path, token))) {
    const now = performance.now();
    const holder = await holderOf(path);
    if (holder !== seen) {
      seen = holder;
      seenSince = now;
    }
    const isStale = holder !== undefined && (now - seenSince > patience.staleMs || patience.isGone?.(holder) === true);
    if (isStale && (await holderOf(path)) === holder) await rm(path, { force: true });
    else if (now - start > patience.timeoutMs) {
      throw new Error(`another process has held ${path} for ${String(Math.round(now - start))} ms`);
    } else await sleep(2 + Math.random() * 10);
  }
}

async function tryToTake(path: string, token: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      await handle.writeFile(token);
    } finally {
      await handle.close();
    }
    return true;
  } catch (thrown) {
    // EPERM: Windows, while a file of that name is being removed.
    if (hasCode(thrown, 'EEXIST') || (hasCode(thrown, 'EPERM') && process.platform === 'win32')) return false;
    throw thrown;
  }
}

/** Who holds the lock: its token, '' while it is being written. @returns undefined when nobody does */
async function holderOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return undefined;
    throw thrown;
  }
}
