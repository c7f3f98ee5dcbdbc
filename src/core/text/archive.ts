// Tells archives from other binary files by their first bytes: what is in them is not looked at, and people should know.

/** Signatures with the offset at which they stand.
 *  Source: https://www.iana.org/assignments/media-types, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
const signatures: readonly (readonly [offset: number, bytes: readonly number[]])[] = [
  [0, [0x50, 0x4b, 0x03, 0x04]], // zip, jar, docx, vsix
  [0, [0x50, 0x4b, 0x05, 0x06]], // zip without entries
  [0, [0x1f, 0x8b]], // gzip
  [0, [0x42, 0x5a, 0x68]], // bzip2
  [0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]], // xz
  [0, [0x28, 0xb5, 0x2f, 0xfd]], // zstandard
  [0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]], // 7z
  [0, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]], // rar
  [257, [0x75, 0x73, 0x74, 0x61, 0x72]], // tar
];

/** Whether bytes are those of an archive or a compressed file. */
export function isArchive(bytes: Uint8Array): boolean {
  return signatures.some(([offset, signature]) => signature.every((byte, index) => bytes[offset + index] === byte));
}
