// Turns of the extension host. Long work gives it one whenever it has kept it for itself for a while, so that keys are never late.

import type { Steps } from '../core/readiness/steps.ts';

/** So long may work go on without a turn, in milliseconds: half of what a frame of the screen takes. */
const longestSlice = 8;

/** Gives the extension host a turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A pause for work to call as often as it likes: it gives the host a turn when the last one was long enough ago. */
export function turnWhenDue(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longestSlice) return;
    await nextTurn();
    since = performance.now();
  };
}

/** Take steps with pauses between them. @throws what `signal` throws when aborted, and what a step throws */
export async function takeSteps<Result>(
  steps: Steps<Result>,
  pause: () => Promise<void>,
  signal: AbortSignal,
): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await pause();
    signal.throwIfAborted();
  }
}
