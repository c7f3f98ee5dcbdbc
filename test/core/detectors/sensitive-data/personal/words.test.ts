// Words of a kind of number: found with the borders that they need, and never told to be absent where they stand.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberRows } from '../../../../../src/core/catalog/personal-data.ts';
import { NearbyWords } from '../../../../../src/core/detectors/sensitive-data/personal/nearby-words.ts';
import { wordsAround } from '../../../../../src/core/detectors/sensitive-data/personal/surroundings-of-numbers.ts';
import { Words } from '../../../../../src/core/detectors/sensitive-data/personal/words.ts';

/** The same said with expressions: slow to prepare, and easy to read. */
function byExpression(words: readonly string[], around: string): boolean {
  return words.some((word) => {
    const text = word.toLowerCase();
    if (/^[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)) return around.includes(text);
    return new RegExp(
      text.length <= 6 ? `(?<!\\p{L})${text}[sn]?(?!\\p{L})` : `(?<!\\p{L})${text}|${text}(?!\\p{L})`,
      'u',
    ).test(around);
  });
}

const joint = fc.constantFrom('', ' ', 's', 'n', 'ns', 'x', 'é', 'ß', '1', '中', '\u{10400}', '\ud835', '\udc00', '\n');

describe('Words', () => {
  const words = ['plz', 'ssn', 'social security', 'телефон', 'инн', '身份证'];

  it('stand alone when they are short, and begin or end another when they are long', () => {
    const found = new Words(words);
    for (const around of ['plz: ', 'die plzn', 'ssns', 'xsocial security', 'social securityx', 'телефон', 'die身份证x'])
      assert.ok(found.test(around), around);
    for (const around of ['plzx', 'xssn', 'ssnx', 'xsocial securityx', 'иннд', 'soc security', ''])
      assert.ok(!found.test(around), around);
  });

  it('are found as an expression finds them', () => {
    const parts = fc.array(fc.tuple(joint, fc.constantFrom(...words), joint, joint), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(parts, (each) => {
        const around = each.flat().join('');
        assert.equal(new Words(words).test(around), byExpression(words, around));
      }),
    );
  });

  it('of every row may stand wherever they are found, as far as units tell', () => {
    const nearby = new NearbyWords(numberRows.map((row) => row.words));
    const rows = numberRows.flatMap((row, list) => row.words.map((word) => ({ row, list, word })));
    fc.assert(
      fc.property(
        fc.constantFrom(...rows),
        joint,
        joint,
        fc.boolean(),
        ({ row, list, word }, before, behind, isUpper) => {
          const written = isUpper ? word.toUpperCase() : word;
          const text = `${before}${written}${behind} 12345`;
          const start = text.length - 5;
          nearby.read(
            Uint16Array.from(text, (_, at) => text.charCodeAt(at)),
            0,
            text.length,
          );
          if (new Words(row.words).test(wordsAround(text, start, start + 5))) assert.ok(nearby.mayStand(list), text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of digits alone stand by themselves, and in no longer number', () => {
    const words = new Words(['1099']);
    assert.equal(words.test(wordsAround('Form 1099: 536223344', 11, 20)), true);
    for (const number of ['510990619', '10990', '51099'])
      assert.equal(
        words.test(wordsAround(`${number}, 536223344`, number.length + 2, number.length + 11)),
        false,
        number,
      );
    const nearby = new NearbyWords([['1099']]);
    const units = Uint16Array.from('5362,77', (unit) => unit.charCodeAt(0));
    nearby.read(units, 0, units.length);
    assert.equal(nearby.mayStand(0), false);
  });

  it('are told to be absent where none of them stands', () => {
    const nearby = new NearbyWords([['plz', 'postleitzahl'], ['ssn']]);
    const read = (text: string): void => {
      nearby.read(
        Uint16Array.from(text, (_, at) => text.charCodeAt(at)),
        0,
        text.length,
      );
    };
    read('const PLZ = 12345');
    assert.deepEqual([nearby.mayStand(0), nearby.mayStand(1)], [true, false]);
    read('const zip = 12345');
    assert.deepEqual([nearby.mayStand(0), nearby.mayStand(1)], [false, false]);
  });
});
