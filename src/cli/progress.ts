// Counts files on stderr while a person waits.

import type { LookProgress } from '../node/look.ts';
import type { Io } from './command.ts';

const stepMs = 100;

/** A callback that keeps one line up to date; without a terminal it prints the last count alone. */
export function progressLine(io: Pick<Io, 'isTerminal' | 'stderr' | 'now'>): (progress: LookProgress) => void {
  let shownMs = 0;
  return ({ done, total }) => {
    const isLast = done === total;
    const nowMs = Date.parse(io.now());
    if (!isLast && (!io.isTerminal || nowMs - shownMs < stepMs)) return;
    shownMs = nowMs;
    const line = total === undefined ? `${String(done)} files` : `${String(done)} of ${String(total)} files`;
    io.stderr(io.isTerminal ? `\r\u001b[K${isLast ? '' : line}` : `${line}\n`);
  };
}
