// The Files port over a folder on disk. Synchronous, since that is several times faster for many small files.

import { closeSync, existsSync, openSync, readFileSync, readSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { DirectoryEntry, Files } from '../core/ports.ts';

const absent = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

/** Files below an absolute folder.
 *  @param reuse  reads into one buffer again and again: for a caller that has done with a file's bytes before it reads the next */
export function diskFiles(root: string, reuse?: { readonly buffer: boolean }): Files {
  const readBytes = reuse?.buffer === true ? rereader() : readFileSync;
  const onDisk = (path: string): string => (path === '' ? root : join(root, path));
  return {
    list: (path) =>
      unlessAbsent(() =>
        readdirSync(onDisk(path), { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
      ),
    read: (path) => unlessAbsent(() => readBytes(onDisk(path))),
    pieces: (path) => (existsSync(onDisk(path)) ? piecesOf(onDisk(path)) : undefined),
    stat: (path) =>
      unlessAbsent(() => {
        const stat = statSync(onDisk(path));
        const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other';
        return { kind, sizeBytes: stat.size, modifiedMs: stat.mtimeMs } as const;
      }),
  };
}

/** Reads whole files into a buffer that grows with the largest one. A new buffer for each of thousands of files costs more than reading. */
function rereader(): (file: string) => Uint8Array {
  let buffer = Buffer.allocUnsafeSlow(256 * 1024);
  return (file) => {
    const descriptor = openSync(file, 'r');
    try {
      for (let length = 0; ;) {
        const count = readSync(descriptor, buffer, length, buffer.length - length, null);
        length += count;
        if (count === 0) return buffer.subarray(0, length);
        if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
      }
    } finally {
      closeSync(descriptor);
    }
  };
}

/** A file in pieces that share one buffer. */
function* piecesOf(file: string): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(256 * 1024);
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      const count = readSync(descriptor, buffer, 0, buffer.length, null);
      if (count === 0) return;
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Run a read. @returns undefined when there is nothing at the path  @throws when it is there but cannot be read */
function unlessAbsent<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (thrown) {
    if (absent.has((thrown as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw thrown;
  }
}

function kindOf(entry: Dirent): DirectoryEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}
