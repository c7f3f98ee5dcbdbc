// Patterns of a policy: where they are looked for, what they cost, and what becomes of those that cannot be run.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinCatalog } from '../../../../src/core/catalog/build-catalog.ts';
import { customPatternsDetector, reach } from '../../../../src/core/detectors/custom-patterns/detector.ts';
import { linearEngine } from '../../../../src/core/detectors/custom-patterns/linear-engine.lazy.ts';
import { literalIn } from '../../../../src/core/detectors/custom-patterns/literal-in.ts';
import { ownPatternOf, whyNotRun } from '../../../../src/core/detectors/custom-patterns/own-patterns.ts';
import { patternIssues } from '../../../../src/core/detectors/custom-patterns/pattern-issues.ts';

const engine = linearEngine(() => 0);
const context = { catalog: builtinCatalog() };
const values = (text: string, pattern: string, keywords?: readonly string[]): readonly string[] => {
  const own = ownPatternOf({ id: 'own', pattern, keywords: keywords === undefined ? undefined : [...keywords] });
  const { matches = [] } = customPatternsDetector([own], engine).detect({ path: 'a.txt', text }, context);
  return [
    ...new Set(
      matches.map(({ startOffset, endOffset }) => `${String(startOffset)}:${text.slice(startOffset, endOffset)}`),
    ),
  ];
};

