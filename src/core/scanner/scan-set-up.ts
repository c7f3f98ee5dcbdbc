// The detectors and tables of a scan, as the engine and the threads use them alike.

import type { AiTool, Catalog } from '../catalog/catalog.ts';
import type { ScanSetUp } from './scan-document.ts';
import type { LinearEngine } from '../detectors/custom-patterns/linear-engine.ts';
import type { OwnPattern } from '../detectors/custom-patterns/own-patterns.ts';
import { aiToolDetectors } from '../detectors/ai-tools/registry.ts';
import { detectorsWith, ruleById } from '../detectors/registry.ts';

/** What a policy adds to a scan. JSON-safe: threads are started with it. */
export interface PolicyAdditions {
  readonly patterns: readonly OwnPattern[];
  readonly tools: readonly AiTool[];
}

/** The patterns of a policy and what runs them. */
export interface PatternSetUp {
  readonly patterns: readonly OwnPattern[];
  readonly engine: LinearEngine;
}

/** What a scan looks for: everything, AI tools alone, which is all that an inventory needs, or everything but those. */
export type ScanScope = 'everything' | 'tools' | 'data';

/** What a thread or an engine needs for its scan.
 *  @param own    patterns of the policy and what runs them; absent when it has none
 *  @param scope  `tools` leaves out what looks for anything else, patterns of a policy included; `data` leaves out what sees
 *  tools and nothing else */
export function scanSetUp(catalog: Catalog, own?: PatternSetUp, scope: ScanScope = 'everything'): ScanSetUp {
  return {
    detectors: scope === 'tools' ? aiToolDetectors : detectorsWith(own, scope === 'everything'),
    catalog,
    seesSecrets: scope !== 'tools',
    // Hits of a policy's patterns stand beside those of the product: nobody knows which says more.
    severityOf: (id) => ruleById(id)?.severity ?? 'low',
    troubleOf: (id) => {
      const rule = ruleById(id);
      if (rule === undefined) return id.startsWith('sensitive-data/') ? 'own-pattern' : 'sensitive-data';
      return rule.tags.includes('credential') ? 'sensitive-data' : rule.kind;
    },
  };
}
