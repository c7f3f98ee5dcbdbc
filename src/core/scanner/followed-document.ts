// A document that is edited: what was seen in it is kept up to date at a cost that does not grow with the text. Gives what a scan of the
// whole text gives; detectors that cannot follow are asked anew.

import type { Detection, Detector, FollowedDetection } from '../detectors/detector.ts';
import type { ScannedDocument } from './scanned-document.ts';
import type { TextDocument } from '../model/document.ts';
import { LineIndex } from '../text/line-index.ts';
import { changeBetween, type TextChange } from '../text/text-change.ts';
import { scanDocument, scannedFrom, type ScanSetUp } from './scan-document.ts';

/** Shorter texts are scanned as a whole, which takes less than a third of a millisecond. What is asked of short texts alone, such as
 *  whether they are notes, is so never asked of a text that is followed. */
export const shortestFollowed = 8 * 1024;

/** A change that leaves so much less than that of a text behind is as good as another text. */
const shareKept = 0.5;

/** One detector with what it saw. */
interface Follower {
  readonly detector: Detector;
  readonly followed: FollowedDetection | undefined;
}

export class FollowedDocument {
  readonly #path: string;
  readonly #setUp: ScanSetUp;
  readonly #shortest: number;
  #text = '';
  /** Undefined for a text that is scanned as a whole. */
  #followers: readonly Follower[] | undefined;
  #lines: LineIndex | undefined;

  /** @param shortest  followed texts have at least so many characters */
  constructor(path: string, setUp: ScanSetUp, shortest = shortestFollowed) {
    this.#path = path;
    this.#setUp = setUp;
    this.#shortest = shortest;
  }

  /** What `scanDocument` gives for a text. Fast when it is the one before with an edit. Never throws. */
  scan(text: string): ScannedDocument {
    const document = { path: this.#path, text };
    const change = changeBetween(this.#text, text);
    const isEdit = change === undefined || change.oldEnd - change.start < this.#text.length * shareKept;
    this.#text = text;
    if (text.length < this.#shortest) return this.#scanWhole(document);
    try {
      const detections =
        this.#followers === undefined || !isEdit
          ? this.#follow(document)
          : this.#detect(this.#followers, document, change);
      return scannedFrom(document, { detections, failures: [] }, this.#setUp, () => this.#lineIndex());
    } catch {
      // A detector broke: the whole scan names it, and goes on without.
      return this.#scanWhole(document);
    }
  }

  #scanWhole(document: TextDocument): ScannedDocument {
    this.#followers = undefined;
    this.#lines = undefined;
    return scanDocument(document, this.#setUp);
  }

  #follow(document: TextDocument): readonly Detection[] {
    this.#lines = undefined;
    const followers = this.#setUp.detectors
      .filter((detector) => detector.appliesTo(document.path))
      .map((detector): Follower => ({ detector, followed: detector.follow?.(document, this.#setUp) }));
    this.#followers = followers;
    return this.#detect(followers, document, undefined);
  }

  /** @param change  absent: the text is the one that the followers know */
  #detect(
    followers: readonly Follower[],
    document: TextDocument,
    change: TextChange | undefined,
  ): readonly Detection[] {
    if (change !== undefined) this.#lines = this.#lines?.edited(document.text, change);
    return followers.map(({ detector, followed }) => {
      if (followed === undefined) return detector.detect(document, this.#setUp);
      if (change !== undefined) followed.edit(document, change);
      return followed.now;
    });
  }

  #lineIndex(): LineIndex {
    return (this.#lines ??= new LineIndex(this.#text));
  }
}
