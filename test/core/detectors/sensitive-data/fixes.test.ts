// Ways out of a finding, carried out: what stands there afterwards is no finding any more, and the value is nowhere else.

import assert from 'node:assert/strict';
import { applyTextEdits } from '../../../../src/core/model/edit.ts';
import type { TextDocument } from '../../../../src/core/model/document.ts';
import { builtinCatalog } from '../../../../src/core/catalog/build-catalog.ts';
import { sensitiveDataDetector } from '../../../../src/core/detectors/sensitive-data/detector.ts';
import { sensitiveDataFixes } from '../../../../src/core/detectors/sensitive-data/fixes.ts';
import { LineIndex } from '../../../../src/core/text/line-index.ts';

const key = ['sk', 'live', '51HxQwErTyUiOpAsDfGhJkLzXcVbNm'].join('_');
const iban = ['DE02', '12030000', '0000202051'].join('');
const pem = [
  '-----BEGIN PRI',
  'VATE KEY-----\n',
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj'.repeat(4),
  '\n-----END PRI',
  'VATE KEY-----',
].join('');

const detect = (document: TextDocument) =>
  sensitiveDataDetector.detect(document, { catalog: builtinCatalog() }).matches ?? [];

/** Titles of the fixes of the one finding in a text, and the text after each. */
function fixed(path: string, text: string): readonly (readonly [string, string])[] {
  const document = { path, text };
  const [match, ...others] = detect(document);
  assert.ok(match && others.length === 0, 'one finding');
  const region = new LineIndex(text).region(match.startOffset, match.endOffset);
  return sensitiveDataFixes({ ruleId: match.ruleId, region }, document).map(({ title, edits }) => {
    assert.equal(edits.length, 1);
    const [edit] = edits;
    assert.ok(edit?.kind === 'modify' && edit.path === path);
    return [title, applyTextEdits(text, edit.edits)];
  });
}

function firstOf<Each>(list: readonly Each[]): Each {
  const [first] = list;
  assert.ok(first !== undefined);
  return first;
}

describe('fixes of sensitive data', () => {
  it('read a key from the environment, quotes and all', () => {
    const [title, text] = firstOf(fixed('api/pay.ts', `const key = '${key}';\n`));
    assert.match(title, /environment/);
    assert.match(text, /^const key = process\.env\.STRIPE_[A-Z_]+;\n$/);
  });

  it('do so in Python only where the line would run', () => {
    assert.match(fixed('pay.py', `import os\nkey = "${key}"\n`)[0]?.[1] ?? '', /key = os\.environ\["STRIPE/);
    assert.match(fixed('pay.py', `key = "${key}"\n`)[0]?.[0] ?? '', /placeholder/);
  });

  it('put a placeholder where nothing can be read', () => {
    assert.match(fixed('.env', `STRIPE=${key}\n`)[0]?.[1] ?? '', /^STRIPE=<STRIPE_[A-Z_]+>\n$/);
    assert.match(fixed('key.pem', `${pem}\n`)[0]?.[1] ?? '', /^<PRIVATE_KEY>\n$/);
  });

  it('put made-up data in place of a person, which is not found again', () => {
    const [title, text] = firstOf(fixed('pay.ts', `const account = '${iban}';\n`));
    assert.match(title, /made-up/);
    assert.deepEqual(detect({ path: 'pay.ts', text }), []);
  });

  it('leave nothing behind that is still a finding', () => {
    for (const [path, text] of [
      ['a.ts', `const key = '${key}';\n`],
      ['.env', `STRIPE=${key}\n`],
      ['key.pem', `${pem}\n`],
    ] as const) {
      for (const [title, after] of fixed(path, text))
        assert.deepEqual(detect({ path, text: after }), [], `${path}: ${title}`);
    }
  });

  it('are refused when the text has moved', () => {
    const region = new LineIndex('x').region(5, 9);
    assert.deepEqual(sensitiveDataFixes({ ruleId: 'sensitive-data/iban', region }, { path: 'a.ts', text: 'x' }), []);
  });
});
