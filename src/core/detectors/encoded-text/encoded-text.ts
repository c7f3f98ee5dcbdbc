// Credentials in text that is encoded: what base64, hex and percent-encoding hide from a reader they do not hide from anybody else.
// Findings stand at the encoded text. Depth and size are bounded.

import type { TextDocument } from '../../model/document.ts';
import type { DetectedMatch, Detector, DetectorContext } from '../detector.ts';
import { classifyPath } from '../sensitive-data/path-class.ts';
import { sensitiveDataDetector } from '../sensitive-data/detector.ts';
import { encodedRuns, type EncodedRun } from './encoded-runs.ts';

/** An encoding inside of an encoding inside of an encoding is still looked into. */
const deepest = 3;
/** Characters that are decoded of one document at most, all levels together. */
const mostDecoded = 1024 * 1024;

/** Sensitive data in decoded views of a text. */
export const encodedTextDetector: Detector = {
  id: 'encoded-text',
  rules: [],
  appliesTo: (path) => !classifyPath(path).machineMade,
  detect: (document, context) => ({ matches: matchesIn(document, context, { left: mostDecoded }, deepest) }),
};

function matchesIn(
  document: TextDocument,
  context: DetectorContext,
  budget: { left: number },
  depth: number,
): readonly DetectedMatch[] {
  const matches: DetectedMatch[] = [];
  for (const run of encodedRuns(document)) {
    budget.left -= run.text.length;
    if (budget.left < 0) break;
    const inside = { path: document.path, text: run.text };
    const found = [
      ...(sensitiveDataDetector.detect(inside, context).matches ?? []).filter((match) =>
        isHidden(match, run, document.text),
      ),
      ...(depth > 1 ? matchesIn(inside, context, budget, depth - 1) : []),
    ];
    for (const match of new Map(found.map((each) => [each.ruleId, each])).values()) matches.push(placed(match, run));
  }
  return matches;
}

/** What stands there in clear is found without decoding. */
function isHidden({ startOffset, endOffset }: DetectedMatch, run: EncodedRun, text: string): boolean {
  return !text.slice(run.startOffset, run.endOffset).includes(run.text.slice(startOffset, endOffset));
}

function placed(match: DetectedMatch, { startOffset, endOffset, encoding }: EncodedRun): DetectedMatch {
  const { detail } = match;
  const encoded = `It is written in ${encoding}, which anybody can undo.`;
  return {
    ...match,
    startOffset,
    endOffset,
    previewable: false,
    detail: detail === undefined || detail === encoded ? encoded : `${detail} ${encoded}`,
  };
}
