// Checks that no table of weights describes, by the name that rows use. Values come without separators, in capitals.
// Source of each: the address on the row that names it.

import { calendarDate, holdsDate } from './calendar.ts';
import { isLicencePlate } from './licence-plates.ts';

type Check = (value: string) => boolean;

const digits = (value: string): readonly number[] => Array.from(value, Number);
const weighted = (values: readonly number[], weights: readonly number[]): number =>
  values.reduce((sum, each, index) => sum + each * (weights[index] ?? 0), 0);
const digitSum = (value: number): number => Math.floor(value / 10) + (value % 10);
const summedDigits = (values: readonly number[], weights: readonly number[]): number =>
  values.reduce((sum, each, index) => sum + digitSum(each * (weights[index] ?? 0)), 0);
const remainder = (text: string, modulus: number): number => {
  let rest = 0;
  for (const digit of text) rest = (rest * 10 + Number(digit)) % modulus;
  return rest;
};
const letterNumber = (letter: string): string => String(letter.charCodeAt(0) - 64).padStart(2, '0');
const base36 = (character: string): number => Number.parseInt(character, 36);

const multiplied: readonly string[] = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const permuted: readonly string[] = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];
const oddFiscal = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const nric = { S: 'JZIHGFEDCBA', T: 'JZIHGFEDCBA', F: 'XWUTRQPNMLK', G: 'XWUTRQPNMLK', M: 'XWUTRQPNJLK' };

