// What the exit code says. Source: product.md §3

export const exitCode = {
  /** Nothing at or above the threshold. */
  clean: 0,
  /** Findings at or above it, not ready, out of date. */
  findings: 1,
  /** Wrong use, or a policy that is bad, unverifiable or expected and absent. */
  refused: 2,
  /** Our own fault. */
  fault: 3,
} as const;
