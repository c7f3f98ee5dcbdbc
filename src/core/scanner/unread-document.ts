// What is said of a file that was not looked at and that somebody relies on: it must not look as if nothing were in it.

import { detectorsWith } from '../detectors/registry.ts';
import type { ScannedDocument } from './scanned-document.ts';
import type { SkippedFile } from './walk.ts';

const reasons: Partial<Readonly<Record<SkippedFile['reason'], string>>> = {
  binary: 'It is not text.',
  archive: 'It is not text.',
  unreadable: 'It could not be opened.',
  'too-large': 'It is too large.',
};

/** A document that holds one finding against the file; undefined where nobody misses what is in it. */
export function unreadDocument({ path, reason }: SkippedFile): ScannedDocument | undefined {
  const because = reasons[reason];
  if (because === undefined) return undefined;
  const rule = detectorsWith().find((each) => each.unreadable !== undefined && each.appliesTo(path))?.unreadable;
  if (rule === undefined) return undefined;
  const place = { file: path, line: 1, column: 1, endLine: 1, endColumn: 1, startOffset: 0, endOffset: 0 };
  const message = `${rule.title}. ${because} ${rule.fix}`;
  return {
    path,
    matches: [],
    toolEvidence: [],
    mcpServers: [],
    suppressions: [],
    issues: [{ code: rule.id, severity: 'info', message, ...place }],
    failures: [],
  };
}
