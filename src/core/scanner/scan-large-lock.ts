// AI packages of a lock file that is too large to be scanned whole: it is read in parts, and no more than one of them is in memory.

import { isCutLock, lockParts } from '../packages/lock-parts.ts';
import type { Region, TextDocument } from '../model/document.ts';
import type { ToolEvidence } from '../model/finding.ts';
import type { Files } from '../ports.ts';
import type { PlacedIssue, ScannedDocument } from './scanned-document.ts';

/** What a lock file names, at its places in the whole file. Only packages are looked for.
 *  @param scanner  looks for AI tools in one part
 *  @param control  `pause` is called between parts; a `signal` that aborts ends it
 *  @returns undefined for files that are no lock file we can cut, where nothing can be read in pieces, and when it was cancelled */
export async function scanLargeLock(
  files: Files,
  path: string,
  scanner: { readonly scanDocument: (document: TextDocument) => ScannedDocument },
  { pause, signal }: { readonly pause?: () => Promise<void>; readonly signal?: AbortSignal } = {},
): Promise<ScannedDocument | undefined> {
  const pieces = isCutLock(path) ? files.pieces?.(path) : undefined;
  if (pieces === undefined) return undefined;
  const toolEvidence: ToolEvidence[] = [];
  const issues: PlacedIssue[] = [];
  const parts = lockParts(path, textsOf(pieces, signal));
  for (;;) {
    const next = parts.next();
    if (signal?.aborted === true) return undefined;
    if (next.done === true) {
      if (!next.value) return undefined;
      break;
    }
    const { text, offsetShift, lineShift } = next.value;
    const found = scanner.scanDocument({ path, text });
    toolEvidence.push(
      ...found.toolEvidence.map((each) => ({ ...each, region: shifted(each.region, offsetShift, lineShift) })),
    );
    // The first mistake of a file is enough.
    if (issues.length === 0)
      issues.push(...found.issues.slice(0, 1).map((issue) => moved(issue, offsetShift, lineShift)));
    await pause?.();
  }
  return { path, matches: [], toolEvidence, mcpServers: [], suppressions: [], issues, failures: [] };
}

function* textsOf(pieces: Iterable<Uint8Array>, signal: AbortSignal | undefined): Generator<string> {
  const decoder = new TextDecoder('utf-8');
  for (const piece of pieces) {
    if (signal?.aborted === true) return;
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}

function shifted(region: Region, offsets: number, lines: number): Region {
  return {
    ...region,
    startLine: region.startLine + lines,
    endLine: region.endLine + lines,
    startOffset: region.startOffset + offsets,
    endOffset: region.endOffset + offsets,
  };
}

function moved(issue: PlacedIssue, offsets: number, lines: number): PlacedIssue {
  return {
    ...issue,
    line: issue.line + lines,
    endLine: issue.endLine + lines,
    startOffset: issue.startOffset + offsets,
    endOffset: issue.endOffset + offsets,
  };
}
