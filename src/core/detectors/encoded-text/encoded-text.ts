// Credentials in text that is encoded: what base64, hex and percent-encoding hide from a reader they do not hide from anybody else.
// Findings stand at the encoded text. Depth and size are bounded.

import type { TextDocument } from '../../model/document.ts';
import type { TextChange } from '../../text/text-change.ts';
import { lengthOf, unitsOf } from '../../text/units.ts';
import type { DetectedMatch, Detection, Detector, DetectorContext, FollowedDetection } from '../detector.ts';
import { classifyPath } from '../sensitive-data/path-class.ts';
import { sensitiveDataDetector } from '../sensitive-data/detector.ts';
import { encodedPlaces, encodedRun, isBorder, type EncodedPlace, type EncodedRun } from './encoded-runs.ts';

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
  follow: (document, context) => new FollowedEncodedText(document, context),
};

/** What is seen at one encoded place, and how much was decoded for it. */
interface Seen {
  readonly matches: readonly DetectedMatch[];
  readonly decoded: number;
}

class FollowedEncodedText implements FollowedDetection {
  readonly #context: DetectorContext;
  #places: readonly EncodedPlace[];
  /** What was seen at places that no edit has touched. */
  #seen = new Map<EncodedPlace, Seen>();
  #now: Detection;

  constructor(document: TextDocument, context: DetectorContext) {
    this.#context = context;
    this.#places = encodedPlaces(unitsOf(document), lengthOf(document));
    this.#now = this.#look(document);
  }

  get now(): Detection {
    return this.#now;
  }

  edit(document: TextDocument, { start, oldEnd, newEnd }: TextChange): void {
    const { text } = document;
    let from = start;
    while (from > 0 && !isBorder(text.charCodeAt(from - 1))) from--;
    let to = newEnd;
    while (to < text.length && !isBorder(text.charCodeAt(to))) to++;
    const by = newEnd - oldEnd;
    const found = encodedPlaces(unitsOf({ path: document.path, text: text.slice(from, to) }), to - from);
    const behind = this.#places.filter((place) => place.start >= oldEnd && place.start + by >= to);
    this.#places = [
      ...this.#places.filter((place) => place.end <= from),
      ...found.map((place) => ({ ...place, start: place.start + from, end: place.end + from })),
      ...behind.map((place) => this.#moved(place, by)),
    ];
    this.#now = this.#look(document);
  }

  #moved(place: EncodedPlace, by: number): EncodedPlace {
    const moved = { ...place, start: place.start + by, end: place.end + by };
    const seen = this.#seen.get(place);
    if (seen !== undefined)
      this.#seen.set(moved, {
        ...seen,
        matches: seen.matches.map((match) => ({
          ...match,
          startOffset: match.startOffset + by,
          endOffset: match.endOffset + by,
        })),
      });
    return moved;
  }

  #look(document: TextDocument): Detection {
    const budget = { left: mostDecoded };
    const seen = new Map<EncodedPlace, Seen>();
    const matches: DetectedMatch[] = [];
    for (const place of this.#places) {
      const known = this.#seen.get(place);
      const { left } = budget;
      if (known !== undefined && known.decoded <= left) {
        budget.left -= known.decoded;
        matches.push(...known.matches);
        seen.set(place, known);
        continue;
      }
      const found = matchesAt(place, document, this.#context, budget, deepest);
      if (found === undefined) break;
      matches.push(...found);
      // Where the budget ran out inside, less may have been seen than next time.
      if (budget.left >= 0) seen.set(place, { matches: found, decoded: left - budget.left });
    }
    this.#seen = seen;
    return { matches };
  }
}

function matchesIn(
  document: TextDocument,
  context: DetectorContext,
  budget: { left: number },
  depth: number,
): readonly DetectedMatch[] {
  const matches: DetectedMatch[] = [];
  for (const place of encodedPlaces(unitsOf(document), lengthOf(document))) {
    const found = matchesAt(place, document, context, budget, depth);
    if (found === undefined) break;
    matches.push(...found);
  }
  return matches;
}

/** @returns undefined when the budget is spent */
function matchesAt(
  place: EncodedPlace,
  document: TextDocument,
  context: DetectorContext,
  budget: { left: number },
  depth: number,
): readonly DetectedMatch[] | undefined {
  const run = encodedRun(document.text, place);
  if (run === undefined) return [];
  budget.left -= run.text.length;
  if (budget.left < 0) return undefined;
  const inside = { path: document.path, text: run.text };
  const found = [
    ...(sensitiveDataDetector.detect(inside, context).matches ?? []).filter((match) =>
      isHidden(match, run, document.text),
    ),
    ...(depth > 1 ? matchesIn(inside, context, budget, depth - 1) : []),
  ];
  return [...new Map(found.map((each) => [each.ruleId, each])).values()].map((match) => placed(match, run));
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
