// A document as the product sees it, and places in it. Shells build documents from editors, files or stdin.

/** One text with its place in the workspace. */
export interface TextDocument {
  /** Posix, relative to the workspace root. */
  readonly path: string;
  /** Decoded text without its byte order mark. */
  readonly text: string;
  /** The same text in UTF-8, where it was read so. Then `text` is made at its first use. */
  readonly utf8?: Uint8Array;
}

/** A range with its lines and columns, so that it can be shown where the text is no longer at hand.
 *  Lines and columns are 1-based, columns in UTF-16 code units, the end exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly startOffset: number;
  readonly endOffset: number;
}

/** The first character of a document: where findings about a whole file are shown. */
export const startOfDocument: Region = {
  startLine: 1,
  startColumn: 1,
  endLine: 1,
  endColumn: 1,
  startOffset: 0,
  endOffset: 0,
};
