// The contract of a code probe: something to look for in the lines of code files. Rows are in this folder, code-probes.ts lists them.

/** Where a probe may match. `client` is code that a browser receives; `any` leaves tests, examples and documents out. */
export type ProbeScope = 'any' | 'client' | 'test' | 'settings';

export interface CodeProbe {
  readonly scope: ProbeScope;
  /** One of these must be in the line (case as written) before the pattern is tried. */
  readonly keywords: readonly string[];
  /** Tried on each line that holds a keyword; lines are cut at 2000 characters. */
  readonly pattern: RegExp;
  /** Lines read together from the one with the keyword on; absent means that line alone. */
  readonly lines?: number;
  /** Only in files whose text matches. */
  readonly onlyIn?: RegExp;
  /** Not in files whose text matches: they do something about it. */
  readonly unlessIn?: RegExp;
  /** Not in files of these paths. */
  readonly notAt?: RegExp;
  /** Shown as evidence. `$1` is the first group: only for groups that can hold no secret. */
  readonly note: string;
  /** Lines that must match the pattern, and lines that look alike and must not. Used by tests. */
  readonly hits: readonly string[];
  readonly misses: readonly string[];
}
