// What each layer says of a place to go live. A list of approved ones leaves out the others. Readiness, Ship, diff and loosening ask here.

import { matchesName } from '../text/glob.ts';
import { layerVerdict, speakersOf, type LayerVerdict, type Listing } from './listing.ts';
import type { Policy, PolicyLayer } from './policy.ts';
import type { PolicyDocument } from './schema.ts';

type PlatformEntry = NonNullable<NonNullable<PolicyDocument['platforms']>['allow']>[number];

type Track = NonNullable<PlatformEntry['for']>[number];

/** What a layer says of a platform; undefined when it has no opinion.
 *  @param track  of the project; entries for others do not speak. Absent asks whether it is anybody's */
export function platformVerdict(
  layer: PolicyLayer,
  id: string,
  track?: Track,
): LayerVerdict<PlatformEntry> | undefined {
  return layerVerdict<PlatformEntry>(
    layer,
    listingOf,
    '/platforms',
    (entry, verdict) => isMeant(id, entry.id, verdict === 'deny') && isFor(entry, track),
  );
}

/** What every layer with an opinion says of a platform, weakest layer first. */
export function platformVerdicts(policy: Policy, id: string, track?: Track): readonly LayerVerdict<PlatformEntry>[] {
  return policy.layers.flatMap((layer) => platformVerdict(layer, id, track) ?? []);
}

/** Ids that some layer approves, weakest layer first. */
export function namedPlatforms(policy: Policy): readonly string[] {
  const entries = policy.layers
    .flatMap((layer) => speakersOf(layer))
    .flatMap(({ document }) => document.platforms?.allow ?? []);
  return [...new Set(entries.map(({ id }) => id))];
}

function listingOf({ platforms }: PolicyDocument): Listing<PlatformEntry> | undefined {
  if (platforms === undefined) return undefined;
  const namesSome = (platforms.allow?.length ?? 0) > 0;
  return { ...platforms, default: platforms.default ?? (namesSome ? 'deny' : undefined) };
}

/** An approved `azure-prod` stands for what is found as `azure`; what is denied is meant as it is written. */
function isMeant(id: string, listed: string, isDeny: boolean): boolean {
  return matchesName(id, listed) || (!isDeny && listed.startsWith(`${id}-`));
}

function isFor({ for: tracks }: PlatformEntry, track: Track | undefined): boolean {
  return track === undefined || tracks === undefined || tracks.includes(track);
}
