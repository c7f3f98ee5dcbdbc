// From a file to what was seen in it. Called by the threads and, without them, by scan-workspace.ts.

import type { Files, FileScan } from '../ports.ts';
import type { TextDocument } from '../model/document.ts';
import type { ScannedDocument } from './scanned-document.ts';
import { isArchive } from '../text/archive.ts';
import { documentOf } from '../text/document-of.ts';
import { sha256 } from '../text/hash.ts';

/** Decode and scan one file. Archives and other binary files are skipped, with that reason. */
export function scanBytes(
  path: string,
  bytes: Uint8Array,
  scan: (document: TextDocument) => ScannedDocument,
): FileScan {
  const document = isArchive(bytes) ? undefined : documentOf(path, bytes);
  if (document === undefined) return { state: 'skipped', path, reason: isArchive(bytes) ? 'archive' : 'binary' };
  return {
    state: 'scanned',
    path,
    bytes: bytes.length,
    contentHash: sha256(bytes),
    document: scan(document),
  };
}

/** Read and scan one file. One that is gone or cannot be read is skipped, with that reason. */
export async function scanFile(
  files: Files,
  path: string,
  scan: (document: TextDocument) => ScannedDocument,
): Promise<FileScan> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await files.read(path);
  } catch {
    return { state: 'skipped', path, reason: 'unreadable' };
  }
  return bytes === undefined ? { state: 'skipped', path, reason: 'vanished' } : scanBytes(path, bytes, scan);
}
