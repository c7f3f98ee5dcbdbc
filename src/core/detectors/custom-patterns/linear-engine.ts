// What runs patterns that others wrote: in time linear in the text, whatever the pattern. Types only; the engine itself is a bundle of
// its own (linear-engine.lazy.ts), loaded when a policy has patterns.

/** A compiled pattern. */
export interface LinearPattern {
  /** The first match at or behind an offset; undefined when there is none. An empty match is none. */
  find(text: string, from: number): { readonly start: number; readonly end: number } | undefined;
}

export interface LinearEngine {
  /** @throws when the pattern is none */
  compile(pattern: string): LinearPattern;
  /** A clock that never goes back, for the time budget. */
  nowMs(): number;
}
