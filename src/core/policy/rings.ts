// The rollout of a policy: which ring a person is in, and how hard rules may bite there.

import { sha256 } from '../text/hash.ts';
import { speakersOf } from './listing.ts';
import { modes, type Mode } from './ladders.ts';
import type { PolicyLayer } from './policy.ts';

/** What rings look at. */
export interface Person {
  readonly groups?: readonly string[];
  /** The same from day to day; absent means in no ring by percent. */
  readonly actor?: string;
}

/** Nobody in particular: in no group, and so in the rings for everybody alone. */
export const nobody: Person = {};

/** Hardest mode of a layer for a person: that of the first ring that fits. Undefined where there are no rings, or none fits. */
export function ringCap(layer: PolicyLayer, person: Person): Mode | undefined {
  return ringOf(layer, person)?.maxMode;
}

/** The ring of a layer that a person is in. A ring with groups and a percentage asks for both. */
export function ringOf(
  layer: PolicyLayer,
  { groups = [], actor }: Person,
): { readonly id: string; readonly maxMode: Mode } | undefined {
  const speaker = speakersOf(layer).find(({ document }) => document.rollout?.rings !== undefined);
  return speaker?.document.rollout?.rings?.find(({ match }) => {
    if (match?.groups !== undefined && !match.groups.some((group) => groups.includes(group))) return false;
    if (match?.percent === undefined) return true;
    return actor !== undefined && shareOf(actor, layer.document.metadata?.serial ?? 0) < match.percent;
  });
}

/** Where a person stands between 0 and 100. Each serial deals anew, so that it is not always the same people who go first. */
export function shareOf(actor: string, serial: number): number {
  const draw = Number.parseInt(sha256(`${actor}\0${String(serial)}`).slice(0, 8), 16);
  return (draw / 0x1_0000_0000) * 100;
}

/** A mode under a cap; undefined stays undefined. */
export function capped(mode: Mode | undefined, cap: Mode | undefined): Mode | undefined {
  if (mode === undefined || cap === undefined) return mode;
  return modes.indexOf(mode) <= modes.indexOf(cap) ? mode : cap;
}
