// Payment cards, magnetic stripes, international bank accounts and Bitcoin addresses: each with a check of its own.

import type { Probe } from '../probe.ts';
import { matchAt } from '../probe.ts';
import { passesIban, passesLuhn, passesLuhnUnits } from '../validators.ts';
import { bitcoinAddressIsValid } from './bitcoin-address.ts';
import { issuerOf } from './card-issuers.ts';
import { severityAt } from './judge-number.ts';
import { isNote, isOfRepository } from './note.ts';
import { publishedCards, publishedIbans } from './published-values.ts';
import { reportData } from './report-data.ts';
import { followsWord, isAlphanumeric, isPartOfMore, namesOtherUse, wordsAround } from './surroundings-of-numbers.ts';
import { Words } from './words.ts';
import { isDigit } from '../sieve.ts';
import { wordList } from '../../../text/word-list.ts';

const cardWords = new Words([
  'card',
  'cards',
  'cc',
  'cc number',
  'pan',
  'visa',
  'mastercard',
  'amex',
  'american express',
  'discover',
  'diners',
  'jcb',
  'maestro',
  'cvv',
  'cvc',
  'kreditkarte',
  'kartennummer',
  'carte',
  'carte bancaire',
  'tarjeta',
  'cartão',
  'carta di credito',
  'creditcard',
  'kaartnummer',
  'karta',
  'карта',
  'карты',
  '卡号',
  '信用卡',
  'カード',
  '카드',
]);
const isBlankOrDash = (unit = 0): boolean => unit === 32 || unit === 45;
// Groups of four, 4-6-5, 4-6-4, or one run of 12 to 19.
const cardShape = /\d{4}(?:([ -])(?:\d{4}\1\d{4}\1\d{1,7}|\d{6}\1\d{4,5})|\d{8,15})/y;

/** Finds card numbers by issuer, length and Luhn. */
export const cardProbe: Probe = {
  triggers: ['digits'],
  reach: 512,
  sift: ({ units }, start, end) =>
    (end - start === 4
      ? isBlankOrDash(units[end]) && [1, 2, 3, 4].every((ahead) => isDigit(units[end + ahead] ?? 0))
      : end - start >= 12 && end - start <= 19 && isCardNumber(units, start, end)) && !followsWord(units, start),
  look: (reading, start) => {
    const hit = matchAt(cardShape, reading.text, start);
    if (hit === null) return;
    const written = hit[0];
    const digits = written.replace(/\D/g, '');
    const issuer = issuerOf(digits);
    if (issuer === undefined || !passesLuhn(digits) || isTestCard(digits)) return;
    if (isPartOfMore(reading.text, start, start + written.length)) return;
    const around = wordsAround(reading.text, start, start + written.length);
    const isNamed = cardWords.test(around);
    const isGrouped = written !== digits;
    if (!isNamed && (namesOtherUse(around) || !(isNote(reading) || (isGrouped && issuer === 'narrow')))) return;
    if (!isNamed && issuer === 'wide' && !isNote(reading)) return;
    reportData(reading, 'payment-card', start, start + written.length, {
      confidence: isNamed ? 'high' : 'medium',
      detail: 'The check digit and the issuer are right.',
      severity: severityAt('critical', reading),
    });
  },
};

function isCardNumber(units: Uint16Array, start: number, end: number): boolean {
  return (
    passesLuhnUnits(units, start, end) && issuerOf(String.fromCharCode(...units.subarray(start, end))) !== undefined
  );
}

/** Finds magnetic stripe data by the sentinels around a valid card number. */
export const trackProbe: Probe = {
  keywords: ['%b', ';3', ';4', ';5', ';6'],
  look: (reading, start) => {
    const hit = matchAt(/%B(\d{12,19})\^[^^\n]{2,26}\^\d{4,}|;(\d{12,19})=\d{7,}\??/iy, reading.text, start);
    const digits = hit?.[1] ?? hit?.[2];
    if (hit === null || digits === undefined || !passesLuhn(digits) || isTestCard(digits)) return;
    reportData(reading, 'card-track-data', start, start + hit[0].length, {
      confidence: 'high',
      detail: 'What a card reader reads; it may not be kept anywhere.',
      severity: severityAt('critical', reading),
    });
  },
};

