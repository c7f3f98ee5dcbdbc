// The contract between the one pass over a text and everything that is looked for in it. Credentials and personal data
// are both probes: a keyword or a trigger says where to look, an expression anchored there says what stands there.

import type { DetectedMatch } from '../detector.ts';
import type { PathClass } from './path-class.ts';

/** One document while it is read. */
export interface Reading {
  readonly text: string;
  /** Posix, relative to the workspace root. */
  readonly path: string;
  readonly pathClass: PathClass;
  /** Of the text, known before it is a string. */
  readonly length: number;
  report(match: DetectedMatch): void;
  /** Reports a match unless the one that was claimed before it overlaps it: the first probe to speak of a value knows most of it.
   *  Stretches of a hundred characters and more are tables or documents, and stand beside what is in them. */
  claim(match: DetectedMatch): void;
  /** What a probe remembers of this document, made at first use. @param owner  the probe, or what several share */
  stateOf<State>(owner: object, create: () => State): State;
}

/** Places without a keyword: `digits` is a whole run of two or more ASCII digits, where the path is not that of a file made by a
 *  machine; `at-sign` is each `@`; `dot` is each `.` behind twenty or more characters of a token (letters, digits, `_`, `-`) and
 *  before another one. */
export type Trigger = 'digits' | 'at-sign' | 'dot';

/** A document at first sight, before it is a string. */
export interface Page {
  /** UTF-16 units of the text; zeros stand behind the last one. */
  readonly units: Uint16Array;
  readonly length: number;
  readonly path: string;
  readonly pathClass: PathClass;
}

/** One thing that is looked for, or a family of them. */
export interface Probe {
  /** Compared without regard to ASCII case; may hold other letters, which are compared as they are. */
  readonly keywords?: readonly string[];
  readonly triggers?: readonly Trigger[];
  /** Whether `look` could report anything at a place. Asked first, since most places fall to their next few characters. Reads
   *  at most `siftReach` units around the place and remembers nothing, so that places far from an edit need not be asked again. Of
   *  the length it may know whether the text is a note. Absent: always. */
  sift?(page: Page, start: number, end: number): boolean;
  /** So many units on either side of a place are all that `look` knows of the text, whether it is a note apart, and all it remembers is
   *  its own state of a few offsets, none of which matters so far behind the last one. After an edit a place is looked at again only
   *  when the edit is within reach. Absent: at each edit, for what is counted over a document or reads on without bounds. */
  readonly reach?: number;
  /** Called in the order of the text for each place where one of the keywords or triggers stands, which is [start, end),
   *  and that `sift` lets through. Reads a bounded window around it and nothing else, so that the pass stays linear. */
  look(reading: Reading, start: number, end: number): void;
  /** Called once behind the last `look`, for what is counted over a document. */
  finish?(reading: Reading): void;
}

/** Farthest that `sift` reads from a place, in units. */
export const siftReach = 256;

/** Runs a sticky expression at one offset. @returns null when it does not match there */
export function matchAt(expression: RegExp, text: string, offset: number): RegExpExecArray | null {
  expression.lastIndex = offset;
  return expression.exec(text);
}
