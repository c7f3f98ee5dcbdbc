// The one hash of the product: SHA-256 in lower-case hex.

import { createHash } from 'node:crypto';

/** SHA-256 of bytes, or of a string's UTF-8. Lower-case hex, 64 characters. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
