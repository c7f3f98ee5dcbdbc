// Looks for the patterns of a policy: where one of their keywords stands, in a window around it, within a budget of time.

import type { OffPattern } from '../../model/finding.ts';
import type { Detector } from '../detector.ts';
import { OnePass } from '../sensitive-data/one-pass.ts';
import type { Probe, Reading } from '../sensitive-data/probe.ts';
import type { LinearEngine, LinearPattern } from './linear-engine.ts';
import type { OwnPattern } from './own-patterns.ts';

/** A match is found when it begins within so many characters of a keyword, on either side, and is no longer than that. */
export const reach = 256;
/** So much is searched at once at most, so that the budget is looked at in between. */
const longestSpan = 4096;
/** Time that one pattern may take in one document. A pattern that takes longer is switched off. */
const budgetMs = 250;

/** The detector of some patterns.
 *  @param patterns  vetted: see own-patterns.ts */
export function customPatternsDetector(patterns: readonly OwnPattern[], engine: LinearEngine): Detector {
  const probes = patterns.map((pattern) => new PatternProbe(pattern, engine));
  let pass: OnePass | undefined;
  return {
    id: 'custom-patterns',
    rules: [],
    appliesTo: () => true,
    detect: (document) => {
      pass ??= new OnePass(probes);
      const matches = [...pass.read(document)].sort((a, b) => a.startOffset - b.startOffset);
      const off = probes.flatMap((probe) => probe.takeOff() ?? []);
      return off.length === 0 ? { matches } : { matches, offPatterns: off };
    },
  };
}

/** What has been searched of one document, and the stretch around keywords that is to be searched next. */
interface Progress {
  from: number;
  to: number;
  spentMs: number;
}

class PatternProbe implements Probe {
  readonly keywords: readonly string[];
  readonly ruleId: string;
  readonly #source: string;
  readonly #engine: LinearEngine;
  #compiled: LinearPattern | undefined;
  #isOff = false;
  #newlyOff: OffPattern | undefined;

  constructor({ ruleId, pattern, keywords }: OwnPattern, engine: LinearEngine) {
    this.ruleId = ruleId;
    this.keywords = keywords;
    this.#source = pattern;
    this.#engine = engine;
  }

  look(reading: Reading, start: number, end: number): void {
    if (this.#isOff) return;
    const progress = reading.stateOf<Progress>(this, () => ({ from: 0, to: 0, spentMs: 0 }));
    const [from, to] = [Math.max(0, start - reach), Math.min(reading.text.length, end + reach)];
    if (from > progress.to || to - progress.from > longestSpan) {
      this.#search(reading, progress);
      progress.from = Math.max(from, progress.to - reach);
    }
    progress.to = to;
  }

  finish(reading: Reading): void {
    if (this.#isOff) return;
    this.#search(
      reading,
      reading.stateOf<Progress>(this, () => ({ from: 0, to: 0, spentMs: 0 })),
    );
  }

  /** That it was switched off, said once. */
  takeOff(): OffPattern | undefined {
    const off = this.#newlyOff;
    this.#newlyOff = undefined;
    return off;
  }

  #search(reading: Reading, progress: Progress): void {
    const { text } = reading;
    const { from, to } = progress;
    if (to <= from) return;
    const began = this.#engine.nowMs();
    const compiled = this.#compile();
    if (compiled === undefined) return;
    // One character more on either side, and the rest of a match: `^`, `$` and `\b` see what stands around.
    const edge = from === 0 ? 0 : 1;
    const window = text.slice(from - edge, to + reach);
    for (let at = edge; ;) {
      const hit = compiled.find(window, at);
      if (hit === undefined || hit.start >= to - from + edge) break;
      const startOffset = from - edge + hit.start;
      reading.report({
        ruleId: this.ruleId,
        startOffset,
        endOffset: startOffset + (hit.end - hit.start),
        confidence: 'medium',
        valueBits: 0,
        previewable: false,
      });
      at = hit.end;
    }
    progress.spentMs += this.#engine.nowMs() - began;
    if (progress.spentMs <= budgetMs) return;
    this.#switchOff('slow');
  }

  #compile(): LinearPattern | undefined {
    try {
      return (this.#compiled ??= this.#engine.compile(this.#source));
    } catch {
      this.#switchOff('unreadable');
      return undefined;
    }
  }

  #switchOff(because: OffPattern['because']): void {
    this.#isOff = true;
    this.#newlyOff = { ruleId: this.ruleId, because };
  }
}
