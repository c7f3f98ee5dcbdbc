// Takes turns at asking for a fetched policy: of the windows and command lines of one person, one asks, and those that wait take what it
// got, its failure as well. A turn is kept for courtesy, not for safety: the copy is written in one step whoever writes it.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFileAtomically } from './atomic-write.ts';
import { withLock, type LockPatience } from './process-lock.ts';

export interface Turn {
  /** Why the policy could not be had by another process that asked while this one waited. */
  readonly failedMeanwhile?: string;
  /** Tell those who wait why it could not be had. */
  fail(because: string): void;
}

/** Longer than a server may take to answer twice. Source: policy-fetch.ts */
const patience: LockPatience = { timeoutMs: 12_000, staleMs: 11_000, isGone };

/** Do some work while no other process does the same. Where no lock can be had, the work is done all the same.
 *  @param file  absolute path beside which the notes of the turn are put */
export async function takeTurn<Result>(file: string, work: (turn: Turn) => Promise<Result>): Promise<Result> {
  const note = `${file}.failed`;
  const before = readIfThere(note);
  const progress = { hasBegun: false };
  const begin = (): Promise<Result> => {
    progress.hasBegun = true;
    const now = readIfThere(note);
    const isNews = now !== undefined && now !== before;
    return work({
      ...(isNews && { failedMeanwhile: now.slice(now.indexOf(' ') + 1) }),
      fail: (because) => {
        writeIfPossible(note, `${randomUUID()} ${because}`);
      },
    });
  };
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    return await withLock(`${file}.lock`, patience, begin);
  } catch (thrown) {
    if (progress.hasBegun) throw thrown;
    return begin();
  }
}

/** Whether the holder of a lock is a process that is no more. In another container its number may mean nobody here although it lives;
 *  then two ask at once, which does no harm. */
function isGone(holder: string): boolean {
  const id = Number(holder.split(' ')[0]);
  if (!Number.isInteger(id) || id <= 0) return false;
  try {
    process.kill(id, 0);
    return false;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function writeIfPossible(file: string, text: string): void {
  try {
    writeFileAtomically(file, text, 0o600);
  } catch {
    // Those who wait ask for themselves.
  }
}
