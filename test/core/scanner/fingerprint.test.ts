// A finding stays known while it moves; a new credential in its place does not; personal data is in no hash.

import assert from 'node:assert/strict';
import { fingerprints } from '../../../src/core/scanner/fingerprint.ts';
import { LineIndex } from '../../../src/core/text/line-index.ts';
import { sha256 } from '../../../src/core/text/hash.ts';

const printsOf = (text: string, values: readonly string[], valueBits: number, path = 'a.ts'): readonly string[] => {
  const places = values.map((value, index) => {
    const startOffset = text.indexOf(value, values.slice(0, index).includes(value) ? text.indexOf(value) + 1 : 0);
    return { ruleId: 'a/b', startOffset, endOffset: startOffset + value.length, valueBits };
  });
  return fingerprints(path, text, new LineIndex(text), places, places);
};

describe('fingerprints', () => {
  it('stay when lines above move', () => {
    assert.deepEqual(printsOf('k = AAAA', ['AAAA'], 0), printsOf('\n\r\nx\nk = AAAA', ['AAAA'], 0));
  });

  it('differ for another credential in the same place from 80 bits on', () => {
    assert.notDeepEqual(printsOf('k = AAAA', ['AAAA'], 80), printsOf('k = BBBB', ['BBBB'], 80));
  });

  it('are the same for another value below 80 bits: a short value could be guessed from its hash', () => {
    assert.deepEqual(printsOf('k = AAAA', ['AAAA'], 79), printsOf('k = BBBB', ['BBBB'], 79));
  });

  it('differ by file, rule line and ordinal', () => {
    assert.notDeepEqual(printsOf('k = AAAA', ['AAAA'], 0), printsOf('k = AAAA', ['AAAA'], 0, 'b.ts'));
    assert.notDeepEqual(printsOf('k = AAAA', ['AAAA'], 0), printsOf('key = AAAA', ['AAAA'], 0));
    const [first, second] = printsOf('AAAA AAAA', ['AAAA', 'AAAA'], 0);
    assert.notEqual(first, second);
  });

  it('mask every value on the line, so that a neighbour may change', () => {
    assert.deepEqual(
      printsOf('k = AAAA, CCCC', ['AAAA', 'CCCC'], 0)[0],
      printsOf('k = AAAA, DDDDDD', ['AAAA', 'DDDDDD'], 0)[0],
    );
  });

  it('are a hash of rule, path, masked line, value and ordinal, however long the line is', () => {
    for (const filler of ['x', 'é\ud800'.repeat(2000)]) {
      const prints = printsOf(`${filler} AAAA BBBB AAAA ${filler}`, ['AAAA', 'BBBB', 'AAAA'], 80);
      const line = `${filler} \u2022 \u2022 \u2022 ${filler}`;
      const expected = [
        ['AAAA', '0'],
        ['BBBB', '0'],
        ['AAAA', '1'],
      ].map(([value = '', ordinal]) => sha256(['a/b', 'a.ts', line, sha256(value), ordinal].join('\0')));
      assert.deepEqual(prints, expected);
    }
  });

  it('count equals over all lines of a file, long ones included', () => {
    for (const filler of ['x', 'x'.repeat(2000)]) {
      const [first, second] = printsOf(`AAAA ${filler}\nAAAA ${filler}`, ['AAAA', 'AAAA'], 0);
      assert.notEqual(first, second);
    }
  });
});
