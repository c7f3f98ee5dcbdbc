// `builtin:recommended`: what holds where no company has said anything, and the preset that most policies start from.
// It warns and never blocks, and it leaves open which tools are cleared: only a company can say that.

import { builtinTextOf } from './builtin-texts.ts';
import { parsePolicy } from './parse.ts';
import type { PolicyLayer } from './policy.ts';

export const builtinSource = 'builtin:recommended';

let layer: PolicyLayer | undefined;

/** The built-in text as a layer. Cached. */
export function builtinLayer(): PolicyLayer {
  if (layer === undefined) {
    const { document, places } = parsePolicy(builtinTextOf(builtinSource) ?? '', builtinSource, 'builtin');
    if (document === undefined) throw new Error('the built-in policy does not parse');
    layer = { layer: 'builtin', source: builtinSource, document, places };
  }
  return layer;
}
