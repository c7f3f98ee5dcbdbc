// What the usage log says of policies that could not be used. Both shells write it.

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