const isLetter = (unit = 0): boolean => (unit | 32) >= 97 && (unit | 32) <= 122;
const ibanShape = /[A-Z]{2}\d{2}(?:([ -]?)[A-Z\d]{4}(?:\1[A-Z\d]{4}){1,6}(?:\1[A-Z\d]{1,3})?)/iy;
// Total length by country. Source: https://www.swift.com/standards/data-standards/iban-international-bank-account-number
const ibanLengths: ReadonlyMap<string, number> = new Map(
  wordList`
    AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24
    FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32
    LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24
    RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 AO25 AX18 BF28
    BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28
  `.map((each) => [each.slice(0, 2), Number(each.slice(2))]),
);

/** Finds IBANs by country, length and check digits. */
export const ibanProbe: Probe = {
  triggers: ['digits'],
  reach: 512,
  sift: ({ units }, start) =>
    isLetter(units[start - 2]) && isLetter(units[start - 1]) && !followsWord(units, start - 2),
  look: (reading, start) => {
    const { text } = reading;
    const from = start - 2;
    const hit = matchAt(ibanShape, text, from);
    if (hit === null) return;
    const country = text.slice(from, start).toUpperCase();
    const length = ibanLengths.get(country) ?? 0;
    // What follows a blank may be another word.
    const end = endAfter(text, from, length);
    if (length === 0 || end === undefined || end > from + hit[0].length || isPartOfMore(text, from, end)) return;
    const iban = text.slice(from, end).replace(/[ -]/g, '').toUpperCase();
    if (publishedIbans.has(iban) || !passesIban(iban) || /(\w)\1{9}/.test(iban)) return;
    reportData(reading, 'iban', from, end, {
      confidence: 'high',
      detail: 'The check digits are right.',
      severity: severityAt('high', reading),
    });
  },
};

function endAfter(text: string, from: number, count: number): number | undefined {
  let seen = 0;
  for (let at = from; at < Math.min(text.length, from + 2 * count); at++) {
    if (!/[ -]/.test(text[at] ?? '') && ++seen === count) return at + 1;
  }
  return undefined;
}

const shortestAddress = 26;
const base58 = /[13][1-9A-HJ-NP-Za-km-z]{25,34}/y;
const bech32 = /bc1[02-9ac-hj-np-z]{25,87}/iy;

/** Finds Bitcoin addresses by their checksums. */
export const bitcoinProbe: Probe = {
  keywords: ['bc1'],
  triggers: ['digits'],
  reach: 512,
  sift: ({ units, pathClass }, start, end) => {
    if (pathClass.machineMade || pathClass.test) return false;
    let from = start;
    while (start - from < 36 && isAlphanumeric(units[from - 1] ?? 0)) from--;
    let to = end;
    while (to - from < shortestAddress && isAlphanumeric(units[to] ?? 0)) to++;
    return to - from >= shortestAddress;
  },
  look: (reading, start) => {
    const { text } = reading;
    // An old address is a word of mixed letters that begins with 1 or 3; the first run of two digits lies inside of it.
    const from = text.startsWith('bc1', start) || text.startsWith('BC1', start) ? start : oldAddressStart(text, start);
    if (from === undefined) return;
    const hit = matchAt(from === start && /b/i.test(text[from] ?? '') ? bech32 : base58, text, from);
    if (hit === null || isPartOfMore(text, from, from + hit[0].length)) return;
    const progress = reading.stateOf(bitcoinProbe, () => ({ until: 0 }));
    if (from < progress.until || hit[0] === '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa') return;
    if (!bitcoinAddressIsValid(hit[0])) return;
    progress.until = from + hit[0].length;
    reportData(reading, 'bitcoin-address', from, progress.until, {
      confidence: 'high',
      detail: 'The checksum is right.',
      // Where a repository speaks of itself it is asked for gifts.
      severity: isOfRepository(reading.path) ? 'low' : severityAt('medium', reading),
    });
  },
};

function oldAddressStart(text: string, at: number): number | undefined {
  let from = at;
  const floor = Math.max(0, at - 36);
  while (from > floor && /[1-9A-HJ-NP-Za-km-z]/.test(text[from - 1] ?? '')) from--;
  return /[13]/.test(text[from] ?? '') && at - from < 34 ? from : undefined;
}

function isTestCard(digits: string): boolean {
  return publishedCards.has(digits) || new Set(digits).size < 4 || /(\d)\1{7}/.test(digits);
}