/** By name. */
export const namedChecks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['calendar-date', calendarDate],
  [
    'verhoeff',
    (value) => {
      let state = 0;
      for (let index = 0; index < value.length; index++) {
        const digit = Number(value[value.length - 1 - index]);
        state = Number(multiplied[state]?.[Number(permuted[index % 8]?.[digit])]);
      }
      return state === 0;
    },
  ],
  [
    'iso7064-11-10',
    (value) => {
      let product = 10;
      for (const digit of value.slice(0, -1)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
      return (product + Number(value.at(-1))) % 10 === 1;
    },
  ],
  [
    'iso7064-11-2',
    (value) => {
      let total = 0;
      for (const character of value) total = (total * 2 + (character === 'X' ? 10 : Number(character))) % 11;
      return total === 1;
    },
  ],
  ['mod97-all', (value) => mod97All(value) === 1],
  [
    'au-abn',
    (value) => {
      const [first = 0, ...rest] = digits(value);
      return weighted([first - 1, ...rest], [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0;
    },
  ],
  [
    'be-rrn',
    (value) => {
      const month = Number(value.slice(2, 4)) % 20;
      const check = Number(value.slice(9));
      return (
        month <= 12 &&
        Number(value.slice(4, 6)) <= 31 &&
        ['', '2'].some((century) => 97 - remainder(century + value.slice(0, 9), 97) === check)
      );
    },
  ],
  [
    'cy-tic',
    (value) => {
      if (value.startsWith('12')) return false;
      const sum = digits(value.slice(0, 8)).reduce(
        (total, digit, index) => total + (index % 2 === 0 ? (oddFiscal[digit] ?? 0) : digit),
        0,
      );
      return String.fromCharCode(65 + (sum % 26)) === value[8];
    },
  ],
  [
    'cz-rc',
    (value) => {
      const month = Number(value.slice(2, 4)) % 50;
      const day = Number(value.slice(4, 6));
      if (day < 1 || day > 31 || month < 1 || (month > 12 && (month < 21 || month > 32))) return false;
      if (value.length === 9) return Number(value.slice(0, 2)) < 54;
      return remainder(value, 11) === 0 || (remainder(value.slice(0, 9), 11) === 10 && value[9] === '0');
    },
  ],
  [
    'de-kvnr',
    (value) => {
      const whole = digits(letterNumber(value[0] ?? 'A') + value.slice(1, 9));
      return summedDigits(whole, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 === Number(value[9]);
    },
  ],
  [
    'de-rvnr',
    (value) => {
      const day = Number(value.slice(2, 4)) % 50;
      const month = Number(value.slice(4, 6));
      const whole = digits(value.slice(0, 8) + letterNumber(value[8] ?? 'A') + value.slice(9, 11));
      return (
        day >= 1 &&
        day <= 31 &&
        month >= 1 &&
        month <= 12 &&
        summedDigits(whole, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10 === Number(value[11])
      );
    },
  ],
  [
    'de-idnr-digits',
    (value) => {
      const counts = new Map<string, number>();
      for (const digit of value.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
      const repeated = [...counts.values()].filter((count) => count > 1);
      return repeated.length === 1 && (repeated[0] ?? 0) <= 3 && !/(\d)\1\1/.test(value.slice(0, 10));
    },
  ],
  [
    'es-ccc',
    (value) => {
      const weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
      const check = (part: string): number => {
        const computed = 11 - (weighted(digits(part), weights) % 11);
        return computed === 11 ? 0 : computed === 10 ? 1 : computed;
      };
      return check(`00${value.slice(0, 8)}`) * 10 + check(value.slice(10)) === Number(value.slice(8, 10));
    },
  ],
  [
    'es-cif',
    (value) => {
      const body = digits(value.slice(1, 8));
      const sum = body.reduce((total, digit, index) => total + (index % 2 === 0 ? digitSum(digit * 2) : digit), 0);
      const key = (10 - (sum % 10)) % 10;
      const first = value[0] ?? '';
      const last = value[8] ?? '';
      const isDigit = last === String(key);
      const isLetter = last === 'JABCDEFGHI'[key];
      if ('ABEH'.includes(first)) return isDigit;
      if ('PQRSNW'.includes(first)) return isLetter;
      return 'CDFGJUV'.includes(first) && (isDigit || isLetter);
    },
  ],
  [
    'es-nss',
    (value) => {
      const number = Number(value.slice(2, 10));
      const body = number < 10_000_000 ? value.slice(0, 2) + String(number) : value.slice(0, 10);
      return remainder(body, 97) === Number(value.slice(10));
    },
  ],
  [
    'fr-nir',
    (value) => {
      const month = Number(value.slice(3, 5));
      const isMonth = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
      const body = value.slice(0, 13).replace('2A', '19').replace('2B', '18');
      return (
        /^[123478]/.test(value) &&
        isMonth &&
        /^\d{13}$/.test(body) &&
        97 - remainder(body, 97) === Number(value.slice(13))
      );
    },
  ],
  [
    'fr-rib',
    (value) => {
      const plain = value.replace(/[A-Z]/g, (letter) => {
        const index = letter.charCodeAt(0) - 65;
        return String(index < 9 ? index + 1 : index < 18 ? index - 8 : index - 16);
      });
      const sum =
        89 * remainder(plain.slice(0, 5), 97) +
        15 * remainder(plain.slice(5, 10), 97) +
        3 * remainder(plain.slice(10, 21), 97);
      return 97 - (sum % 97) === Number(value.slice(21));
    },
  ],
  [
    'fr-tva',
    (value) => {
      const siren = value.slice(4);
      return (12 + 3 * remainder(siren, 97)) % 97 === Number(value.slice(2, 4));
    },
  ],
  [
    'hkid',
    (value) => {
      const letters =
        value.length === 9 ? [base36(value[0] ?? ''), base36(value[1] ?? '')] : [36, base36(value[0] ?? '')];
      const sum = weighted([...letters, ...digits(value.slice(-7, -1))], [9, 8, 7, 6, 5, 4, 3, 2]);
      const check = (11 - (sum % 11)) % 11;
      return value.at(-1) === (check === 10 ? 'A' : String(check));
    },
  ],
  [
    'luhn-mod36',
    (value) => {
      const sum = Array.from(value.slice(0, -1)).reduce((total, character, index) => {
        const product = base36(character) * (index % 2 === 0 ? 1 : 2);
        return total + Math.floor(product / 36) + (product % 36);
      }, 0);
      return (36 - (sum % 36)) % 36 === base36(value.at(-1) ?? '');
    },
  ],
  [
    'it-cf',
    (value) => {
      if (!/^[A-Z]{6}[\dLMNPQRSTUV]{2}[ABCDEHLMPRST][\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{3}[A-Z]$/.test(value))
        return false;
      const sum = Array.from(value.slice(0, 15)).reduce((total, character, index) => {
        const order = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
        return total + (index % 2 === 0 ? (oddFiscal[order] ?? 0) : order);
      }, 0);
      return String.fromCharCode(65 + (sum % 26)) === value[15];
    },
  ],
  [
    'kr-brn',
    (value) => {
      const body = digits(value);
      const sum = weighted(body.slice(0, 9), [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor(((body[8] ?? 0) * 5) / 10);
      return (10 - (sum % 10)) % 10 === body[9];
    },
  ],
  ['licence-plate', isLicencePlate],
  ['se-birth-date', (value) => holdsDate({ format: 'YYMMDD', at: 1, dayPlus: [0, 60] }, value.slice(-10))],
  ['lv-new', (value) => /^3[2-9]/.test(value)],
  [
    'nz-ird',
    (value) => {
      const number = Number(value);
      if (number < 10_000_000 || number > 150_000_000) return false;
      const body = digits(value.padStart(9, '0'));
      const check = (weights: readonly number[]): number => (11 - (weighted(body.slice(0, 8), weights) % 11)) % 11;
      const first = check([3, 2, 7, 6, 5, 4, 3, 2]);
      return (first === 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first) === body[8];
    },
  ],
  [
    'mrz-td3',
    (value) => {
      const check = (text: string): number =>
        Array.from(text).reduce(
          (sum, character, index) => sum + (character === '<' ? 0 : base36(character)) * ([7, 3, 1][index % 3] ?? 0),
          0,
        ) % 10;
      const holds = (from: number, to: number, at: number): boolean =>
        check(value.slice(from, to)) === Number(value[at] === '<' ? '0' : value[at]);
      return (
        value.length === 44 &&
        holds(0, 9, 9) &&
        holds(13, 19, 19) &&
        holds(21, 27, 27) &&
        check(value.slice(0, 10) + value.slice(13, 20) + value.slice(21, 43)) === Number(value[43])
      );
    },
  ],
  [
    'ru-inn12',
    (value) => {
      if (value.length !== 12) return false;
      const body = digits(value);
      const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
      return (
        (weighted(body.slice(0, 10), weights.slice(1)) % 11) % 10 === body[10] &&
        (weighted(body.slice(0, 11), weights) % 11) % 10 === body[11]
      );
    },
  ],
  [
    'ru-snils',
    (value) => {
      const sum = weighted(digits(value.slice(0, 9)), [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101;
      return (sum === 100 ? 0 : sum) === Number(value.slice(9));
    },
  ],
  ['at02', (value) => mod97All(value.slice(7) + value.slice(0, 4)) === 1],
  [
    'sg-nric',
    (value) => {
      const first = value[0] ?? '';
      const added = 'TG'.includes(first) ? 4 : first === 'M' ? 3 : 0;
      const sum = weighted(digits(value.slice(1, 8)), [2, 7, 6, 5, 4, 3, 2]) + added;
      return first in nric && nric[first as keyof typeof nric][sum % 11] === value[8];
    },
  ],
  [
    'sg-uen-other',
    (value) => {
      const alphabet = 'ABCDEFGHJKLMNPQRSTUVWX0123456789';
      const values = Array.from(value.slice(0, -1), (character) => alphabet.indexOf(character));
      return alphabet[(((weighted(values, [4, 3, 5, 3, 10, 2, 2, 5, 7]) - 5) % 11) + 11) % 11] === value.at(-1);
    },
  ],
  [
    'tckn',
    (value) => {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, tenth, last] = digits(value);
      const first = (((7 * (a + c + e + g + i) - (b + d + f + h)) % 10) + 10) % 10;
      return a > 0 && first === tenth && (a + b + c + d + e + f + g + h + i + first) % 10 === last;
    },
  ],
  [
    'vkn',
    (value) => {
      const sum = digits(value.slice(0, 9)).reduce((total, digit, index) => {
        const shifted = (digit + 9 - index) % 10;
        return total + (shifted === 0 ? 0 : (shifted * 2 ** (9 - index)) % 9 || 9);
      }, 0);
      return (10 - (sum % 10)) % 10 === Number(value[9]);
    },
  ],
  [
    'tw-id',
    (value) => {
      const alphabet = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
      const code = alphabet.indexOf(value[0] ?? '') + 10;
      const second = /\d/.test(value[1] ?? '') ? Number(value[1]) : alphabet.indexOf(value[1] ?? '') % 10;
      if (!/^[A-Z][1289A-D]\d{8}$/.test(value)) return false;
      const body = [Math.floor(code / 10), code % 10, second, ...digits(value.slice(2))];
      return weighted(body, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0;
    },
  ],
  [
    'tw-ubn',
    (value) => {
      const sum = summedDigits(digits(value), [1, 2, 1, 2, 1, 2, 4, 1]);
      return sum % 5 === 0 || (value[6] === '7' && (sum + 1) % 5 === 0);
    },
  ],
  [
    'gb-vat',
    (value) => {
      const sum = weighted(digits(value.slice(0, 7)), [8, 7, 6, 5, 4, 3, 2]) + Number(value.slice(7, 9));
      return sum % 97 === 0 || (sum + 55) % 97 === 0;
    },
  ],
  [
    'vin',
    (value) => {
      const letters = 'A1B2C3D4E5F6G7H8J1K2L3M4N5P7R9S2T3U4V5W6X7Y8Z9';
      const values = Array.from(value, (character) =>
        /\d/.test(character) ? Number(character) : Number(letters[letters.indexOf(character) + 1]),
      );
      const rest = weighted(values, [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
      return value[8] === (rest === 10 ? 'X' : String(rest));
    },
  ],
]);

function mod97All(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = base36(character);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
