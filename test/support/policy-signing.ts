// Keys and signatures as a company's signing step makes them.

import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { policyPayloadType, preAuthenticationEncoding, type TrustedKey } from '../../src/core/policy/signature.ts';

export interface SigningKey {
  readonly trusted: TrustedKey;
  readonly privateKey: KeyObject;
}

export function signingKey(id: string, more: Partial<TrustedKey> = {}): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return { trusted: { id, alg: 'ed25519', publicKey: raw.toString('base64'), ...more }, privateKey };
}

/** Text of the signature file of a policy. */
export function signatureOf(
  policy: string | Uint8Array,
  keys: readonly SigningKey[],
  payloadType: string = policyPayloadType,
): string {
  const signed = preAuthenticationEncoding(payloadType, Buffer.from(policy));
  const signatures = keys.map(({ trusted, privateKey }) => ({
    keyid: trusted.id,
    sig: sign(null, signed, privateKey).toString('base64'),
  }));
  return JSON.stringify({ payloadType, signatures });
}
