// Bytes to text: marks are no characters, UTF-16 is told from binary, and nothing that is text is lost.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../../src/core/text/decode.ts';
import { runs } from '../../support/runs.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const buffer = Buffer.from(text, 'utf16le');
  return bigEndian ? buffer.swap16() : buffer;
};

describe('decode', () => {
  it('leaves out the byte order mark of each encoding', () => {
    assert.deepEqual(decode(bytes(0xef, 0xbb, 0xbf, 0x61)), { text: 'a', encoding: 'utf-8' });
    assert.deepEqual(decode(bytes(0xff, 0xfe, 0x61, 0)), { text: 'a', encoding: 'utf-16le' });
    assert.deepEqual(decode(bytes(0xfe, 0xff, 0, 0x61)), { text: 'a', encoding: 'utf-16be' });
  });

  it('tells UTF-16 without a mark by its zeros', () => {
    assert.deepEqual(decode(utf16('key = 1', false)), { text: 'key = 1', encoding: 'utf-16le' });
    assert.deepEqual(decode(utf16('key = 1', true)), { text: 'key = 1', encoding: 'utf-16be' });
  });

  it('gives nothing for a binary file', () => {
    assert.equal(decode(bytes(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0x0d)), undefined);
  });

  it('reads what is not UTF-8 as Windows-1252, one character a byte', () => {
    assert.deepEqual(decode(bytes(0x66, 0xfc, 0x72)), { text: 'für', encoding: 'windows-1252' });
  });

  it('gives an empty text for an empty file', () => {
    assert.deepEqual(decode(bytes()), { text: '', encoding: 'utf-8' });
  });

  it('gives back every text that was written as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\ufeff') && !/\p{Surrogate}/u.test(text));
        assert.equal(decode(new TextEncoder().encode(text))?.text, text);
      }),
      { numRuns: runs(200) },
    );
  });
});
