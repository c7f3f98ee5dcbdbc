// Expressions that are written over several lines.

import assert from 'node:assert/strict';
import { expression } from '../../../src/core/text/expression.ts';

describe('an expression over several lines', () => {
  it('is the one that a literal would be', () => {
    const written = expression('gi')`
      (?:^|/)(?:
        package\.json|
        go of \d+[ ]|[\`'"]
      )$
    `;
    assert.equal(written.flags, 'gi');
    assert.equal(written.source, String.raw`(?:^|\/)(?:package\.json|go of \d+[ ]|[\`'"])$`);
    assert.match('src/package.json', new RegExp(written.source));
    assert.doesNotMatch('src/package_json', new RegExp(written.source));
  });

  it('keeps blanks inside of a line, and those alone', () => {
    const written = expression()`
      ^a b
      c$
    `;
    assert.match('a bc', written);
    assert.doesNotMatch('a b c', written);
  });

  it('takes other expressions as parts', () => {
    const digits = expression()`
      \d{2}|
      \d{4}
    `;
    assert.equal(expression('g')`^(?:${digits})/${/x y/i}$`.source, String.raw`^(?:\d{2}|\d{4})\/x y$`);
  });

  it('fails where it is made when a bracket is missing', () => {
    assert.throws(() => expression()`(?:a|b`, SyntaxError);
  });
});
