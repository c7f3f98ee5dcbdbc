// What the usage log says of policies that could not be used, and of exceptions for an hour. Both shells write it.

import type { BrokenGlass } from '../core/policy/break-glass.ts';
import type { LayerName } from '../core/policy/policy.ts';
import type { UsageEvent } from '../core/usage/event.ts';

/** One event for each layer that did not load: which reason, and what holds instead. Nothing of its text. */
export function rejectionEvents(
  rejected: readonly {
    readonly layer: LayerName;
    readonly issues: readonly { readonly code: string }[];
    readonly lastGoodHolds: boolean;
  }[],
  inForce: readonly { readonly layer: LayerName }[],
): readonly UsageEvent[] {
  const isBuiltin = inForce.some(({ layer }) => layer === 'builtin');
  return rejected.flatMap(({ layer, issues, lastGoodHolds }): readonly UsageEvent[] =>
    layer === 'builtin'
      ? []
      : [
          {
            eventName: 'handrail.policy.rejected',
            attributes: {
              'handrail.reject.reason': issues[0]?.code ?? 'policy/unreadable',
              'handrail.policy.source': layer,
              'handrail.fallback': lastGoodHolds ? 'last-known-good' : isBuiltin ? 'builtin' : 'none',
            },
          },
        ],
  );
}

/** One event for each exception that holds for an hour now. */
export function breakGlassEvents(glass: readonly BrokenGlass[]): readonly UsageEvent[] {
  return glass.filter(({ state }) => state === 'holds').map((each) => glassEvent(each, 'break_glass'));
}

/** One event for each exception whose hour has ended. */
export function breakGlassOverEvents(glass: readonly BrokenGlass[]): readonly UsageEvent[] {
  return glass.map((each) => glassEvent(each, 'expired'));
}

function glassEvent({ id, rule, until }: BrokenGlass, state: 'break_glass' | 'expired'): UsageEvent {
  return {
    eventName: 'handrail.exception.changed',
    attributes: {
      'handrail.exception.id': id,
      'handrail.rule.id': rule,
      'handrail.state': state,
      'handrail.expires': until.slice(0, 10),
    },
  };
}
