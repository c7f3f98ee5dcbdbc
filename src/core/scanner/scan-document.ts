// One text through all detectors. Here offsets become regions, values become previews and fingerprints; past this no value is left.

import type { Catalog } from '../catalog/catalog.ts';
import type { DetectedMatch, Detection, Detector } from '../detectors/detector.ts';
import type { DetectorFailure, Match, RuleSeverity } from '../model/finding.ts';
import type { Region, TextDocument } from '../model/document.ts';
import type { Issue } from '../model/errors.ts';
import { emptyDocument, type PlacedIssue, type ScannedDocument } from './scanned-document.ts';
import { ruleSeverities } from '../model/finding.ts';
import { matchFixTitles } from '../detectors/fixes.ts';
import { LineIndex } from '../text/line-index.ts';
import { maskCredential, maskPersonal } from '../text/mask.ts';
import { fingerprints } from './fingerprint.ts';
import { noSuppressions, readSuppressions } from './suppression.ts';

/** More matches than this in one document are not listed one by one: nobody reads such a list, and it slows everything. */
export const maxMatches = 1000;

/** What a scan needs beyond the text. */
export interface ScanSetUp {
  readonly detectors: readonly Detector[];
  readonly catalog: Catalog;
  /** Whether secrets are looked for, so that they can be masked in fingerprints; without them nothing is judged, nor silenced. */
  readonly seesSecrets: boolean;
  /** Severity of a rule by itself: tells which of two overlapping matches says more. */
  readonly severityOf: (ruleId: string) => RuleSeverity;
  /** What a rule is about: of overlapping matches about the same, one is enough. */
  readonly troubleOf: (ruleId: string) => string;
}

interface Offsets {
  readonly startOffset: number;
  readonly endOffset: number;
}

/** Offsets turned into a region, and a name that lasts. */
type Placed<Found> = Omit<Found, keyof Offsets> & { readonly region: Region; readonly fingerprint: string };

/** What the detectors saw in one document, and which of them broke. */
export interface Detected {
  readonly detections: readonly Detection[];
  readonly failures: readonly DetectorFailure[];
}

/** All detectors over one text. Never throws: a detector that does costs its own findings, and is named in `failures`. */
export function scanDocument(document: TextDocument, setUp: ScanSetUp): ScannedDocument {
  const failures: DetectorFailure[] = [];
  const detections: Detection[] = [];
  for (const detector of setUp.detectors) {
    try {
      if (detector.appliesTo(document.path)) detections.push(detector.detect(document, setUp));
    } catch (thrown) {
      failures.push({ detector: detector.id, path: document.path, error: kindOfError(thrown) });
    }
  }
  let lines: LineIndex | undefined;
  return scannedFrom(document, { detections, failures }, setUp, () => (lines ??= new LineIndex(document.text)));
}

/** What was detected in a text, with regions, previews and fingerprints.
 *  @param lineIndex  of the text; asked for when something was found */
export function scannedFrom(
  document: TextDocument,
  { detections, failures }: Detected,
  setUp: ScanSetUp,
  lineIndex: () => LineIndex,
): ScannedDocument {
  const { path } = document;
  const mayHoldComments =
    setUp.seesSecrets && (detections.find((each) => each.mayHoldComments !== undefined)?.mayHoldComments ?? true);
  if (!mayHoldComments && failures.length === 0 && detections.every(sawNothing)) return emptyDocument(path);
  const all = withoutRepeats(
    detections.flatMap((each) => each.matches ?? []),
    setUp,
  );
  const matches = all.slice(0, maxMatches);
  const tools = inOrder(detections.flatMap((each) => each.tools ?? []));
  const servers = inOrder(detections.flatMap((each) => each.mcpServers ?? []));
  const offPatterns = detections.flatMap((each) => each.offPatterns ?? []);
  const suppressions = mayHoldComments ? readSuppressions(path, document.text, lineIndex) : noSuppressions;
  // Where nobody looked for secrets any text may be one, and none gets into a fingerprint.
  const secrets = setUp.seesSecrets ? matches : [{ startOffset: 0, endOffset: document.text.length }];
  const places = new PlacesOf(document, secrets, lineIndex);
  return {
    path,
    matches: places.of(matches, ({ ruleId }) => ruleId).map((match) => toMatch(match, document)),
    toolEvidence: places
      .of(tools, (tool) => `ai-tool/${tool.toolId}/${tool.signal}`)
      .map((tool) => ({ ...tool, path })),
    mcpServers: places.of(servers, (server) => `mcp/${server.name}`).map((server) => ({ ...server, path })),
    suppressions: suppressions.comments,
    issues: [
      ...detections.flatMap((each) => each.issues ?? []),
      ...suppressions.issues,
      ...(all.length > matches.length ? [tooMany(path, all.length)] : []),
    ].map((issue) => placedIssue(issue, lineIndex())),
    failures,
    ...(offPatterns.length > 0 && { offPatterns }),
  };
}

