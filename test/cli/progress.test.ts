// The line that counts files on stderr while a person waits.

import assert from 'node:assert/strict';
import { progressLine } from '../../src/cli/progress.ts';
import type { LookProgress } from '../../src/node/look.ts';

/** What is written when each step comes a second after the one before it. */
function written(isTerminal: boolean, steps: readonly LookProgress[]): readonly string[] {
  const lines: string[] = [];
  let seconds = 0;
  const io = {
    isTerminal,
    stderr: (text: string) => lines.push(text),
    now: () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)).toISOString(),
  };
  const show = progressLine(io);
  for (const step of steps) show(step);
  return lines;
}

describe('progress', () => {
  it('is one line in a terminal, which is gone at the end', () => {
    const steps = [
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ];
    assert.deepEqual(written(true, steps), ['\r\u001b[K1 of 2 files', '\r\u001b[K']);
  });

  it('says nothing of a total that nobody knows yet', () => {
    const steps = [{ done: 1 }, { done: 2 }, { done: 2, total: 2 }];
    assert.deepEqual(written(true, steps), ['\r\u001b[K1 files', '\r\u001b[K2 files', '\r\u001b[K']);
  });

  it('is the last count alone where there is no terminal', () => {
    assert.deepEqual(written(false, [{ done: 1 }, { done: 2, total: 2 }]), ['2 of 2 files\n']);
  });
});
