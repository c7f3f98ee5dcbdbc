// The one hash of the product: SHA-256 in lower-case hex. Another one only to compare with what others have hashed.

import { createHash, hash } from 'node:crypto';

/** SHA-256 of bytes, or of a string's UTF-8. Lower-case hex, 64 characters. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** SHA-256 of texts that begin alike: gives the hash of the beginning with something behind it, and reads the beginning once. */
export function sha256Behind(beginning: string): (rest: string) => string {
  const begun = createHash('sha256').update(beginning);
  return (rest) => begun.copy().update(rest).digest('hex');
}

/** SHA-1 of a string's UTF-8, for files of other tools that hold such hashes. Lower-case hex. */
export function sha1(data: string): string {
  return hash('sha1', data);
}
