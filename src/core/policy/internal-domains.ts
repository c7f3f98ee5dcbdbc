// Which host names only colleagues reach. Naming one makes what runs there less of a product for others, so it is a company that names
// them, and every further layer can only name fewer. Readiness, explain, diff and loosening ask here.

import { wordOf } from './listing.ts';
import type { LayerName, Policy, PolicyLayer } from './policy.ts';

/** Endings of host names that every layer which names some calls internal; [] where no company names any. What a project or a person
 *  names counts for nothing more. */
export function internalDomainsOf(policy: Policy): readonly string[] {
  const lists = policy.layers.filter(({ layer }) => mayName(layer)).flatMap((layer) => namedBy(layer)?.value ?? []);
  return lists.length === 0 ? [] : commonDomains(policy.layers.flatMap((layer) => namedLists(layer)));
}

/** Endings that all lists cover; a list covers what lies below its own. */
export function commonDomains(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  return others.reduce<readonly string[]>(
    (common, list) => [
      ...new Set([
        ...common.filter((domain) => isWithin(domain, list)),
        ...list.filter((domain) => isWithin(domain, common)),
      ]),
    ],
    first,
  );
}

/** Whether a host name or ending is one of some endings, or lies below one of them. */
export function isWithin(name: string, domains: readonly string[]): boolean {
  const host = name.toLowerCase();
  return domains.some((each) => {
    const domain = each.toLowerCase();
    return host === domain || host.endsWith(`.${domain}`);
  });
}

/** Layers that may call a domain internal where nobody has before. */
export function mayName(layer: LayerName): boolean {
  return layer !== 'workspace' && layer !== 'user';
}

/** What a layer calls internal, with the text that says so. */
export function namedBy(layer: PolicyLayer): ReturnType<typeof wordOf<readonly string[]>> {
  return wordOf<readonly string[]>(layer, ({ production }) => production?.internalDomains);
}

function namedLists(layer: PolicyLayer): readonly (readonly string[])[] {
  const named = namedBy(layer);
  return named === undefined ? [] : [named.value];
}
