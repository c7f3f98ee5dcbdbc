// Checks of a policy's detached signature: Ed25519 over the exact bytes, in the envelope form of DSSE. Loading asks it; the commands that
// make keys and signatures build on the same payload. Knows no files and no clock.

import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { holds } from './exceptions.ts';

/** Names what is signed, so that a signature made for something else never counts for a policy. */
export const policyPayloadType = 'application/vnd.handrail.policy+yaml';

/** A key whose signature counts. */
export interface TrustedKey {
  readonly id: string;
  readonly alg: 'ed25519';
  /** 32 bytes in base64. */
  readonly publicKey: string;
  /** First UTC day on which it counts. */
  readonly notBefore?: string | undefined;
}

/** How a text is known to be genuine. */
export interface Trust {
  readonly keys: readonly TrustedKey[];
  /** How many different keys must have signed; at least 1. */
  readonly threshold: number;
}

export type SignatureState = 'valid' | 'invalid' | 'missing' | 'not-required';

/** What a signature is worth, with the reason in words when it is not. */
export type SignatureVerdict =
  | { readonly state: 'valid'; readonly keyIds: readonly string[] }
  | { readonly state: 'not-required' }
  | { readonly state: 'missing' | 'invalid'; readonly because: string };

/** Longer signature files are refused: 20 signatures have 4 KB. */
const maxSignatureLength = 64_000;

/** Weigh the signature file that lies beside a policy.
 *  @param bytes  the policy as it was received
 *  @param signature  text of the `.sig` file; undefined when there is none
 *  @param today  UTC day
 *  Source: https://github.com/secure-systems-lab/dsse/blob/master/envelope.md (detached: without `payload`) */
export function weighSignature(
  bytes: Uint8Array,
  signature: string | undefined,
  trust: Trust,
  today: string,
): SignatureVerdict {
  if (trust.keys.length === 0) return { state: 'not-required' };
  if (signature === undefined) {
    return { state: 'missing', because: 'A key is trusted here, and this policy carries no signature.' };
  }
  const entries = readEntries(signature);
  if (typeof entries === 'string') return { state: 'invalid', because: entries };
  const signed = preAuthenticationEncoding(policyPayloadType, bytes);
  const good = new Map<string, string>();
  for (const key of trust.keys) {
    if (key.notBefore !== undefined && !holds({ starts: key.notBefore, expires: '9999-12-31' }, today)) continue;
    const publicKey = publicKeyOf(key);
    if (publicKey === undefined) continue;
    // A key counts once however often it signed and whatever names it goes by.
    const isGood = entries.some(({ keyid, sig }) => keyid === key.id && verifies(publicKey, signed, sig));
    if (isGood) good.set(key.publicKey, key.id);
  }
  const needed = Math.max(1, trust.threshold);
  if (good.size >= needed) return { state: 'valid', keyIds: [...good.values()] };
  const names = trust.keys.map(({ id }) => id).join(', ');
  return {
    state: 'invalid',
    because:
      good.size === 0
        ? `No signature of a trusted key (${names}) fits these bytes.`
        : `${String(needed)} trusted keys must have signed, and ${String(good.size)} did.`,
  };
}

/** What is signed: type and bytes with their lengths, so that neither can run into the other.
 *  Source: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md#signature-definition */
export function preAuthenticationEncoding(payloadType: string, bytes: Uint8Array): Uint8Array {
  const type = Buffer.from(payloadType, 'utf8');
  const head = `DSSEv1 ${String(type.length)} ${payloadType} ${String(bytes.length)} `;
  return Buffer.concat([Buffer.from(head, 'utf8'), bytes]);
}

interface SignatureEntry {
  readonly keyid: string;
  readonly sig: Uint8Array;
}

/** @returns what is wrong, in words, when the text is no signature file */
function readEntries(text: string): readonly SignatureEntry[] | string {
  if (text.length > maxSignatureLength) return 'The signature file is too long to be one.';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'The signature file is not JSON.';
  }
  const { payloadType, signatures } = (value ?? {}) as { payloadType?: unknown; signatures?: unknown };
  if (payloadType !== policyPayloadType) return 'The signature file is not one of a policy.';
  if (!Array.isArray(signatures)) return 'The signature file holds no list of signatures.';
  return signatures.flatMap((each: unknown) => {
    const { keyid, sig } = (each ?? {}) as { keyid?: unknown; sig?: unknown };
    return typeof keyid === 'string' && typeof sig === 'string' ? [{ keyid, sig: Buffer.from(sig, 'base64') }] : [];
  });
}

/** The fixed start of an Ed25519 public key in DER. Source: https://www.rfc-editor.org/rfc/rfc8410#section-4 */
const ed25519Prefix = Buffer.from('302a300506032b6570032100', 'hex');

/** @returns undefined for what is no Ed25519 key: such a key can vouch for nothing */
function publicKeyOf({ publicKey }: TrustedKey): KeyObject | undefined {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== 32) return undefined;
  try {
    return createPublicKey({ key: Buffer.concat([ed25519Prefix, raw]), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function verifies(key: KeyObject, signed: Uint8Array, sig: Uint8Array): boolean {
  try {
    return verify(null, signed, key, sig);
  } catch {
    return false;
  }
}
