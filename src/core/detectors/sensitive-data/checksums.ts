// Check characters inside credentials.

import type { CredentialChecksum } from '../../catalog/credential-row.ts';

/** `refused`: the check characters are wrong and no real value of this kind could have them, so it is none. */
export type ChecksumResult = 'right' | 'wrong' | 'refused';

/** Whether the check characters in a value are right. */
export function checksumOf(kind: CredentialChecksum, value: string): ChecksumResult {
  switch (kind) {
    case 'crc32-base62':
      return result(passesTokenChecksum(value));
    case 'crc32-hex':
      return result(crc32(value.slice(0, -8)).toString(16).toUpperCase().padStart(8, '0') === value.slice(-8));
    case 'bech32':
      return result(passesBech32(value.toLowerCase()));
  }
}

function result(right: boolean): ChecksumResult {
  return right ? 'right' : 'wrong';
}

/** CRC-32 of ASCII text as an unsigned number. Source: https://www.rfc-editor.org/rfc/rfc1952#section-8 */
export function crc32(text: string): number {
  let crc = -1;
  for (let index = 0; index < text.length; index++) {
    crc ^= text.charCodeAt(index);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Whether a `ghp_`-style token's last six characters are the CRC-32 of the ones between.
 *  Source: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ */
export function passesTokenChecksum(token: string): boolean {
  const body = token.slice(token.lastIndexOf('_') + 1);
  let rest = crc32(body.slice(0, -6));
  let written = '';
  for (let place = 0; place < 6; place++, rest = Math.floor(rest / 62)) written = (base62[rest % 62] ?? '') + written;
  return written === body.slice(-6);
}

/** Whether a bech32 text in small letters is whole. Source: https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki */
export function passesBech32(text: string): boolean {
  const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
  const split = text.lastIndexOf('1');
  const human = text.slice(0, split);
  const values = [
    ...Array.from(human, (character) => character.charCodeAt(0) >> 5),
    0,
    ...Array.from(human, (character) => character.charCodeAt(0) & 31),
    ...Array.from(text.slice(split + 1), (character) => alphabet.indexOf(character)),
  ];
  if (split < 1 || values.includes(-1)) return false;
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].forEach((generator, bit) => {
      if ((top >>> bit) & 1) check ^= generator;
    });
  }
  return check === 1;
}