describe('patterns of a policy', () => {
  it('match near a keyword, and are not tried elsewhere', () => {
    const pattern = '\\b\\d{6}\\b';
    assert.deepEqual(values('Client no. 123456, 654321', pattern, ['client']), ['11:123456', '19:654321']);
    assert.deepEqual(values('Order 123456', pattern, ['client']), []);
    assert.deepEqual(values(`client${' '.repeat(reach)}123456`, pattern, ['client']), []);
    assert.deepEqual(values(`123456${' '.repeat(reach - 7)}client`, pattern, ['client']), ['0:123456']);
  });

  it('take the group named value, else the whole match', () => {
    assert.deepEqual(values('key=AB12', 'key=(?P<value>\\w+)'), ['4:AB12']);
    assert.deepEqual(values('key=AB12', 'key=(\\w+)'), ['0:key=AB12']);
  });

  it('see what stands around a window, and lines', () => {
    const far = 'x'.repeat(reach * 3);
    assert.deepEqual(values(`${far}1234567 acme ${far}`, '\\b\\d{6}\\b', ['acme']), []);
    assert.deepEqual(values(`a\nACME-1\nACME-2 x`, '^ACME-\\d$'), ['2:ACME-1']);
  });

  it('match the same in one long stretch of keywords as one by one', () => {
    const ids = Array.from({ length: 3000 }, (_, index) => `ACME-${String(100_000 + index)}`);
    assert.equal(values(ids.join(' '), 'ACME-\\d{6}').length, ids.length);
  });

  it('work by the thousand', () => {
    const patterns = Array.from({ length: 1000 }, (_, index) =>
      ownPatternOf({ id: `p${String(index)}`, pattern: `ACME${String(index).padStart(4, '0')}-[0-9]{4}` }),
    );
    const text = patterns.map((_, index) => `ACME${String(index).padStart(4, '0')}-1234`).join('\n');
    const { matches = [] } = customPatternsDetector(patterns, engine).detect({ path: 'a.txt', text }, context);
    assert.equal(new Set(matches.map(({ ruleId }) => ruleId)).size, 1000);
  });

  it('are switched off when they take too long, once and with a word', () => {
    let nowMs = 0;
    const slow = customPatternsDetector([ownPatternOf({ id: 'own', pattern: 'ACME-\\d+' })], {
      ...engine,
      nowMs: () => (nowMs += 200),
    });
    const text = `ACME-1${' '.repeat(5000)}ACME-2${' '.repeat(5000)}ACME-3`;
    const first = slow.detect({ path: 'a.txt', text }, context);
    assert.deepEqual(first.offPatterns, [{ ruleId: 'sensitive-data/own', because: 'slow' }]);
    const second = slow.detect({ path: 'b.txt', text }, context);
    assert.deepEqual([second.matches, second.offPatterns], [[], undefined]);
  });

  it('that RE2 cannot read cost only themselves', () => {
    const broken = ownPatternOf({ id: 'broken', pattern: 'ACME-x{2000}' });
    const good = ownPatternOf({ id: 'good', pattern: 'ACME-\\d' });
    const found = customPatternsDetector([broken, good], engine).detect({ path: 'a', text: 'ACME-1' }, context);
    assert.deepEqual(found.offPatterns, [{ ruleId: 'sensitive-data/broken', because: 'unreadable' }]);
    assert.deepEqual(
      found.matches?.map(({ ruleId }) => ruleId),
      ['sensitive-data/good'],
    );
  });

  describe('vetting', () => {
    for (const [pattern, because] of [
      ['(?=a)acme', /looks around/],
      ['(?<!a)acme', /looks around/],
      ['(a)\\1acme', /refers back/],
      ['(a+)+acme', /repeats something that repeats/],
      ['acme(', /cannot|no regular expression/],
      ['[0-9]{6}', /needs keywords/],
      ['abc|def', /needs keywords/],
    ] as const) {
      it(`refuses ${pattern}`, () => {
        assert.match(whyNotRun({ pattern, keywords: undefined }) ?? '', because);
      });
    }

    it('takes what RE2 writes differently from JavaScript', () => {
      for (const pattern of ['(?i)acme-\\d', 'no=(?P<value>acme)', '\\Aacme\\z', 'acme[[:digit:]]'])
        assert.equal(whyNotRun({ pattern, keywords: undefined }), undefined, pattern);
    });
  });

  it('without keywords are looked for by a literal that every match holds', () => {
    assert.equal(literalIn('ACME-\\d{6}'), 'ACME-');
    assert.equal(literalIn('(?:x|y)foo\\.bar[a-z]+ab'), 'foo.bar');
    assert.equal(literalIn('abcd?e'), 'abc');
    assert.equal(literalIn('\\p{Lu}\\dacme'), 'acme');
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', '\\.', '\\d', '[xy]', '(?:p|q)', 'z?', 'w+', '.', '\\-'), {
          maxLength: 12,
        }),
        fc.gen(),
        (parts, gen) => {
          const literal = literalIn(parts.join(''));
          if (literal === undefined) return;
          const samples: Readonly<Record<string, readonly string[]>> = {
            '\\.': ['.'],
            '\\d': ['7'],
            '[xy]': ['x', 'y'],
            '(?:p|q)': ['p', 'q'],
            'z?': ['', 'z'],
            'w+': ['w', 'www'],
            '.': ['!'],
            '\\-': ['-'],
          };
          const text = parts
            .map((part) => gen<string, string[]>(fc.constantFrom, ...(samples[part] ?? [part])))
            .join('');
          assert.ok(text.includes(literal), `${parts.join('')} matches ${text}`);
        },
      ),
    );
  });

  describe('samples', () => {
    const issues = (detector: string) =>
      patternIssues(
        {
          text: `apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: acme, version: 1.0.0, owner: it@acme.example}\ndata:\n  detectors:\n    - ${detector}\n`,
          file: 'ai-policy.yaml',
          layer: 'organisation',
        },
        engine,
        (id) => id === 'sensitive-data/iban',
        'error',
      ).map(({ code, line, message }) => `${code}:${String(line)} ${message}`);

    it('that are found and not found as they should be say nothing', () => {
      assert.deepEqual(
        issues("{id: c, title: C, pattern: 'ACME-[0-9]{6}', hit: [ACME-123456], miss: [ACME-12345]}"),
        [],
      );
    });

    it('that are not, and ids that the product has, are named', () => {
      const said = issues(
        "{id: iban, title: C, pattern: 'AC[0-9]{6}', keywords: [client], hit: [AC123456], miss: [client AC123456]}",
      );
      assert.equal(said.length, 3);
      assert.match(said[0] ?? '', /policy\/shadowed:6/);
      assert.match(said[1] ?? '', /pattern-sample:6 .*must match/);
      assert.match(said[2] ?? '', /pattern-sample:6 .*must not match/);
    });
  });
});
