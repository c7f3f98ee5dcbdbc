// All detectors, in the order in which they look at a document, and all rules they may report.

import type { Detector } from './detector.ts';
import type { Rule } from '../model/finding.ts';
import { agentFilesDetector } from './agent-files/agent-files.ts';
import { agentSettingsDetector } from './agent-files/agent-settings.ts';
import { agentFileRules } from './agent-files/rules.ts';
import { aiToolDetectors } from './ai-tools/registry.ts';
import { toolRules } from './ai-tools/rules.ts';
import { boundaryRules } from './data-boundary/rules.ts';
import { sensitiveDataDetector } from './sensitive-data/detector.ts';
import { fileRules } from './file-rules.ts';

export const detectors: readonly Detector[] = [
  sensitiveDataDetector,
  ...aiToolDetectors,
  agentFilesDetector,
  agentSettingsDetector,
];

/** Every rule that a finding may name, sorted by id. */
export const allRules: readonly Rule[] = [
  ...sensitiveDataDetector.rules,
  ...toolRules,
  ...agentFileRules,
  ...boundaryRules,
  ...fileRules,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const rulesById: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

/** @returns undefined for ids of no rule of ours, such as a policy's own */
export function ruleById(id: string): Rule | undefined {
  return rulesById.get(id);
}
