// The policy as it would be with a file that is still being written as the company's layer: for its tests, and for comparing versions.
// Signature and serial are not asked for, and what belongs to this person alone is left out, so that every machine answers the same.

import { loadPolicy, type LoadedPolicy, type PolicySource } from '../core/policy/load.ts';
import { loadContext, type PoliciesRequest } from './load-policies.ts';
import { readPolicyLayers } from './policy-files.ts';
import { PolicyParents } from './policy-parents.ts';

/** Load a draft with the layers around it.
 *  @param request  `named` is the draft: a path relative to `cwd`
 *  @throws Refusal `policy-absent` when there is no such file */
export async function loadDraft(request: Omit<PoliciesRequest, 'freshness'>): Promise<LoadedPolicy> {
  const layers = await readPolicyLayers(request);
  const sources = layers.sources.flatMap((source): readonly PolicySource[] => {
    if (source.layer === 'user') return [];
    return [source.layer === 'organisation' ? { ...source, isDraft: true } : source];
  });
  return loadWithParents(sources, layers.paths, request);
}

/** Load one file alone, as the company's policy. */
export function loadAlone(
  source: PolicySource,
  path: string,
  request: Omit<PoliciesRequest, 'freshness'>,
): Promise<LoadedPolicy> {
  return loadWithParents([{ ...source, isDraft: true }], [[source.source, path]], request);
}

async function loadWithParents(
  sources: readonly PolicySource[],
  paths: Iterable<readonly [source: string, path: string]>,
  request: Omit<PoliciesRequest, 'freshness'>,
): Promise<LoadedPolicy> {
  const parents = new PolicyParents(request.root ?? '', request.env, paths);
  const context = {
    ...loadContext(request, { groups: [], trust: { keys: [], threshold: 1 } }),
    readParent: parents.read,
  };
  let loaded = loadPolicy(sources, context);
  while (await parents.fetchWanted()) loaded = loadPolicy(sources, context);
  return loaded;
}
