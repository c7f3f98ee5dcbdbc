// The one pass over a text. It knows nothing of what is looked for; probes do. First the text is sifted, then the probes look at the places
// that are left. Cost: one table step a character, and what probes read.

import type { DetectedMatch } from '../detector.ts';
import type { TextDocument } from '../../model/document.ts';
import type { Page, Probe, Reading } from './probe.ts';
import { lengthOf, unitsOf } from '../../text/units.ts';
import { Claims } from './claims.ts';
import { classifyPath, type PathClass } from './path-class.ts';
import { Sieve } from './sieve.ts';

/** Probes made ready to run over many documents. */
export class OnePass {
  readonly sieve: Sieve;
  readonly #finishing: readonly Probe[];

  constructor(probes: readonly Probe[]) {
    this.sieve = new Sieve(probes);
    this.#finishing = probes.filter((probe) => probe.finish !== undefined);
  }

  /** All that the probes report, in the order in which they did. Throws what a probe throws. */
  read(document: TextDocument): readonly DetectedMatch[] {
    const { path } = document;
    const pathClass = classifyPath(path);
    const page: Page = { units: unitsOf(document), length: lengthOf(document), path, pathClass };
    const reading = new OpenReading(document, pathClass);
    for (const { probe, start, end } of this.sieve.sift(page)) probe.look(reading, start, end);
    this.finish(reading);
    return reading.matches;
  }

  /** What is left to say when all places of a document were looked at. */
  finish(reading: Reading): void {
    for (const probe of this.#finishing) probe.finish?.(reading);
  }
}

class OpenReading implements Reading {
  readonly path: string;
  readonly pathClass: PathClass;
  readonly matches: DetectedMatch[] = [];
  readonly #document: TextDocument;
  readonly #states = new Map<object, unknown>();
  readonly #claims = new Claims();

  constructor(document: TextDocument, pathClass: PathClass) {
    this.path = document.path;
    this.pathClass = pathClass;
    this.#document = document;
  }

  get text(): string {
    return this.#document.text;
  }

  get length(): number {
    return lengthOf(this.#document);
  }

  report(match: DetectedMatch): void {
    this.matches.push(match);
  }

  claim(match: DetectedMatch): void {
    if (this.#claims.take(match)) this.matches.push(match);
  }

  stateOf<State>(owner: object, create: () => State): State {
    // A state is only ever read by the owner that made it.
    const known = this.#states.get(owner) as State | undefined;
    if (known !== undefined) return known;
    const made = create();
    this.#states.set(owner, made);
    return made;
  }
}
