// `builtin:recommended`: what holds where no company has said anything, and the preset that `extends` can name.
// It warns and never blocks, and it leaves open which tools are cleared: only a company can say that.

import { parsePolicy } from './parse.ts';
import type { PolicyLayer } from './policy.ts';

export const builtinSource = 'builtin:recommended';

/** The text is kept as text, so that explain and hover can show its lines like those of any other policy. */
export const builtinText = `apiVersion: handrail/v1
kind: Policy
metadata:
  name: builtin:recommended
  version: '1'
  changes: The starting point when a company has not said anything yet
mode: warn
mcpServers:
  requirePinnedVersions: true
data:
  classes:
    - id: public
      plain: Anyone may read it
    - id: internal
      plain: Fine for colleagues
    - id: confidential
      plain: Customers, people, prices, and keys to systems
      detectors: [credential, personal]
    - id: regulated
      plain: Health, card and identity data
      detectors: [payment, health]
  default: internal
  exclude: ['**/.env*', '**/secrets/**', '**/*.pem', '**/*.key']
`;

let layer: PolicyLayer | undefined;

/** The built-in text as a layer. Cached. */
export function builtinLayer(): PolicyLayer {
  if (layer === undefined) {
    const { document, places } = parsePolicy(builtinText, builtinSource, 'builtin');
    if (document === undefined) throw new Error('the built-in policy does not parse');
    layer = { layer: 'builtin', source: builtinSource, document, places };
  }
  return layer;
}
