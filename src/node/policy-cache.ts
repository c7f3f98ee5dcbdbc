// Keeps the loaded policy of each workspace in HANDRAIL_HOME, for the command line, the guard and the editor alike. What is kept counts
// only for the very bytes it was made from, which are hashed at each load; anything damaged or of another build is made again.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packPolicy, unpackPolicy, type PackedPolicy } from '../core/policy/merged-cache.ts';
import type { LoadContext, PolicySource } from '../core/policy/load.ts';
import type { Policy } from '../core/policy/policy.ts';
import { sha256 } from '../core/text/hash.ts';
import { productVersion, scanRevision } from '../core/version.ts';
import { writeFileAtomically } from './atomic-write.ts';
import { handrailHome } from './home.ts';

/** What is kept: the policy, what did not load, and the files that were read beside the layers. */
export interface KeptPolicies<Rejected> {
  readonly policy: Policy;
  readonly rejected: readonly Rejected[];
  /** SHA-256 of each file that a layer extends, by absolute path. */
  readonly filesRead: readonly (readonly [path: string, sha256: string])[];
}

const mark = 'handrail-policies 1';

/** One hash over everything that the loaded policy follows from. */
export function policyKey(
  sources: readonly PolicySource[],
  context: LoadContext,
  lastGood: ReadonlyMap<string, PolicySource>,
): string {
  const fingerprint = ({ layer, source, text, hash, signature, refused }: PolicySource): unknown => [
    layer,
    source,
    hash ?? sha256(text),
    signature ?? null,
    refused ?? null,
  ];
  const { today, groups, actor, trust, lowestSerials, confirmedDays, announcements } = context;
  return sha256(
    JSON.stringify([
      ...[mark, productVersion, scanRevision(), today, groups, actor ?? null, trust ?? null],
      [...(lowestSerials ?? [])],
      [...(confirmedDays ?? [])],
      [...(announcements ?? [])].map(([source, all]) => [
        source,
        all.map((each) => [sha256(each.bytes), each.signature]),
      ]),
      sources.map(fingerprint),
      [...lastGood.values()].map(fingerprint),
    ]),
  );
}

export class PolicyCache<Rejected> {
  readonly #file: string;

  /** @param owner  what the policies are of, such as the root and the policy that was named: each has a file of its own, so that
   *  they do not push one another out */
  constructor(owner: readonly string[], env: Readonly<Record<string, string | undefined>>) {
    this.#file = join(handrailHome(env), 'cache', `policy-${sha256(owner.join('\0')).slice(0, 16)}.json`);
  }

  /** @returns undefined when nothing is kept for this key, or what is kept is damaged, or a file it was made from is another now */
  get(key: string): KeptPolicies<Rejected> | undefined {
    const text = readIfThere(this.#file);
    const end = text?.indexOf('\n') ?? -1;
    if (text === undefined || end < 0) return undefined;
    const body = text.slice(end + 1);
    if (text.slice(0, end) !== headOf(key, body)) return undefined;
    const { packed, ...kept } = JSON.parse(body) as KeptPolicies<Rejected> & { readonly packed: PackedPolicy };
    const isSame = kept.filesRead.every(([path, hash]) => hashOf(path) === hash);
    return isSame ? { ...kept, policy: unpackPolicy(packed) } : undefined;
  }

  /** A home that cannot be written to costs time and nothing else. */
  set(key: string, { policy, rejected, filesRead }: KeptPolicies<Rejected>): void {
    const body = JSON.stringify({ packed: packPolicy(policy), rejected, filesRead });
    try {
      writeFileAtomically(this.#file, `${headOf(key, body)}\n${body}`, 0o600);
    } catch {
      // The next run loads anew.
    }
  }
}

function headOf(key: string, body: string): string {
  return `${mark} ${key} ${sha256(body)}`;
}

function hashOf(path: string): string | undefined {
  try {
    return sha256(readFileSync(path));
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
