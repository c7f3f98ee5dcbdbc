// The last good version of each managed or fetched policy, with the highest serial ever seen of it, in HANDRAIL_HOME. One file a policy,
// written in one step, so that a run that is killed leaves the old version or the new one.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Announcement } from '../core/policy/announced-keys.ts';
import type { LayerName } from '../core/policy/policy.ts';
import type { PolicySource } from '../core/policy/load.ts';
import { decode } from '../core/text/decode.ts';
import { sha256 } from '../core/text/hash.ts';
import { writeFileAtomically } from './atomic-write.ts';
import { handrailHome } from './home.ts';

export interface RememberedPolicy {
  readonly source: PolicySource;
  /** Highest serial that was in force; undefined when none had one. */
  readonly highestSerial?: number;
  /** Earlier versions that announced further keys; oldest first. */
  readonly announcements?: readonly Announcement[];
  /** Of the fetched copy. */
  readonly etag?: string;
  /** When the server last said that this is the newest, or the file was last read, by this machine's clock. ISO 8601. */
  readonly checkedAt: string;
  /** The same by the server's clock. */
  readonly serverDate?: string;
}

export interface PolicyMemory {
  /** @returns undefined when nothing is remembered, or what is there is damaged */
  recall(layer: LayerName, source: string): RememberedPolicy | undefined;
  /** Absolute path of the file that is about a source. */
  fileOf(layer: LayerName, source: string): string;
  /** Replace what is remembered of a source. A home that cannot be written to is no reason to stop: the next run asks again. */
  remember(remembered: RememberedPolicy): void;
}

/** As it lies on disk. `policy` and `signature` keep the exact bytes, so that they can be checked again at each load. */
interface Stored {
  readonly format: 1;
  readonly source: string;
  readonly sha256: string;
  readonly policy: string;
  readonly signature?: string;
  readonly highestSerial?: number;
  readonly etag?: string;
  readonly checkedAt: string;
  readonly serverDate?: string;
  readonly announcements?: readonly { readonly policy: string; readonly signature: string }[];
}

/** The memory below HANDRAIL_HOME. */
export function policyMemory(env: Readonly<Record<string, string | undefined>>): PolicyMemory {
  const fileOf = (layer: LayerName, source: string): string =>
    join(handrailHome(env), 'policies', `${sha256(`${layer}\0${source}`).slice(0, 32)}.json`);
  return {
    fileOf,
    recall(layer, source) {
      const stored = readStored(fileOf(layer, source));
      if (stored?.source !== source) return undefined;
      const bytes = Buffer.from(stored.policy, 'base64');
      const text = decode(bytes)?.text;
      if (text === undefined || sha256(bytes) !== stored.sha256) return undefined;
      const announcements = stored.announcements?.map((each) => ({
        bytes: Buffer.from(each.policy, 'base64'),
        signature: each.signature,
      }));
      const { signature, highestSerial, etag, checkedAt, serverDate } = stored;
      return {
        source: { layer, source, text, bytes, hash: stored.sha256, ...(signature === undefined ? {} : { signature }) },
        ...(highestSerial === undefined ? {} : { highestSerial }),
        ...(etag === undefined ? {} : { etag }),
        ...(serverDate === undefined ? {} : { serverDate }),
        ...(announcements === undefined ? {} : { announcements }),
        checkedAt,
      };
    },
    remember({ source: { layer, source, text, bytes = Buffer.from(text), signature }, announcements, ...facts }) {
      const stored: Stored = {
        format: 1,
        source,
        sha256: sha256(bytes),
        policy: Buffer.from(bytes).toString('base64'),
        ...(signature === undefined ? {} : { signature }),
        ...facts,
        ...(announcements === undefined
          ? {}
          : {
              announcements: announcements.map((each) => ({
                policy: Buffer.from(each.bytes).toString('base64'),
                signature: each.signature,
              })),
            }),
      };
      try {
        writeFileAtomically(fileOf(layer, source), JSON.stringify(stored), 0o600);
      } catch {
        // Nothing is lost but the memory itself.
      }
    },
  };
}

function isAnnouncements(value: unknown): boolean {
  const isOne = (each: unknown): boolean => {
    const { policy, signature } = (each ?? {}) as { policy?: unknown; signature?: unknown };
    return typeof policy === 'string' && typeof signature === 'string';
  };
  return Array.isArray(value) && value.every(isOne);
}

function readStored(file: string): Stored | undefined {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as Partial<Stored> | null;
    const isWhole =
      stored?.format === 1 &&
      typeof stored.source === 'string' &&
      typeof stored.sha256 === 'string' &&
      typeof stored.policy === 'string' &&
      typeof stored.checkedAt === 'string' &&
      (stored.announcements === undefined || isAnnouncements(stored.announcements));
    return isWhole ? (stored as Stored) : undefined;
  } catch {
    return undefined;
  }
}
