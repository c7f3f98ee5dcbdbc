// What changes between two versions of a policy, verdict by verdict: what gets stricter, what laxer, what is said for the first time.
// The words of a text do not count here. `policy diff` prints it.

import type { Catalog } from '../catalog/catalog.ts';
import type { Direction, PolicyChange } from './diff-change.ts';
import { fieldChanges } from './diff-fields.ts';
import { ruleChanges } from './diff-rules.ts';
import { verdictChanges } from './diff-verdicts.ts';
import type { Policy } from './policy.ts';

/** Shape of `policy diff --format json`. */
export type PolicyDiff = Readonly<Record<Direction, readonly PolicyChange[]>>;

/** Compare two policies. Both empty lists mean that nobody is told anything else than before.
 *  @param now  UTC day or moment; exceptions that are over by then do not count */
export function diffPolicies(old: Policy, next: Policy, catalog: Catalog, now: string): PolicyDiff {
  const versions = { old, next };
  const found = [
    ...verdictChanges(
      versions,
      catalog.tools.map(({ id }) => id),
    ),
    ...fieldChanges(versions),
    ...ruleChanges(versions, now),
  ];
  const those = (direction: Direction): readonly PolicyChange[] =>
    found.flatMap(({ direction: its, ...change }) => (its === direction ? [change] : []));
  return { stricter: those('stricter'), laxer: those('laxer'), new: those('new') };
}

const titles: readonly (readonly [Direction, string])[] = [
  ['laxer', 'Laxer'],
  ['stricter', 'Stricter'],
  ['new', 'New'],
];

/** A comparison in lines, what is laxer first. */
export function renderPolicyDiff(diff: PolicyDiff): string {
  const parts = titles.flatMap(([direction, title]) => {
    const changes = diff[direction];
    if (changes.length === 0) return [];
    const width = Math.max(...changes.map(({ path }) => path.length));
    return [
      `${title} (${String(changes.length)})`,
      ...changes.map(({ path, message, at }) => {
        const place = at === undefined ? '' : `  ${at.file}:${String(at.line)}:${String(at.column)}`;
        return `  ${path.padEnd(Math.min(width, 40))}  ${message}${place}`;
      }),
      '',
    ];
  });
  return parts.length === 0 ? 'Both say the same.\n' : parts.join('\n');
}
