// From the bytes of a file to what was seen in it. Called by the thread pool and, without threads, by scan-workspace.ts.

import type { FileScan } from '../ports.ts';
import type { TextDocument } from '../model/document.ts';
import type { ScannedDocument } from './scanned-document.ts';
import { decode } from '../text/decode.ts';
import { sha256 } from '../text/hash.ts';

/** Decode and scan one file. Binary files are skipped, with that reason. */
export function scanBytes(
  path: string,
  bytes: Uint8Array,
  scan: (document: TextDocument) => ScannedDocument,
): FileScan {
  const decoded = decode(bytes);
  if (decoded === undefined) return { state: 'skipped', path, reason: 'binary' };
  return {
    state: 'scanned',
    path,
    bytes: bytes.length,
    contentHash: sha256(bytes),
    document: scan({ path, text: decoded.text }),
  };
}
