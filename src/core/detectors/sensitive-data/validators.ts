// Checks on values: checksums, structure, stand-ins. Used by the detector; values go in, judgements come out.

import { shannonEntropy } from '../../text/entropy.ts';

/** Whether digits pass Luhn. Source: https://www.iso.org/standard/70484.html */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** Whether an IBAN, blanks removed, passes mod 97. Source: https://www.iso.org/standard/81090.html */
export function passesIban(iban: string): boolean {
  const moved = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const character of moved) {
    const value = Number.parseInt(character, 36);
    if (Number.isNaN(value)) return false;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Whether 11 digits are a German tax id. Source: https://www.gesetze-im-internet.de/ao_1977/__139b.html */
export function passesGermanTaxId(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits) || new Set(digits.slice(0, 10)).size > 9) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits[10]);
}

/** Whether a `ghp_`-style token's last six characters are the CRC-32 of the ones between.
 *  Source: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ */
export function passesTokenChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  let crc = -1;
  for (const character of body.slice(0, -6)) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  let rest = ~crc >>> 0;
  let written = '';
  for (let place = 0; place < 6; place++, rest = Math.floor(rest / 62)) written = (alphabet[rest % 62] ?? '') + written;
  return written === body.slice(-6);
}

/** Whether a JWT is Supabase's service key; the public `anon` key is not. Source: https://supabase.com/docs/guides/api/api-keys */
export function isSupabaseServiceKey(token: string): boolean {
  const payload = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
  if (payload.length % 4 === 1) return false;
  try {
    const text = atob(payload);
    return /"role"\s{0,4}:\s{0,4}"service_role"/.test(text) && /"iss"\s{0,4}:\s{0,4}"supabase"/.test(text);
  } catch {
    // Not base64, so not a token.
    return false;
  }
}

const standIn =
  /example|placeholder|change.?me|your[-_ ]|dummy|fake|sample|redacted|replace|insert|x{4}|\*{3}|\.{3}|1234567|abcdefg|(.)\1{6}/i;
const reference =
  /\$\{|\{\{|\$\(|<%|process\.env|import\.meta|os\.environ|getenv|^\$[A-Za-z_]|^%\w+%$|^(?:op|vault|secretref):/;

/** Whether a value stands for a real one: documentation, a template, a reference to another place. */
export function isStandIn(value: string): boolean {
  return standIn.test(value) || reference.test(value);
}

/** Whether a value looks drawn at random, as keys are. */
export function looksRandom(value: string): boolean {
  return shannonEntropy(value) >= Math.min(3, Math.log2(value.length) * 0.7);
}

/** Whether an unknown value is strong evidence for a key: random, of mixed kinds, neither hash nor UUID nor words. */
export function looksLikeKey(value: string): boolean {
  if (/^(?:AIza|pk_|sb_publishable_|eyJ)/.test(value)) return false;
  if (/^[0-9a-f-]+$/i.test(value) || /[\s(){}[\]<>;]|:\/\/|^[./@#]/.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(value)).length;
  return kinds === 3 && (value.match(/\d/g) ?? []).length >= 3 && shannonEntropy(value) >= 3.7;
}
