import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyTextEdits, type TextEdit } from '../../../src/core/model/edit.ts';

describe('applyTextEdits', () => {
  it('replaces, inserts and deletes, whatever the order of the edits', () => {
    const edits: TextEdit[] = [
      { startOffset: 12, endOffset: 12, newText: '!' },
      { startOffset: 0, endOffset: 5, newText: 'Good day' },
      { startOffset: 5, endOffset: 6, newText: ', ' },
    ];
    assert.equal(applyTextEdits('Hello reader', edits), 'Good day, reader!');
  });

  it('refuses edits that overlap or leave the text', () => {
    const overlapping = [
      { startOffset: 0, endOffset: 3, newText: '' },
      { startOffset: 2, endOffset: 4, newText: '' },
    ];
    assert.throws(() => applyTextEdits('abcdef', overlapping), RangeError);
    assert.throws(() => applyTextEdits('abc', [{ startOffset: 2, endOffset: 9, newText: '' }]), RangeError);
  });

  it('leaves every character outside the edits alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.string(), (text, a, b, newText) => {
        const start = Math.min(a, b) % (text.length + 1);
        const end = Math.max(start, Math.max(a, b) % (text.length + 1));
        const edited = applyTextEdits(text, [{ startOffset: start, endOffset: end, newText }]);
        assert.equal(edited, text.slice(0, start) + newText + text.slice(end));
      }),
    );
  });
});
