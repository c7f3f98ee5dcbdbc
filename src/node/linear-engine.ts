// Loads what runs the patterns of a policy, where it has some.

import type { LinearEngine } from '../core/detectors/custom-patterns/linear-engine.ts';
import { scannedPatterns, type OwnPattern } from '../core/detectors/custom-patterns/own-patterns.ts';
import type { Policy } from '../core/policy/policy.ts';

/** The engine that a policy needs; undefined when it has no patterns of its own. */
export async function linearEngineFor(policy: Policy): Promise<LinearEngine | undefined> {
  return loadLinearEngine(scannedPatterns(policy));
}

/** The engine that some patterns need; undefined when there are none. */
export async function loadLinearEngine(patterns: readonly OwnPattern[]): Promise<LinearEngine | undefined> {
  if (patterns.length === 0) return undefined;
  const { linearEngine } = await import('../core/detectors/custom-patterns/linear-engine.lazy.ts');
  return linearEngine(() => performance.now());
}
