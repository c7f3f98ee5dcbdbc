// The contract of a detector. Adding one: a folder here, a line in registry.ts, fixtures with hits and look-alike misses.

import type { Confidence, EvidenceScope, EvidenceSignal, OffPattern, Rule, RuleSeverity } from '../model/finding.ts';
import type { Issue } from '../model/errors.ts';
import type { TextDocument } from '../model/document.ts';
import type { TextChange } from '../text/text-change.ts';
import type { Catalog } from '../catalog/catalog.ts';

/** A match as a detector reports it: offsets only. Masking, regions and fingerprints are added by the scanner,
 *  so a detector has no way to leak the value it found. */
export interface DetectedMatch {
  readonly ruleId: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly confidence: Confidence;
  readonly severity?: RuleSeverity;
  /** Bits of information in the value; at 80 and more the fingerprint includes a hash of it. 0 for personal data. */
  readonly valueBits: number;
  /** Whether any character of the value may be shown. */
  readonly previewable: boolean;
  readonly detail?: string;
  readonly fixData?: Readonly<Record<string, string>>;
}

export interface DetectedTool {
  readonly toolId: string;
  readonly signal: EvidenceSignal;
  readonly value: string;
  readonly version?: string;
  readonly confidence: Confidence;
  readonly scope: EvidenceScope;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly fixData?: Readonly<Record<string, string>>;
}

export interface DetectedMcpServer {
  readonly name: string;
  readonly client: string;
  readonly transport: 'stdio' | 'http' | 'sse' | 'unknown';
  readonly command?: string;
  readonly url?: string;
  readonly pinned: boolean;
  readonly variables?: readonly string[];
  readonly tools?: readonly string[];
  readonly autoApproved?: readonly string[];
  readonly startOffset: number;
  readonly endOffset: number;
}

/** What one detector saw in one document. Leave out what there is none of. */
export interface Detection {
  readonly matches?: readonly DetectedMatch[];
  readonly tools?: readonly DetectedTool[];
  readonly mcpServers?: readonly DetectedMcpServer[];
  readonly issues?: readonly Issue[];
  /** Patterns of the policy that were switched off in this document, and stay so. */
  readonly offPatterns?: readonly OffPattern[];
  /** Whether one of `commentWords` may stand in the text; said by the detector that has read all of it. */
  readonly mayHoldComments?: boolean;
}

/** All a detector may know beyond the document. */
export interface DetectorContext {
  readonly catalog: Catalog;
}

/** What a detector sees in a text that is edited. */
export interface FollowedDetection {
  /** The same as `detect` would give for the text as it is now. */
  readonly now: Detection;
  /** @param document  the text after the change. May throw as `detect` does, and is of no use any more then. */
  edit(document: TextDocument, change: TextChange): void;
}

export interface Detector {
  readonly id: string;
  /** The rules it may report; everything about them stands there. */
  readonly rules: readonly Rule[];
  /** Cheap: decides by the path alone. */
  appliesTo(path: string): boolean;
  /** Rule by which a file is named that this detector would have looked at, had it been readable text. Absent where nobody misses it. */
  readonly unreadable?: Rule;
  /** Pure and synchronous, linear in the text. May throw: that costs this detector's findings for this document, loudly. */
  detect(document: TextDocument, context: DetectorContext): Detection;
  /** Follows a text through its edits at a cost that does not grow with it. Absent where a detector has to read the whole text each
   *  time: manifests, settings, files of agents. Those are small, or nobody types in them. */
  follow?(document: TextDocument, context: DetectorContext): FollowedDetection;
}
