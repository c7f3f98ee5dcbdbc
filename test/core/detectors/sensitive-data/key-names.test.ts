// What names say, and the quick look at units against the words themselves.

import assert from 'node:assert/strict';
import { mayBeSecretWord, strengthOf, wordsOf } from '../../../../src/core/detectors/sensitive-data/key-names.ts';
import { seededNumbers } from '../../../support/credential-samples.ts';

const keywords = ['pass', 'pwd', 'secret', 'key', 'token', 'auth', 'cred', 'pat', 'clave', 'contraseñ', 'пароль'];

describe('words of names', () => {
  for (const name of ['path', 'Author', 'keyboard', 'monkey', 'passenger', 'compatible', 'accredited', 'myPathname'])
    it(`sees at first sight that ${name} holds no word for a secret`, () => {
      assert.ok(places(name).length > 0);
      for (const [start, end] of places(name)) assert.ok(!mayBeSecretWord(unitsIn(name), start, end));
    });

  it('lets every name of a secret pass at one of its words', () => {
    const next = seededNumbers(4);
    const drawnFrom = <Value>(list: readonly Value[]): Value => list[Math.floor(next() * list.length)] as Value;
    const parts = ['api', 'key', 'path', 'token', 'secret', 'pass', 'author', 'pat', 'contraseña', 'пароль', 'é', 'x9'];
    const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
    const writings = [
      (words: readonly string[]) => words.join('_'),
      (words: readonly string[]) => words.map(capital).join(''),
      (words: readonly string[]) => words.join('-').toUpperCase(),
      (words: readonly string[]) => words.join(''),
      (words: readonly string[]) => words.map((word) => drawnFrom([word, capital(word), word.toUpperCase()])).join(''),
    ];
    let secrets = 0;
    for (let round = 0; round < 4000; round++) {
      const name = drawnFrom(writings)(Array.from({ length: 1 + Math.floor(next() * 3) }, () => drawnFrom(parts)));
      if (strengthOf(name) === undefined) continue;
      secrets++;
      assert.ok(
        places(name).some(([start, end]) => mayBeSecretWord(unitsIn(name), start, end)),
        `${name} is ${wordsOf(name).join(' ')}`,
      );
    }
    assert.ok(secrets > 500);
  });
});

/** Where keywords stand in a name, in any case. */
function places(name: string): readonly (readonly [number, number])[] {
  const small = name.toLowerCase();
  return keywords.flatMap((keyword) => {
    const found: [number, number][] = [];
    for (let at = small.indexOf(keyword); at >= 0; at = small.indexOf(keyword, at + 1))
      found.push([at, at + keyword.length]);
    return found;
  });
}

/** The units of a text that is the name alone, zeros behind them. */
function unitsIn(name: string): Uint16Array {
  const units = new Uint16Array(name.length + 256);
  for (let index = 0; index < name.length; index++) units[index] = name.charCodeAt(index);
  return units;
}
