// Policies of tests, written as YAML and loaded as a shell loads them.

import { builtinCatalog } from '../../../src/core/catalog/build-catalog.ts';
import { allRules } from '../../../src/core/detectors/registry.ts';
import { loadPolicy, type LoadedPolicy } from '../../../src/core/policy/load.ts';
import type { LayerName } from '../../../src/core/policy/policy.ts';

export const today = '2026-11-24';

/** A policy text around its sections. */
export function policyText(sections: string, name = 'acme'): string {
  return `apiVersion: handrail/v1\nkind: Policy\nmetadata: {name: ${name}, version: 1.0.0, owner: it@acme.example}\n${sections}`;
}

/** Load sections by layer; the source of a layer is `<layer>.yaml`. */
export function load(
  sections: Partial<Record<LayerName, string>>,
  context: { readonly today?: string; readonly groups?: readonly string[] } = {},
): LoadedPolicy {
  const sources = Object.entries(sections).map(([layer, text]) => ({
    layer: layer as LayerName,
    source: `${layer}.yaml`,
    text: text.startsWith('apiVersion') ? text : policyText(text, layer),
  }));
  return loadPolicy(sources, {
    today,
    groups: [],
    knownTools: new Set(builtinCatalog().tools.map(({ id }) => id)),
    knownRules: new Set(allRules.map(({ id }) => id)),
    ...context,
  });
}
