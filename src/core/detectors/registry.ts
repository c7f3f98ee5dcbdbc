// All detectors, in the order in which they look at a document, and all rules they may report.

import type { Detector } from './detector.ts';
import type { Rule } from '../model/finding.ts';
import type { Policy } from '../policy/policy.ts';
import type { LinearEngine } from './custom-patterns/linear-engine.ts';
import { agentFilesDetector } from './agent-files/agent-files.ts';
import { agentSettingsDetector } from './agent-files/agent-settings.ts';
import { agentFileRules } from './agent-files/rules.ts';
import { aiToolDetectors } from './ai-tools/registry.ts';
import { toolRules } from './ai-tools/rules.ts';
import { boundaryRules } from './data-boundary/rules.ts';
import { customPatternsDetector } from './custom-patterns/detector.ts';
import { ownRule, type OwnPattern } from './custom-patterns/own-patterns.ts';
import { encodedTextDetector } from './encoded-text/encoded-text.ts';
import { sensitiveDataDetector } from './sensitive-data/detector.ts';
import { fileRules } from './file-rules.ts';

const detectors: readonly Detector[] = [
  sensitiveDataDetector,
  encodedTextDetector,
  ...aiToolDetectors,
  agentFilesDetector,
  agentSettingsDetector,
];

/** The detectors of a scan.
 *  @param own  patterns of the policy, and what runs them; absent when it has none */
export function detectorsWith(own?: {
  readonly patterns: readonly OwnPattern[];
  readonly engine: LinearEngine;
}): readonly Detector[] {
  if (own === undefined || own.patterns.length === 0) return detectors;
  return [...detectors, customPatternsDetector(own.patterns, own.engine)];
}

/** Every rule of the product that a finding may name, sorted by id. */
export const allRules: readonly Rule[] = [
  ...sensitiveDataDetector.rules,
  ...toolRules,
  ...agentFileRules,
  ...boundaryRules,
  ...fileRules,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const rulesById: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

/** A rule of the product, or of a policy's own patterns. @returns undefined for ids of neither */
export function ruleUnder(policy: Policy, id: string): Rule | undefined {
  return rulesById.get(id) ?? ownRule(policy, id)?.rule;
}

/** @returns undefined for ids of no rule of ours, such as a policy's own */
export function ruleById(id: string): Rule | undefined {
  return rulesById.get(id);
}
