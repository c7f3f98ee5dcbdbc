// One difference between two policies, and the ways in which a value can be the stricter one. The parts of the comparison share it.

import type { PolicyReference } from '../model/finding.ts';
import type { Policy } from './policy.ts';

export type Direction = 'stricter' | 'laxer' | 'new';

/** One thing that the two policies see differently. */
export interface PolicyChange {
  /** As `policy explain` takes it, such as `tools.openai`. */
  readonly path: string;
  /** Null where a policy says nothing. */
  readonly before: unknown;
  readonly after: unknown;
  /** For people: what changes for whom. */
  readonly message: string;
  /** The line of the new policy; of the old one for what is gone. */
  readonly at?: PolicyReference;
}

/** A change with its direction, as the parts of the comparison report it. */
export interface FoundChange extends PolicyChange {
  readonly direction: Direction;
}

/** Two policies that are compared. */
export interface Versions {
  readonly old: Policy;
  readonly next: Policy;
}

/** Where a change stands. */
export type At = Pick<FoundChange, 'at'>;

/** Values on a ladder, laxest first; what says nothing stands below it. */
export function ladderChange(
  path: string,
  ladder: readonly unknown[],
  before: unknown,
  after: unknown,
  at: At,
): readonly FoundChange[] {
  const [one, other] = [before, after].map((value) => Math.max(0, ladder.indexOf(value)));
  if (one === undefined || other === undefined || one === other) return [];
  return [changed(other > one ? 'stricter' : 'laxer', path, before, after, at)];
}

/** Numbers; what says nothing counts as `laxest`. */
export function numberChange(
  path: string,
  before: unknown,
  after: unknown,
  isStricter: (one: number, other: number) => boolean,
  laxest: number,
  at: At,
): readonly FoundChange[] {
  const [one, other] = [before, after].map((value) => (typeof value === 'number' ? value : laxest));
  if (one === undefined || other === undefined || one === other) return [];
  return [changed(isStricter(one, other) ? 'stricter' : 'laxer', path, before, after, at)];
}

type SetMeaning = 'more is stricter' | 'more is laxer' | 'fewer is stricter';

/** Sets of names. Where fewer is stricter, no list at all means everything. */
export function setChanges(
  path: string,
  before: unknown,
  after: unknown,
  meaning: SetMeaning,
  at: At,
): readonly FoundChange[] {
  const [one, other] = [listOf(before), listOf(after)];
  const isAll = meaning === 'fewer is stricter';
  const added = isAll && one === undefined ? [] : (other ?? []).filter((each) => one?.includes(each) !== true);
  const gone = isAll && other === undefined ? [] : (one ?? []).filter((each) => other?.includes(each) !== true);
  const isOpened = isAll && one !== undefined && other === undefined;
  const isClosed = isAll && one === undefined && other !== undefined;
  const more = meaning === 'more is stricter' ? 'stricter' : 'laxer';
  const less = more === 'stricter' ? 'laxer' : 'stricter';
  const found = (direction: 'stricter' | 'laxer', message: string): FoundChange => ({
    ...changed(direction, path, before, after, at),
    message,
  });
  return [
    ...(added.length > 0 ? [found(more, `also ${added.join(', ')}`)] : []),
    ...(gone.length > 0 ? [found(less, `no longer ${gone.join(', ')}`)] : []),
    ...(isOpened ? [found('laxer', 'no longer limited')] : []),
    ...(isClosed ? [found('stricter', `limited to ${other.join(', ') || 'nothing'}`)] : []),
  ];
}

/** @returns the change, in words of its values */
export function changed(
  direction: 'stricter' | 'laxer',
  path: string,
  before: unknown,
  after: unknown,
  at: At,
): FoundChange {
  const message = `${inWords(before)} → ${inWords(after)}`;
  return { direction, path, before: before ?? null, after: after ?? null, message, ...at };
}

function inWords(value: unknown): string {
  if (value === undefined || value === null) return 'nothing said';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function listOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value)
    ? value.map((each: unknown) => (typeof each === 'string' ? each : JSON.stringify(each)))
    : undefined;
}
