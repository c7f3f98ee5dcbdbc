// All detectors, in the order in which they look at a document, and all rules they may report.

import type { Detector } from './detector.ts';
import type { FindingKind, Rule } from '../model/finding.ts';
import type { Policy } from '../policy/policy.ts';
import type { LinearEngine } from './custom-patterns/linear-engine.ts';
import { agentFilesDetector } from './agent-files/agent-files.ts';
import { agentSettingsDetector } from './agent-files/agent-settings.ts';
import { agentFileRules } from './agent-files/rules.ts';
import { aiToolDetectors } from './ai-tools/registry.ts';
import { mcpServersDetector } from './ai-tools/mcp-servers.ts';
import { toolRules } from './ai-tools/rules.ts';
import { boundaryRules } from './data-boundary/rules.ts';
import { customPatternsDetector } from './custom-patterns/detector.ts';
import { ownRule, type OwnPattern } from './custom-patterns/own-patterns.ts';
import { encodedTextDetector } from './encoded-text/encoded-text.ts';
import { notebookDetector } from './encoded-text/notebook.ts';
import { sensitiveDataDetector } from './sensitive-data/detector.ts';
import { fileRules } from './file-rules.ts';

const detectors: readonly Detector[] = [
  sensitiveDataDetector,
  encodedTextDetector,
  notebookDetector,
  ...aiToolDetectors,
  agentFilesDetector,
  agentSettingsDetector,
];

/** These see tools and nothing else, which no finding about data or agent files comes from. */
const onlyTools: ReadonlySet<Detector> = new Set(aiToolDetectors.filter((each) => each !== mcpServersDetector));
const fromTools: readonly FindingKind[] = ['ai-tool', 'mcp', 'data-boundary', 'policy'];

/** Whether findings of these kinds can come from tools that are seen. @param kinds  none for all */
export function needTools(kinds: ReadonlySet<FindingKind>): boolean {
  return kinds.size === 0 || fromTools.some((kind) => kinds.has(kind));
}

/** The detectors of a scan.
 *  @param own  patterns of the policy, and what runs them; absent when it has none
 *  @param seesTools  whether somebody wants to know of AI tools */
export function detectorsWith(
  own?: { readonly patterns: readonly OwnPattern[]; readonly engine: LinearEngine },
  seesTools = true,
): readonly Detector[] {
  const wanted = seesTools ? detectors : detectors.filter((each) => !onlyTools.has(each));
  if (own === undefined || own.patterns.length === 0) return wanted;
  return [...wanted, customPatternsDetector(own.patterns, own.engine)];
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
