// The lock between processes: held by one, waited for by others, taken over from the dead.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock, type LockPatience } from '../../src/node/process-lock.ts';

describe('a lock between processes', () => {
  let base: string;
  let lock: string;
  /** So patient that a test would end before. */
  const patient: LockPatience = { timeoutMs: 3_600_000, staleMs: 3_600_000 };

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'handrail-lock-'));
    lock = join(base, 'a.lock');
  });
  afterEach(() => {
    rmSync(base, { recursive: true, force: true });
  });

  it('lets one after the other work, and is gone afterwards, also when the work fails', async () => {
    const order: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(`${name} out`);
    };
    await Promise.all(['a', 'b', 'c'].map((name) => withLock(lock, patient, work(name))));
    for (let each = 0; each < order.length; each += 2) {
      assert.equal(order[each]?.replace('in', 'out'), order[each + 1]);
    }
    await assert.rejects(
      withLock(lock, patient, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal(existsSync(lock), false);
  });

  it('is taken over at once from a holder that is known to be dead, and not from any other', async () => {
    writeFileSync(lock, '4242 left-behind');
    const isGone = (holder: string): boolean => holder === '4242 left-behind';
    const seen = await withLock(lock, { ...patient, isGone }, async (isStillOurs) => [
      await isStillOurs(),
      readFileSync(lock, 'utf8').startsWith(String(process.pid)),
    ]);
    assert.deepEqual(seen, [true, true]);
    writeFileSync(lock, '4243 alive');
    await assert.rejects(
      withLock(lock, { ...patient, timeoutMs: 30, isGone }, () => Promise.resolve()),
      /another process has held/,
    );
    assert.equal(readFileSync(lock, 'utf8'), '4243 alive');
  });

  it('is taken over from a holder that has been the same for too long', async () => {
    writeFileSync(lock, '4242 left-behind');
    assert.equal(await withLock(lock, { ...patient, staleMs: 20 }, () => Promise.resolve('done')), 'done');
  });
});
