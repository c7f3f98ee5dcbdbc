// Parts of texts that are remembered longer than the text.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The same text in memory of its own. A part of a document shares the memory of the document, so remembering it keeps all of that. */
export function copyOf(text: string): string {
  return decoder.decode(encoder.encode(text));
}
