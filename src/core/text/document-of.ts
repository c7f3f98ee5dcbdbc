// From the bytes of a file to a document. Most files are ASCII, and most of those are never needed as a string.

import type { TextDocument } from '../model/document.ts';
import { decode, holdsZeroByte } from './decode.ts';

/** The document that bytes are; undefined for a binary file. What is ASCII is decoded at the first use of its text, so the bytes may
 *  not change before the document is done with. */
export function documentOf(path: string, bytes: Uint8Array): TextDocument | undefined {
  if (isAscii(bytes) && !holdsZeroByte(bytes)) return new AsciiDocument(path, bytes);
  const decoded = decode(bytes);
  return decoded && { path, text: decoded.text };
}

class AsciiDocument implements TextDocument {
  readonly path: string;
  readonly ascii: Uint8Array;
  #text: string | undefined;

  constructor(path: string, ascii: Uint8Array) {
    this.path = path;
    this.ascii = ascii;
  }

  get text(): string {
    return (this.#text ??= utf8.decode(this.ascii));
  }
}

const utf8 = new TextDecoder('utf-8');

function isAscii(bytes: Uint8Array): boolean {
  let at = 0;
  if (bytes.byteOffset % 4 === 0) {
    // Four bytes at a time: one bit of each tells.
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    for (; at < words.length; at++) if (((words[at] ?? 0) & 0x80808080) !== 0) return false;
    at *= 4;
  }
  for (; at < bytes.length; at++) if ((bytes[at] ?? 0) > 127) return false;
  return true;
}
