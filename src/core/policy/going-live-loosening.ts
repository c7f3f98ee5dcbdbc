// Attempts of a lower layer to let more go live than a layer before it does: platforms, internal domains, waivers and who accepts them.
// loosening.ts asks.

import type { Issue } from '../model/errors.ts';
import { pointerStep, type YamlDocument } from '../text/yaml-document.ts';
import { attempt, who } from './attempt.ts';
import { isWithin, mayName, namedBy } from './internal-domains.ts';
import { modes } from './ladders.ts';
import { placeIn, wordOf } from './listing.ts';
import { platformVerdict } from './platforms.ts';
import type { PolicyLayer } from './policy.ts';

/** Codes: policy/loosening */
export function goingLiveLoosening(
  child: PolicyLayer,
  yaml: YamlDocument,
  parents: readonly PolicyLayer[],
): readonly Issue[] {
  return parents.flatMap((parent) => [
    ...platforms(child, yaml, parent),
    ...internalDomains(child, yaml, parent),
    ...waiverDays(child, yaml, parent),
    ...approvers(child, yaml, parent),
    ...checks(child, yaml, parent),
  ]);
}

function platforms(child: PolicyLayer, yaml: YamlDocument, parent: PolicyLayer): readonly Issue[] {
  return (child.document.platforms?.allow ?? []).flatMap(({ id, for: tracks }, index) => {
    // An entry for nobody in particular opens nothing that one for somebody closes: each layer is asked for each track.
    const closed = (tracks ?? [undefined]).flatMap((track) => {
      const limit = platformVerdict(parent, id, track);
      return limit === undefined || limit.verdict === 'allow' ? [] : [{ limit, track }];
    })[0];
    if (closed === undefined) return [];
    const { limit, track } = closed;
    const isForOthers = track !== undefined && platformVerdict(parent, id)?.verdict === 'allow';
    const how = isForOthers
      ? `does not list it for ${track}`
      : limit.listed
        ? `says ${limit.verdict}`
        : 'does not list it';
    const message = `The platform "${id}" cannot be approved here, because ${who(parent)} ${how}. Remove this entry, or ask the owner of that policy.`;
    return [attempt(yaml, `/platforms/allow/${String(index)}/id`, message, limit)];
  });
}

/** More internal domains make less of what is found a product for others. */
function internalDomains(child: PolicyLayer, yaml: YamlDocument, parent: PolicyLayer): readonly Issue[] {
  const limit = namedBy(parent);
  if (limit === undefined || !mayName(child.layer)) return [];
  const pointer = '/production/internalDomains';
  return (child.document.production?.internalDomains ?? []).flatMap((domain, index) => {
    if (isWithin(domain, limit.value)) return [];
    const message = `"${domain}" cannot be called internal here, because ${who(parent)} calls only ${limit.value.join(', ') || 'no domain'} so. Remove it, or ask the owner of that policy.`;
    return [
      attempt(yaml, `${pointer}/${String(index)}`, message, { layer: parent, ...placeIn(limit.speaker, pointer) }),
    ];
  });
}

const tiers = ['sandbox', 'internal', 'production'] as const;

function waiverDays(child: PolicyLayer, yaml: YamlDocument, parent: PolicyLayer): readonly Issue[] {
  return tiers.flatMap((tier) => {
    const own = child.document.production?.tiers?.[tier]?.maxWaiverDays;
    const limit = wordOf(parent, ({ production }) => production?.tiers?.[tier]?.maxWaiverDays);
    if (own === undefined || limit === undefined || own <= limit.value) return [];
    const pointer = `/production/tiers/${tier}/maxWaiverDays`;
    const message = `Waivers cannot last ${String(own)} days here, because ${who(parent)} allows ${String(limit.value)}. Remove this line.`;
    return [attempt(yaml, pointer, message, { layer: parent, ...placeIn(limit.speaker, pointer) })];
  });
}

/** Who may accept an unmet check is cut down by a lower layer, never widened. */
function approvers(child: PolicyLayer, yaml: YamlDocument, parent: PolicyLayer): readonly Issue[] {
  return tiers.flatMap((tier) => {
    const own = child.document.production?.tiers?.[tier]?.approvers ?? [];
    const limit = wordOf(parent, ({ production }) => production?.tiers?.[tier]?.approvers);
    const beyond = own.findIndex((name) => limit?.value.includes(name) === false);
    if (limit === undefined || beyond < 0) return [];
    const pointer = `/production/tiers/${tier}/approvers`;
    const message = `"${own[beyond] ?? ''}" cannot approve here, because ${who(parent)} names ${limit.value.join(', ') || 'nobody'}${limit.value.length > 0 ? ' only' : ''}. Remove it.`;
    const at = `${pointer}/${String(beyond)}`;
    return [attempt(yaml, at, message, { layer: parent, ...placeIn(limit.speaker, pointer) })];
  });
}

function checks(child: PolicyLayer, yaml: YamlDocument, parent: PolicyLayer): readonly Issue[] {
  return Object.entries(child.document.production?.checks ?? {}).flatMap(([check, { mode }]) => {
    const pointer = `/production/checks${pointerStep(check)}/mode`;
    const limit = wordOf(parent, ({ production }) => production?.checks?.[check]?.mode);
    if (limit === undefined || modes.indexOf(mode) >= modes.indexOf(limit.value)) return [];
    const message = `The check "${check}" cannot be set to ${mode} here, because ${who(parent)} sets it to ${limit.value}. Remove this line.`;
    return [attempt(yaml, pointer, message, { layer: parent, ...placeIn(limit.speaker, pointer) })];
  });
}
