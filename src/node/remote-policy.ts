// The company's policy behind an address: fetched with its signature, or the copy that was fetched before.

import type { PolicySource } from '../core/policy/load.ts';
import { fetchFile } from './policy-fetch.ts';
import { policySource, refusedSource } from './policy-files.ts';
import type { Turn } from './policy-turn.ts';
import { maxPolicyBytes } from './policy-parents.ts';
import type { PolicyMemory, RememberedPolicy } from './remembered-policies.ts';

/** When the server is asked: at each opening, or only when the copy at hand is older. Without a copy it is always asked. */
export type Freshness = 'ask' | { readonly maxAgeMs: number };

export interface RemotePolicy {
  readonly source: PolicySource;
  /** The copy at hand before, which holds when the new one does not. */
  readonly before?: RememberedPolicy;
  /** Of what `source` holds. */
  readonly etag?: string;
  /** When the server was last heard. */
  readonly checkedAt?: string;
  /** What the server's clock said just now. ISO 8601; absent when it was not asked, did not answer, or names no date. */
  readonly serverDate?: string;
}

const maxSignatureBytes = 64_000;

/** The copy at hand, when it is fresh enough.
 *  @param now  ISO 8601 */
export function freshCopy(
  before: RememberedPolicy | undefined,
  freshness: Freshness,
  now: string,
): RemotePolicy | undefined {
  if (before === undefined || freshness === 'ask') return undefined;
  const ageMs = Date.parse(now) - Date.parse(before.checkedAt);
  return ageMs >= 0 && ageMs < freshness.maxAgeMs ? kept(before, before.checkedAt) : undefined;
}

/** Ask for a policy, or take what another process got while this one waited for its turn. Never throws; what cannot be had is a refused
 *  source.
 *  @param atHand  the copy before waiting
 *  @param now  ISO 8601 */
export async function askForPolicy(
  address: string,
  {
    atHand,
    memory,
    turn,
    now,
    env,
  }: {
    readonly atHand: RememberedPolicy | undefined;
    readonly memory: PolicyMemory;
    readonly turn: Turn;
    readonly now: string;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Promise<RemotePolicy> {
  const before = memory.recall('organisation', address);
  if (before !== undefined && before.checkedAt !== atHand?.checkedAt) return kept(before, before.checkedAt);
  const held = before === undefined ? {} : { before, checkedAt: before.checkedAt };
  const refused = (because: string): RemotePolicy => ({
    source: refusedSource(
      'organisation',
      address,
      'policy/unreachable',
      `${address} could not be fetched: ${because}.`,
    ),
    ...held,
  });
  if (turn.failedMeanwhile !== undefined) return refused(turn.failedMeanwhile);
  const refuse = (because: string): RemotePolicy => {
    turn.fail(because);
    return refused(because);
  };
  const [fetched, signature] = await Promise.all([
    fetchFile(address, { etag: before?.etag, maxBytes: maxPolicyBytes, env }),
    fetchFile(signatureAddress(address), { maxBytes: maxSignatureBytes, env }),
  ]);
  const heard = fetched.serverDate === undefined ? {} : { serverDate: fetched.serverDate };
  switch (fetched.state) {
    case 'failed':
      return { ...refuse(fetched.because), ...heard };
    case 'absent':
      return { ...refuse('the server has no such file'), ...heard };
    case 'unchanged': {
      if (before === undefined) return refuse('the server says that nothing changed, and there is no copy here');
      const isResigned = signature.state === 'fresh';
      const source = isResigned ? { ...before.source, signature: textOf(signature.bytes) } : before.source;
      return { ...kept(before, now), source, ...heard };
    }
    case 'fresh': {
      const source = policySource('organisation', address, fetched.bytes);
      if (/^\s*</.test(source.text)) {
        return refuse('what came is a web page, such as the sign-in page of a network, and no policy');
      }
      const signed = signature.state === 'fresh' ? { signature: textOf(signature.bytes) } : {};
      return {
        source: { ...source, ...signed },
        ...held,
        ...heard,
        ...(fetched.etag === undefined ? {} : { etag: fetched.etag }),
        checkedAt: now,
      };
    }
  }
}

function kept(before: RememberedPolicy, checkedAt: string): RemotePolicy {
  const { source, etag } = before;
  return { source, before, checkedAt, ...(etag === undefined ? {} : { etag }) };
}

/** `.sig` behind the path, before a query. */
function signatureAddress(address: string): string {
  const url = new URL(address);
  url.pathname += '.sig';
  return url.href;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
