// Checksums of Bitcoin addresses: Base58Check of the old ones, Bech32 and Bech32m of the new.
// Sources: https://en.bitcoin.it/wiki/Base58Check_encoding, https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki

import { sha256 } from '../../../text/hash.ts';

const base58Alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const bech32Alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const bech32Constant = 1;
const bech32mConstant = 0x2bc830a3;

/** Whether the checksum holds. Main net alone. */
export function bitcoinAddressIsValid(address: string): boolean {
  return /^bc1/i.test(address) ? bech32Holds(address) : base58Holds(address);
}

function base58Holds(address: string): boolean {
  const bytes = new Uint8Array(25);
  for (const character of address) {
    let carry = base58Alphabet.indexOf(character);
    if (carry < 0) return false;
    for (let index = 24; index >= 0; index--) {
      carry += (bytes[index] ?? 0) * 58;
      bytes[index] = carry & 255;
      carry >>= 8;
    }
    if (carry !== 0) return false;
  }
  if (bytes[0] !== 0 && bytes[0] !== 5) return false;
  const hash = sha256(bytesOfHex(sha256(bytes.slice(0, 21))));
  return Array.from(bytes.slice(21), (byte) => byte.toString(16).padStart(2, '0')).join('') === hash.slice(0, 8);
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}

function bech32Holds(address: string): boolean {
  const lower = address.toLowerCase();
  if (address !== lower && address !== address.toUpperCase()) return false;
  const data = Array.from(lower.slice(3), (character) => bech32Alphabet.indexOf(character));
  if (data.some((value) => value < 0) || ![39, 59].includes(data.length)) return false;
  // The human-readable part "bc", spread.
  let checksum = 1;
  for (const value of [3, 3, 0, 2, 3, ...data]) {
    const top = checksum >>> 25;
    checksum = ((checksum & 0x1ffffff) << 5) ^ value;
    for (let bit = 0; bit < 5; bit++) if ((top >>> bit) & 1) checksum ^= generator[bit] ?? 0;
  }
  return checksum === (data[0] === 0 ? bech32Constant : bech32mConstant);
}
