// Units made straight from bytes are those of the string that a decoder makes of them, and bytes that it refuses are refused.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { documentOf } from '../../../src/core/text/document-of.ts';
import { lengthOf, unitsOf } from '../../../src/core/text/units.ts';
import { utf8ToUnits } from '../../../src/core/text/utf8-to-units.ts';

const strict = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function fromUnits(bytes: Uint8Array): string | undefined {
  const units = new Uint16Array(bytes.length);
  const length = utf8ToUnits(bytes, units);
  return length === undefined ? undefined : String.fromCharCode(...units.subarray(0, length));
}

describe('units of a text', () => {
  it('are those that a decoder gives, for text of any kind and for bytes that are none', () => {
    const interesting = fc.constantFrom(
      ...[
        0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee,
        0xef,
      ],
      ...[0xbb, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff],
    );
    const bytes = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
      fc.array(interesting, { maxLength: 12 }).map((list) => Uint8Array.from(list)),
    );
    fc.assert(
      fc.property(bytes, (each) => {
        assert.equal(fromUnits(each), decoded(each));
      }),
      { numRuns: 2000 },
    );
  });

  it('are the same whether a document comes as bytes or as a string, also after another was asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        if (text.includes('\0') || text.startsWith('\ufeff')) return;
        const read = documentOf('a.txt', new TextEncoder().encode(text));
        assert.ok(read);
        const written = { path: 'a.txt', text };
        for (const document of [read, written, read]) {
          const units = unitsOf(document);
          assert.equal(String.fromCharCode(...units.subarray(0, lengthOf(document))), text);
          assert.equal(units[lengthOf(document)], 0);
        }
        assert.equal(read.text, text);
      }),
    );
  });
});
