// Everything the detectors saw in one document, before any policy: what the cache keeps and workers send back.
// A change of policy re-judges this; it never needs the text again. Why: docs/decisions/0003-policy-free-scan.md

import type { DetectorFailure, Match, McpServerUse, OffPattern, ToolEvidence } from '../model/finding.ts';
import type { Issue } from '../model/errors.ts';

/** A comment that asks for silence, in our words or another tool's. */
export interface SuppressionComment {
  readonly by: 'inline' | 'foreign';
  /** Rule ids it names; empty for foreign markers, which speak for any credential on the line. */
  readonly ruleIds: readonly string[];
  readonly reason: string;
  /** 1-based line it speaks for; 0 for the whole file. */
  readonly line: number;
  /** First and last line of a block it speaks for, instead of `line`. */
  readonly lines?: readonly [number, number];
}

/** A problem with its place in offsets, too. */
export type PlacedIssue = Issue & { readonly startOffset: number; readonly endOffset: number };

export interface ScannedDocument {
  readonly path: string;
  readonly matches: readonly Match[];
  readonly toolEvidence: readonly ToolEvidence[];
  readonly mcpServers: readonly McpServerUse[];
  readonly suppressions: readonly SuppressionComment[];
  /** Problems in the file itself: a malformed manifest, a comment that suppresses nothing. */
  readonly issues: readonly PlacedIssue[];
  readonly failures: readonly DetectorFailure[];
  /** Patterns of the policy that were switched off here. Absent when there is none. */
  readonly offPatterns?: readonly OffPattern[];
}

/** A document in which nothing was seen, as in most of them. */
export function emptyDocument(path: string): ScannedDocument {
  return { path, matches: [], toolEvidence: [], mcpServers: [], suppressions: [], issues: [], failures: [] };
}

/** Whether `emptyDocument` says the same. */
export function isEmptyDocument(document: ScannedDocument): boolean {
  const { matches, toolEvidence, mcpServers, suppressions, issues, failures, offPatterns } = document;
  return (
    offPatterns === undefined &&
    [matches, toolEvidence, mcpServers, suppressions, issues, failures].every((list) => list.length === 0)
  );
}
