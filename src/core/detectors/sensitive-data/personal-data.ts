// Finds personal data in a text by shape, checksum and column. Probes of the one pass; decides nothing about policy.

import type { DetectedMatch } from '../detector.ts';
import type { Probe } from './probe.ts';
import { passesGermanTaxId, passesIban, passesLuhn } from './validators.ts';

const tableRows = 5;
const listLength = 10;
const reserved = /@(?:[\w-]+\.)*(?:example|test|invalid|localhost)(?:\.\w+)?$|noreply|no-reply|@users\.noreply/i;
// Numbers that payment providers publish for tests. Source: https://docs.stripe.com/testing
const publishedCards = new Set([
  '4242424242424242',
  '4000056655665556',
  '5555555555554444',
  '2223003122003222',
  '5200828282828210',
  '5105105105105100',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '6011000990139424',
  '3056930009020004',
  '36227206271667',
  '3566002020360505',
  '4111111111111111',
  '4012888888881881',
]);
// The ones that documentation uses. Source: https://www.iban.com/structure
const publishedIbans = new Set([
  'DE89370400440532013000',
  'GB29NWBK60161331926819',
  'GB82WEST12345698765432',
  'FR1420041010050500013M02606',
  'DE75512108001245126199',
]);

/** Personal data as probes of the one pass. */
export const personalDataProbes: readonly Probe[] = [
  {
    look: () => undefined,
    finish: (reading) => {
      if (reading.pathClass.machineMade) return;
      for (const match of personalDataMatches(reading.path, reading.text)) reading.report(match);
    },
  },
];

/** Matches of single values and of lists; offsets of the value alone, nothing previewable. */
function personalDataMatches(path: string, text: string): readonly DetectedMatch[] {
  const found: DetectedMatch[] = [];
  const add = (id: string, start: number, end: number, confidence: DetectedMatch['confidence'], detail: string) =>
    found.push({
      ruleId: `sensitive-data/${id}`,
      startOffset: start,
      endOffset: end,
      confidence,
      valueBits: 0,
      previewable: false,
      detail,
    });
  for (const hit of text.matchAll(
    /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g,
  )) {
    const iban = hit[0].replace(/ /g, '');
    if (iban.length >= 15 && iban.length <= 34 && !publishedIbans.has(iban) && passesIban(iban))
      add('iban', hit.index, hit.index + hit[0].length, 'high', 'The check digits are right.');
  }
  for (const hit of text.matchAll(
    /(?<![\w.+-])[2-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{4}(?![\w-]|\.\d)|(?<![\w.+-])3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?![\w-]|\.\d)/g,
  )) {
    const digits = hit[0].replace(/\D/g, '');
    if (publishedCards.has(digits) || new Set(digits).size < 5 || !passesLuhn(digits) || !hasIssuer(digits)) continue;
    if (
      hit[0] === digits &&
      !near(text, hit.index, /card|credit|debit|visa|mastercard|amex|pan\b|kreditkarte|payment/i)
    )
      continue;
    add('payment-card', hit.index, hit.index + hit[0].length, 'medium', 'The check digit and the issuer are right.');
  }
  for (const hit of text.matchAll(/(?<![\w.-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-]|\.\d)/g)) {
    if (/^(?:078-05-1120|219-09-9999|123-45-6789)$/.test(hit[0])) continue;
    if (near(text, hit.index, /\bssn|social.?security/i))
      add('us-ssn', hit.index, hit.index + hit[0].length, 'medium', 'The words next to it say so.');
  }
  for (const hit of text.matchAll(/(?<![\w.-])[1-9]\d(?: ?\d{3}){3}(?![\w-]|\.\d)/g)) {
    if (passesGermanTaxId(hit[0].replace(/ /g, '')) && near(text, hit.index, /steuer|tax.?id|idnr|tin\b/i))
      add('de-tax-id', hit.index, hit.index + hit[0].length, 'medium', 'The check digit is right.');
  }
  if (
    /\.(?:csv|tsv|json|jsonl|ndjson|sql|txt|xml|ya?ml)$/i.test(path) &&
    !/(?:^|\/)(?:package(?:-lock)?|composer)\.json$|lock|locales?\//i.test(path)
  )
    lists(path, text, add);
  return found;
}

function lists(
  path: string,
  text: string,
  add: (id: string, start: number, end: number, confidence: DetectedMatch['confidence'], detail: string) => void,
): void {
  const seen = new Set<string>();
  let start = -1;
  for (const hit of text.matchAll(/(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g)) {
    if (reserved.test(hit[0])) continue;
    if (start < 0) start = hit.index;
    seen.add(hit[0].toLowerCase());
  }
  const headEnd = text.indexOf('\n');
  const head = headEnd < 0 || headEnd > 2000 ? '' : text.slice(0, headEnd).replace(/\r$/, '');
  const columns = /\.[ct]sv$/i.test(path)
    ? head.split(/[,;\t]/).filter((name) => personalColumn.test(name.replace(/["']/g, '').trim()))
    : [];
  const rows =
    columns.length === 0
      ? 0
      : text
          .slice(headEnd)
          .split('\n')
          .filter((line) => line.trim() !== '').length;
  if (columns.length >= 2 && rows >= tableRows && (seen.size > 0 || !/@(?:[\w-]+\.)*example/i.test(text))) {
    const first = columns[0] ?? '';
    const at = head.indexOf(first);
    add(
      'customer-list',
      at,
      at + first.length,
      'high',
      `${String(rows)} rows with ${String(columns.length)} columns about people.`,
    );
  } else if (seen.size >= listLength)
    add(
      'email-list',
      start,
      start + (/^[\w.+@-]+/.exec(text.slice(start, start + 400))?.[0].length ?? 0),
      'medium',
      `${String(seen.size)} different addresses in this file.`,
    );
}

const personalColumn =
  /^(?:e-?mail(?:[ _-]?address)?|phone(?:[ _-]?number)?|mobile|telefon|(?:first|last|full|sur)[ _-]?name|vorname|nachname|name|birth[ _-]?(?:date|day)|date[ _-]?of[ _-]?birth|dob|geburtsdatum|address|street|strasse|iban|ssn)$/i;

function hasIssuer(digits: string): boolean {
  return /^(?:4|5[1-5]|2[2-7]|3[47]|6011|65|64[4-9]|35|62)/.test(digits);
}

function near(text: string, offset: number, words: RegExp): boolean {
  return words.test(text.slice(Math.max(0, offset - 120), offset + 60));
}