function sawNothing({ matches, tools, mcpServers, issues, offPatterns }: Detection): boolean {
  return [matches, tools, mcpServers, issues, offPatterns].every((list) => list === undefined || list.length === 0);
}

/** Gives regions and fingerprints to what was found in one document; the index of lines is made only when something was. */
class PlacesOf {
  readonly #document: TextDocument;
  readonly #secrets: readonly Offsets[];
  readonly #lines: () => LineIndex;

  constructor(document: TextDocument, secrets: readonly Offsets[], lines: () => LineIndex) {
    this.#document = document;
    this.#secrets = secrets;
    this.#lines = lines;
  }

  of<Found extends Offsets & { readonly valueBits?: number }>(
    found: readonly Found[],
    idOf: (each: Found) => string,
  ): readonly Placed<Found>[] {
    if (found.length === 0) return [];
    const lines = this.#lines();
    const places = found.map((each) => ({
      ruleId: idOf(each),
      startOffset: each.startOffset,
      endOffset: each.endOffset,
      valueBits: each.valueBits ?? 0,
    }));
    const prints = fingerprints(this.#document.path, this.#document.text, lines, places, this.#secrets);
    return found.map(({ startOffset, endOffset, ...rest }, index) => ({
      ...rest,
      region: lines.region(startOffset, endOffset),
      fingerprint: prints[index] ?? '',
    }));
  }
}

function placedIssue(issue: Issue, lines: LineIndex): PlacedIssue {
  const offset = (line: number, column: number): number => lines.lineStart(line - 1) + column - 1;
  const startOffset = offset(issue.line, issue.column);
  return { ...issue, startOffset, endOffset: offset(issue.endLine, issue.endColumn) };
}

function toMatch(match: Placed<DetectedMatch>, document: TextDocument): Match {
  const value = document.text.slice(match.region.startOffset, match.region.endOffset);
  const { ruleId, region, fingerprint, confidence } = match;
  const preview = match.previewable ? maskCredential(value) : maskPersonal(value);
  const fixes = matchFixTitles({ ruleId, region }, document);
  return {
    ruleId,
    region,
    confidence,
    preview,
    fingerprint,
    ...(match.severity !== undefined && { severity: match.severity }),
    ...(match.detail !== undefined && { detail: match.detail }),
    ...(match.fixData !== undefined && { fixData: match.fixData }),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** A key in a hidden comment is two troubles; a key that two detectors see is one. */
function withoutRepeats(
  matches: readonly DetectedMatch[],
  { severityOf, troubleOf }: ScanSetUp,
): readonly DetectedMatch[] {
  const troubles = new Set(matches.map(({ ruleId }) => troubleOf(ruleId)));
  if (troubles.size < 2) return withoutOverlaps(matches, severityOf);
  const kept = [...troubles].flatMap((trouble) =>
    withoutOverlaps(
      matches.filter(({ ruleId }) => troubleOf(ruleId) === trouble),
      severityOf,
    ),
  );
  return inOrder(kept);
}

/** Where two matches overlap, the one that says more stays: the more severe, then the longer, then the more certain one. */
function withoutOverlaps(
  matches: readonly DetectedMatch[],
  severityOf: (ruleId: string) => RuleSeverity,
): readonly DetectedMatch[] {
  if (matches.length < 2) return matches;
  const weight = (match: DetectedMatch): number => ruleSeverities.indexOf(match.severity ?? severityOf(match.ruleId));
  const certainty = { high: 2, medium: 1, low: 0 };
  const saysMore = (one: DetectedMatch, other: DetectedMatch): boolean =>
    (weight(one) - weight(other) ||
      one.endOffset - one.startOffset - (other.endOffset - other.startOffset) ||
      certainty[one.confidence] - certainty[other.confidence]) > 0;
  const kept: DetectedMatch[] = [];
  for (const match of inOrder(matches)) {
    const last = kept.at(-1);
    if (last === undefined || last.endOffset <= match.startOffset) kept.push(match);
    else if (saysMore(match, last)) kept[kept.length - 1] = match;
  }
  return kept;
}

function inOrder<Found extends Offsets>(found: readonly Found[]): readonly Found[] {
  return [...found].sort((a, b) => a.startOffset - b.startOffset || a.endOffset - b.endOffset);
}

function tooMany(path: string, count: number): Issue {
  const place = { file: path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const message = `${String(count)} places were found in this file; the first ${String(maxMatches)} are listed. Take the data out of the project, or leave the file out in .handrailignore.`;
  return { code: 'policy/too-many-findings', severity: 'warning', message, ...place };
}

// The message of an error may quote the text that a detector choked on; its kind and place in our code do not.
function kindOfError(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'unknown error';
  const place = /\n\s+at (\S+)/.exec(thrown.stack ?? '')?.[1];
  return place === undefined ? thrown.name : `${thrown.name} in ${place}`;
}
