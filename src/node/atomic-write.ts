// Writes a file so that a reader sees the old content or the new one, never half of it, also when the process is killed.

import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Replace a file or create it, with its folders.
 *  @param mode  of a new file; an existing one keeps its own
 *  @throws when the folder cannot be written to; then the file is as it was */
export function writeFileAtomically(path: string, bytes: Uint8Array | string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true, ...(mode === 0o600 && { mode: 0o700 }) });
  const temporary = join(dirname(path), `.handrail-${randomUUID()}.tmp`);
  const keptMode = statSync(path, { throwIfNoEntry: false })?.mode;
  const file = openSync(temporary, 'wx', keptMode === undefined ? mode : keptMode & 0o777);
  try {
    const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    for (let written = 0; written < content.length;) written += writeSync(file, content, written);
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, path);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw thrown;
  }
}
