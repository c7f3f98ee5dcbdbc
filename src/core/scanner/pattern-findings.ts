// Findings against the policy itself: patterns of it that cannot be run, or that took so long that they were switched off.

import type { Finding, OffPattern } from '../model/finding.ts';
import type { Policy } from '../policy/policy.ts';
import type { PolicyPattern } from '../detectors/custom-patterns/own-patterns.ts';
import { startOfDocument } from '../model/document.ts';
import { patternsOf } from '../detectors/custom-patterns/own-patterns.ts';
import { ruleById } from '../detectors/registry.ts';
import { ruleStanding } from '../policy/decide.ts';
import { sha256 } from '../text/hash.ts';
import { LineIndex } from '../text/line-index.ts';

/** @param off  what was switched off in this run
 *  @param texts  of the policy files, by source: for the offsets */
export function patternFindings(
  policy: Policy,
  off: readonly OffPattern[],
  texts: ReadonlyMap<string, string>,
): readonly Finding[] {
  return patternsOf(policy).flatMap((pattern) => {
    const { because, rule } = pattern;
    if (because !== undefined) {
      return finding('policy/unusable-pattern', `The pattern of "${rule.title}" ${because}.`, pattern, policy, texts);
    }
    const switched = off.find(({ ruleId }) => ruleId === rule.id);
    if (switched === undefined) return [];
    if (switched.because === 'unreadable') {
      const said = `The pattern of "${rule.title}" is not one that RE2 can run.`;
      return finding('policy/unusable-pattern', said, pattern, policy, texts);
    }
    const said = `The pattern of "${rule.title}" took too long and was switched off.`;
    return finding('policy/slow-pattern', said, pattern, policy, texts);
  });
}

function finding(
  id: string,
  said: string,
  { source, place, rule: own }: PolicyPattern,
  policy: Policy,
  texts: ReadonlyMap<string, string>,
): readonly Finding[] {
  const rule = ruleById(id);
  if (rule === undefined) return [];
  const { severity } = ruleStanding(policy, rule, { path: source });
  if (severity === undefined) return [];
  const text = texts.get(source);
  const lines = text === undefined ? undefined : new LineIndex(text);
  const start = place && lines && lines.lineStart(place.line - 1) + place.column - 1;
  const point = place && {
    startLine: place.line,
    startColumn: place.column,
    endLine: place.line,
    endColumn: place.column,
    startOffset: start ?? 0,
    endOffset: start ?? 0,
  };
  return [
    {
      ruleId: id,
      kind: rule.kind,
      severity,
      confidence: 'high',
      path: source,
      region: point ?? startOfDocument,
      message: `${said} ${rule.fix}`,
      preview: '',
      fingerprint: sha256([id, source, own.id].join('\0')),
      ...(place !== undefined && { decidedBy: place }),
      fixes: [],
    },
  ];
}
