import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson, formatLine, parseLine, seal } from '../../../src/core/usage/hash-chain.ts';
import { runs } from '../../support/runs.ts';

const event = {
  timeUnixNano: '1764000000000000000',
  eventName: 'handrail.check.completed',
  resource: { 'service.name': 'handrail' },
  attributes: { 'handrail.files': 3 },
};

describe('usage log line', () => {
  it('hashes the hash before and its own canonical content', () => {
    const content =
      '{"attributes":{"handrail.files":3},"eventName":"handrail.check.completed",' +
      '"resource":{"service.name":"handrail"},"timeUnixNano":"1764000000000000000"}';
    const expected = createHash('sha256').update(`abc${content}`).digest('hex');
    assert.equal(seal('abc', event).hash, expected);
  });

  it('is written in the order of the contract, on one line', () => {
    const text = formatLine(seal('abc', event));
    assert.deepEqual(Object.keys(JSON.parse(text) as object), [
      ...['timeUnixNano', 'eventName', 'resource', 'attributes', 'hash'],
    ]);
    assert.ok(!text.includes('\n'));
    assert.deepEqual(parseLine(text), seal('abc', event));
  });

  it('has one spelling only', () => {
    const text = formatLine(seal('abc', event));
    assert.equal(parseLine(`${text} `), undefined);
    assert.equal(parseLine(text.replace(':3}', ':3.0}')), undefined);
    assert.equal(parseLine(text.replace('{"handrail.files"', '{"handrail.files":9,"handrail.files"')), undefined);
    for (const text of ['', 'null', '[]', '{}', '"x"', '{"hash":1}', '{"timeUnixNano":']) {
      assert.equal(parseLine(text), undefined, text);
    }
  });
});

describe('canonical JSON', () => {
  // Source: https://www.rfc-editor.org/rfc/rfc8785#section-3.2
  it('sorts by UTF-16 code unit and spells numbers as ECMAScript does', () => {
    assert.equal(
      canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 }),
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
    assert.equal(
      canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27]),
      '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
    );
  });

  it('is the same for the same value, and reads back as it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        assert.equal(canonicalJson(JSON.parse(text)), text);
        assert.equal(JSON.stringify(JSON.parse(text)).length, JSON.stringify(value).length);
      }),
      { numRuns: runs(100) },
    );
  });

  it('refuses what JSON cannot say', () => {
    assert.throws(() => canonicalJson(Number.NaN), TypeError);
    assert.throws(() => canonicalJson({ a: undefined }), TypeError);
  });
});
