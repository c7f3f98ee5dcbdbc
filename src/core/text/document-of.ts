// From the bytes of a file to a document. Most files are UTF-8, and most of those are never needed as a string.

import type { TextDocument } from '../model/document.ts';
import { decode, holdsZeroByte } from './decode.ts';
import { holdsUtf8 } from './units.ts';

/** The document that bytes are; undefined for a binary file. What is UTF-8 is made a string at the first use of its text, so the
 *  bytes may not change before the document is done with. */
export function documentOf(path: string, bytes: Uint8Array): TextDocument | undefined {
  if (!holdsZeroByte(bytes)) {
    const document = new Utf8Document(path, bytes);
    if (holdsUtf8(document)) return document;
  }
  const decoded = decode(bytes);
  return decoded && { path, text: decoded.text };
}

const utf8 = new TextDecoder('utf-8');

class Utf8Document implements TextDocument {
  readonly path: string;
  readonly utf8: Uint8Array;
  #text: string | undefined;

  constructor(path: string, bytes: Uint8Array) {
    this.path = path;
    this.utf8 = bytes;
  }

  get text(): string {
    return (this.#text ??= utf8.decode(this.utf8));
  }
}
