// The one pass over a text that is edited. After an edit the places near it are sifted and looked at again; all others move along with what
// was said of them. Finds what a pass over the whole text finds: sifting remembers nothing, and what `look` remembers is kept for each place.

import type { DetectedMatch } from '../detector.ts';
import type { TextChange } from '../../text/text-change.ts';
import type { TextDocument } from '../../model/document.ts';
import { Claims } from './claims.ts';
import type { OnePass } from './one-pass.ts';
import { classifyPath, type PathClass } from './path-class.ts';
import { siftReach, type Probe, type Reading } from './probe.ts';
import { isDigit, type Place } from './sieve.ts';

/** What a probe remembers, as distances from a place; undefined while it has nothing to remember. */
type Memory = Readonly<Record<string, number>> | undefined;

/** One probe on its way through the text. */
interface Walker {
  readonly probe: Probe;
  /** What it remembers behind the last place, and where that begins. */
  memory: Memory;
  at: number;
}

interface Said {
  readonly match: DetectedMatch;
  readonly isClaim: boolean;
}

/** A place with what was said of it. */
interface FollowedPlace {
  readonly walker: Walker;
  readonly isRun: boolean;
  start: number;
  end: number;
  /** Undefined until it was looked at. */
  said?: readonly Said[];
  /** What the probe remembered when it came, and when it left. */
  before?: Memory;
  after?: Memory;
}

const nothing: readonly Said[] = [];

export class FollowedPass {
  readonly #pass: OnePass;
  readonly #walkers = new Map<Probe, Walker>();
  #places: FollowedPlace[];
  #matches: readonly DetectedMatch[];

  constructor(pass: OnePass, document: TextDocument) {
    this.#pass = pass;
    this.#places = this.#placesIn(document, 0, document.text.length);
    this.#matches = this.#lookAround(document, { start: 0, oldEnd: 0, newEnd: document.text.length });
  }

  /** As `OnePass.read` gives them for the text as it is now. */
  get matches(): readonly DetectedMatch[] {
    return this.#matches;
  }

  /** @param document  the text after the change. Throws what a probe throws, and is of no use any more then. */
  edit(document: TextDocument, change: TextChange): void {
    const { start, oldEnd, newEnd } = change;
    const first = start - siftReach;
    const kept = this.#places.filter((place) => place.end <= first || place.start >= oldEnd + siftReach);
    for (const place of kept) if (place.start >= oldEnd) move(place, newEnd - oldEnd);
    this.#places = merged(kept, this.#placesIn(document, first, newEnd + siftReach));
    this.#matches = this.#lookAround(document, change);
  }

  /** Places that end behind `from` and begin before `to`. */
  #placesIn({ path, text }: TextDocument, from: number, to: number): FollowedPlace[] {
    const { sieve } = this.#pass;
    // The automaton has to have read a whole word, and a run of digits is one place however long it is.
    let first = Math.max(0, from - sieve.longestWord);
    while (first > 0 && isDigit(text.charCodeAt(first - 1))) first--;
    let last = Math.min(text.length, to + sieve.longestWord);
    while (last < text.length && isDigit(text.charCodeAt(last))) last++;
    const begin = Math.max(0, first - siftReach);
    const length = Math.min(text.length, last + siftReach) - begin;
    const units = new Uint16Array(length + siftReach);
    for (let index = 0; index < length; index++) units[index] = text.charCodeAt(begin + index);
    return sieve
      .sift({ units, length: text.length, path, pathClass: classifyPath(path) }, length)
      .filter((place) => place.end + begin > from && place.start + begin < to)
      .map((place) => this.#followed(place, begin));
  }

  #followed({ probe, start, end, isRun }: Place, begin: number): FollowedPlace {
    let walker = this.#walkers.get(probe);
    if (walker === undefined) this.#walkers.set(probe, (walker = { probe, memory: undefined, at: 0 }));
    return { walker, isRun, start: start + begin, end: end + begin };
  }

  #lookAround(document: TextDocument, { start, newEnd }: TextChange): readonly DetectedMatch[] {
    const reading = new FollowedReading(document);
    for (const walker of this.#walkers.values()) walker.memory = undefined;
    for (const place of this.#places) {
      const { walker } = place;
      const reach = walker.probe.reach;
      const isFar = reach !== undefined && (place.end + reach <= start || place.start - reach >= newEnd);
      if (isFar && place.said !== undefined && remembersTheSame(walker, place, reach)) {
        walker.memory = place.after;
        walker.at = place.start;
        reading.repeat(place.said);
      } else reading.look(place);
    }
    this.#pass.finish(reading);
    return reading.matches;
  }
}

