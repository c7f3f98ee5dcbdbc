import assert from 'node:assert/strict';
import { takeSteps, turnWhenDue } from '../../src/extension/turns.ts';

describe('turns of the extension host', () => {
  /** Work in three steps that notes how far it came. */
  function* work(taken: number[]): Generator<undefined, string, undefined> {
    for (let step = 1; step <= 3; step++) {
      taken.push(step);
      yield;
    }
    return 'done';
  }

  it('are given between steps', async () => {
    let pauses = 0;
    const pause = (): Promise<void> => {
      pauses++;
      return Promise.resolve();
    };
    assert.equal(await takeSteps(work([]), pause, new AbortController().signal), 'done');
    assert.equal(pauses, 3);
  });

  it('end work that nobody waits for any more', async () => {
    const abort = new AbortController();
    const taken: number[] = [];
    const pause = (): Promise<void> => {
      abort.abort();
      return Promise.resolve();
    };
    await assert.rejects(takeSteps(work(taken), pause, abort.signal), { name: 'AbortError' });
    assert.deepEqual(taken, [1]);
  });

  it('are given when the last one is long ago', async () => {
    const pause = turnWhenDue();
    let turns = 0;
    const isOver = new Promise<void>((resolve) => {
      const turn = (): void => {
        if (++turns < 3) setImmediate(turn);
        else resolve();
      };
      setImmediate(turn);
    });
    const busyUntil = performance.now() + 20;
    while (performance.now() < busyUntil);
    await pause();
    assert.ok(turns > 0, 'others had their turn');
    await isOver;
  });
});
