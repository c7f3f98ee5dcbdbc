// Words that stand beside phone numbers, in plain language and in the names of fields.

import { NearbyWords } from './nearby-words.ts';
import { hintsOf, longestNumber, reachBefore, reachBehind } from './surroundings-of-numbers.ts';
import { Words } from './words.ts';

const namesOfFields = [
  'phone',
  'tel',
  'telephone',
  'mobile',
  'mobil',
  'cell',
  'cellphone',
  'fax',
  'whatsapp',
  'sms',
  'msisdn',
  'telefon',
  'telefonnummer',
  'handy',
  'rufnummer',
  'téléphone',
  'portable',
  'teléfono',
  'móvil',
  'celular',
  'telefoon',
  'gsm',
  'telefone',
  'telemóvel',
  'telefono',
  'cellulare',
  'komórka',
  'telepono',
  'cep no',
  'телефон',
  '電話',
  '携帯',
  '手机',
  '电话',
  '전화',
];
const wordsOfSpeech = [
  'call',
  'calling',
  'called',
  'answering',
  'reach me',
  'reach us',
  'messages to',
  'text me',
  'ring',
  'dial',
  'office',
  'desk',
  'contact',
  'hotline',
];
const fieldWords = new Words(namesOfFields);
const spokenWords = new Words(wordsOfSpeech);
const hints = hintsOf([...namesOfFields, ...wordsOfSpeech]);

/** Whether words say that a phone number stands here. @param isSpoken  plain language, in which `call` is no instruction */
export function namesPhone(around: string, isSpoken: boolean): boolean {
  return fieldWords.test(around) || (isSpoken && spokenWords.test(around));
}

/** Whether `namesPhone` may say yes. @param text  around the number, as it stands */
export function mayNamePhone(text: string): boolean {
  return hints.test(text);
}

let nearby: NearbyWords | undefined;

/** The same for the units of a text. @param start  where some part of the number begins */
export function mayNamePhoneAt(units: Uint16Array, start: number): boolean {
  nearby ??= new NearbyWords([[...namesOfFields, ...wordsOfSpeech]]);
  nearby.read(units, start - longestNumber - reachBefore, start + longestNumber + reachBehind);
  return nearby.mayStand(0);
}
