// Where a machine stands with its policy: fresh, signed, in force, and for whom. `policy status` prints it.

import { ringOf } from './rings.ts';
import type { Policy } from './policy.ts';
import { layerInWords, type ShownLayer } from './show.ts';
import { endsSoon } from './terms.ts';
import { momentInWords } from './break-glass.ts';
import { endOf, holds, isOver } from './exceptions.ts';
import { speakersOf } from './listing.ts';

/** Shape of `policy status --format json`. */
export interface PolicyStatus {
  /** `attention` when a layer did not load or a managed policy is missed. */
  readonly state: 'ok' | 'attention';
  readonly layers: readonly ShownLayer[];
  /** Why a managed policy is missed; null when none is. */
  readonly absent: string | null;
  readonly groups: readonly string[];
  /** The ring of the person, for each layer that has rings. */
  readonly rings: readonly { readonly layer: string; readonly ring: string; readonly maxMode: string }[];
  /** Exceptions that hold or begin later. */
  readonly exceptions: readonly {
    readonly id: string;
    readonly rule: string;
    readonly owner: string;
    readonly expires: string;
    readonly state: 'holds' | 'ends-soon' | 'not-yet' | 'break-glass';
    /** Moment at which an exception for an hour ends. ISO 8601, UTC. */
    readonly until?: string;
  }[];
}

/** @param now  UTC day or moment */
export function policyStatus(
  policy: Policy,
  layers: readonly ShownLayer[],
  { absent, now }: { readonly absent: string | undefined; readonly now: string },
): PolicyStatus {
  const isWell = absent === undefined && layers.every(({ state }) => state === 'active' || state === 'stale');
  return {
    state: isWell ? 'ok' : 'attention',
    layers,
    absent: absent ?? null,
    groups: policy.groups ?? [],
    rings: policy.layers.flatMap((layer) => {
      const ring = ringOf(layer, policy);
      return ring === undefined ? [] : [{ layer: layer.layer, ring: ring.id, maxMode: ring.maxMode }];
    }),
    exceptions: policy.layers
      .flatMap((layer) => speakersOf(layer))
      .flatMap(({ document }) => document.exceptions ?? [])
      .filter((exception) => !isOver(exception, now))
      .map((exception) => {
        const { id, rule, owner, expires, breakGlass } = exception;
        if (breakGlass !== undefined) {
          const state = holds(exception, now) ? 'break-glass' : 'not-yet';
          return { id, rule, owner, expires, state, until: new Date(endOf(exception)).toISOString() };
        }
        const state = !holds(exception, now) ? 'not-yet' : endsSoon(exception, now) ? 'ends-soon' : 'holds';
        return { id, rule, owner, expires, state };
      }),
  };
}

/** `policy status` for people. Ends with a line break. */
export function renderStatus({ state, layers, absent, groups, rings, exceptions }: PolicyStatus): string {
  return [
    state === 'ok' ? 'The policy is in force.' : 'Something is wrong with the policy. What holds meanwhile:',
    ...layers.map((layer) => `  ${layerInWords(layer)}`),
    ...(absent === null ? [] : [absent]),
    `Your groups: ${groups.length === 0 ? 'none' : groups.join(', ')}`,
    ...rings.map(
      ({ layer, ring, maxMode }) => `Your ring in the ${layer} policy: ${ring}, in which rules reach ${maxMode}`,
    ),
    ...exceptions.map(({ id, rule, owner, expires, state: term, until }) => {
      const soon = { 'ends-soon': ', soon', 'not-yet': ', not begun yet', 'break-glass': ', break-glass', holds: '' }[
        term
      ];
      const end = until === undefined ? expires : momentInWords(Date.parse(until));
      return `Exception ${id} from ${rule}: until ${end}${soon} (${owner})`;
    }),
    '',
  ].join('\n');
}
