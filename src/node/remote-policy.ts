// The company's policy behind an address: fetched with its signature, or the copy that was fetched before.

import type { PolicySource } from '../core/policy/load.ts';
import { fetchFile } from './policy-fetch.ts';
import { policySource, refusedSource } from './policy-files.ts';
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
}

const maxSignatureBytes = 64_000;

/** Get a policy. Never throws; what cannot be had is a refused source.
 *  @param now  ISO 8601 */
export async function readRemotePolicy(
  address: string,
  {
    memory,
    freshness,
    now,
    env,
  }: {
    readonly memory: PolicyMemory;
    readonly freshness: Freshness;
    readonly now: string;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Promise<RemotePolicy> {
  const before = memory.recall('organisation', address);
  if (before !== undefined && freshness !== 'ask') {
    const ageMs = Date.parse(now) - Date.parse(before.checkedAt);
    if (ageMs >= 0 && ageMs < freshness.maxAgeMs) return kept(before, before.checkedAt);
  }
  const [fetched, signature] = await Promise.all([
    fetchFile(address, { etag: before?.etag, maxBytes: maxPolicyBytes, env }),
    fetchFile(signatureAddress(address), { maxBytes: maxSignatureBytes, env }),
  ]);
  const held = before === undefined ? {} : { before, checkedAt: before.checkedAt };
  const refuse = (because: string): RemotePolicy => ({
    source: refusedSource(
      'organisation',
      address,
      'policy/unreachable',
      `${address} could not be fetched: ${because}.`,
    ),
    ...held,
  });
  switch (fetched.state) {
    case 'failed':
      return refuse(fetched.because);
    case 'absent':
      return refuse('the server has no such file');
    case 'unchanged': {
      if (before === undefined) return refuse('the server says that nothing changed, and there is no copy here');
      const isResigned = signature.state === 'fresh';
      const source = isResigned ? { ...before.source, signature: textOf(signature.bytes) } : before.source;
      return { ...kept(before, now), source };
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
