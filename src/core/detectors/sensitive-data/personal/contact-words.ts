// Words that stand beside phone numbers, in plain language and in the names of fields.

import { wordsExpression } from './surroundings-of-numbers.ts';

const fieldWords = wordsExpression([
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
]);
const spokenWords = wordsExpression([
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
]);

/** Whether words say that a phone number stands here. @param isSpoken  plain language, in which `call` is no instruction */
export function namesPhone(around: string, isSpoken: boolean): boolean {
  return fieldWords.test(around) || (isSpoken && spokenWords.test(around));
}