/** Hands a text to probes, and keeps what they say and remember. */
class FollowedReading implements Reading {
  readonly text: string;
  readonly path: string;
  readonly pathClass: PathClass;
  readonly matches: DetectedMatch[] = [];
  readonly #claims = new Claims();
  readonly #states = new Map<object, unknown>();
  #said: Said[] = [];
  /** Of the probe that looks now; undefined while it has not asked for it. */
  #walker: Walker | undefined;
  #memory: Record<string, number> | undefined;

  constructor({ path, text }: TextDocument) {
    this.text = text;
    this.path = path;
    this.pathClass = classifyPath(path);
  }

  get length(): number {
    return this.text.length;
  }

  look(place: FollowedPlace): void {
    const { walker, start, end } = place;
    if (walker.probe.reach === undefined) {
      walker.probe.look(this, start, end);
      return;
    }
    this.#walker = walker;
    this.#memory = moved(walker.memory, walker.at);
    this.#said = [];
    place.before = moved(this.#memory, -start);
    walker.probe.look(this, start, end);
    place.after = moved(this.#memory, -start);
    place.said = this.#said.length === 0 ? nothing : this.#said;
    walker.memory = place.after;
    walker.at = start;
    this.#walker = undefined;
  }

  /** What was said of a place the last time. */
  repeat(said: readonly Said[]): void {
    for (const each of said) this.#take(each);
  }

  report(match: DetectedMatch): void {
    this.#say({ match, isClaim: false });
  }

  claim(match: DetectedMatch): void {
    this.#say({ match, isClaim: true });
  }

  stateOf<State>(owner: object, create: () => State): State {
    if (this.#walker !== undefined && owner === this.#walker.probe) {
      // What a probe with a reach remembers are offsets, says its contract.
      this.#memory ??= create() as Record<string, number>;
      return this.#memory as State;
    }
    const known = this.#states.get(owner) as State | undefined;
    if (known !== undefined) return known;
    const made = create();
    this.#states.set(owner, made);
    return made;
  }

  #say(said: Said): void {
    if (this.#walker !== undefined) this.#said.push(said);
    this.#take(said);
  }

  #take({ match, isClaim }: Said): void {
    if (!isClaim || this.#claims.take(match)) this.matches.push(match);
  }
}

/** Whether what a probe remembers now is, as far as it matters at a place, what it remembered there the last time. */
function remembersTheSame({ memory, at }: Walker, { before, start }: FollowedPlace, reach: number): boolean {
  const names = memory ?? before;
  if (names === undefined) return true;
  for (const name in names) {
    const now = memory === undefined ? -Infinity : (memory[name] ?? 0) + at - start;
    const then = before?.[name] ?? -Infinity;
    if (now !== then && (now > -reach || then > -reach)) return false;
  }
  return true;
}

function moved(memory: Memory, by: number): Record<string, number> | undefined {
  if (memory === undefined) return undefined;
  const copy: Record<string, number> = {};
  for (const name in memory) copy[name] = (memory[name] ?? 0) + by;
  return copy;
}

function move(place: FollowedPlace, by: number): void {
  place.start += by;
  place.end += by;
  if (place.said === undefined || place.said.length === 0) return;
  place.said = place.said.map(({ match, isClaim }) => ({
    match: { ...match, startOffset: match.startOffset + by, endOffset: match.endOffset + by },
    isClaim,
  }));
}

/** Two lists of places as the sieve would have given them in one. */
function merged(one: readonly FollowedPlace[], other: readonly FollowedPlace[]): FollowedPlace[] {
  const all: FollowedPlace[] = [];
  let next = 0;
  for (const place of one) {
    for (let rival = other[next]; rival !== undefined && comesBefore(rival, place); rival = other[++next])
      all.push(rival);
    all.push(place);
  }
  for (let rival = other[next]; rival !== undefined; rival = other[++next]) all.push(rival);
  return all;
}

// Of the words that end at the same unit the longest comes first, then a run of digits.
function comesBefore(one: FollowedPlace, other: FollowedPlace): boolean {
  if (one.end !== other.end) return one.end < other.end;
  return one.isRun === other.isRun ? one.start < other.start : other.isRun;
}
