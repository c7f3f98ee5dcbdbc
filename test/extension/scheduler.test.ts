import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { Scheduler } from '../../src/extension/scheduler.ts';

describe('scheduler', () => {
  const errors: unknown[] = [];
  let scheduler: Scheduler;

  beforeEach(() => {
    errors.length = 0;
    scheduler = new Scheduler((thrown) => errors.push(thrown));
  });
  afterEach(() => {
    scheduler.dispose();
  });

  it('runs the newest of several requests, once', async () => {
    const ran: number[] = [];
    for (const number of [1, 2, 3]) scheduler.schedule('file', 5, () => void ran.push(number));
    await scheduler.idle('file');
    assert.deepEqual(ran, [3]);
  });

  it('keeps keys apart', async () => {
    const ran: string[] = [];
    for (const key of ['a', 'b']) scheduler.schedule(key, 0, () => void ran.push(key));
    await Promise.all([scheduler.idle('a'), scheduler.idle('b')]);
    assert.deepEqual(ran.sort(), ['a', 'b']);
  });

  it('tells what runs to end when a newer request comes, and is idle after the newer one', async () => {
    const seen: string[] = [];
    scheduler.schedule('file', 0, async (signal) => {
      await delay(20);
      seen.push(signal.aborted ? 'first was told to end' : 'first went on');
    });
    await delay(10);
    scheduler.schedule('file', 0, async () => {
      await delay(30);
      seen.push('second');
    });
    await scheduler.idle('file');
    assert.deepEqual(seen, ['first was told to end', 'second']);
  });

  it('is idle at once where nothing was asked for, and after dispose', async () => {
    await scheduler.idle('nothing');
    scheduler.schedule('file', 60_000, () => undefined);
    const waiting = scheduler.idle('file');
    scheduler.dispose();
    await waiting;
  });

  it('hands over what goes wrong and works on', async () => {
    scheduler.schedule('file', 0, () => Promise.reject(new Error('broken')));
    await scheduler.idle('file');
    assert.equal(errors.length, 1);
    let ran = false;
    scheduler.schedule('file', 0, () => {
      ran = true;
    });
    await scheduler.idle('file');
    assert.ok(ran);
  });
});
