// The next key: a policy that a trusted key has signed may name further ones in `trust.keys`, and these count for later versions of that
// policy. Kept are the texts that announced them with their signatures, so that nobody adds a key by writing to the memory of a machine.

import { parsePolicy } from './parse.ts';
import { weighSignature, type Trust, type TrustedKey } from './signature.ts';

/** A policy that named further keys, exactly as it was signed. */
export interface Announcement {
  readonly bytes: Uint8Array;
  /** Text of its signature file. */
  readonly signature: string;
}

/** Trust with the keys of announcements that hold: each must be signed by the keys before it.
 *  @param announcements  oldest first
 *  @param today  UTC day */
export function withAnnounced(trust: Trust, announcements: readonly Announcement[], today: string): Trust {
  return announcements.reduce<Trust>((known, { bytes, signature }) => {
    if (weighSignature(bytes, signature, known, today).state !== 'valid') return known;
    const { document } = parsePolicy(new TextDecoder().decode(bytes), '', 'organisation', { forRun: true });
    return { ...known, keys: [...known.keys, ...newKeys(known, document?.trust?.keys ?? [])] };
  }, trust);
}

/** Those of some keys that are not trusted already. */
export function newKeys({ keys: known }: Trust, keys: readonly TrustedKey[]): readonly TrustedKey[] {
  return keys.filter(({ publicKey }) => !known.some((each) => each.publicKey === publicKey));
}
