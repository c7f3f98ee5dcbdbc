// The issue for an attempt to loosen: at the line of the lower layer, with the line it contradicts.

import type { Issue } from '../model/errors.ts';
import type { PolicyReference } from '../model/finding.ts';
import type { YamlDocument } from '../text/yaml-document.ts';
import { issueAt } from './parse.ts';
import type { PolicyLayer } from './policy.ts';

/** @param pointer  of the value in the lower layer
 *  @param limit  the layer that closes it, and where */
export function attempt(
  yaml: YamlDocument,
  pointer: string,
  message: string,
  limit: { readonly layer: PolicyLayer; readonly place?: PolicyReference },
  code = 'policy/loosening',
): Issue {
  const { layer, place } = limit;
  const related = {
    file: place?.file ?? layer.source,
    line: place?.line ?? 1,
    column: place?.column ?? 1,
    message: `the ${layer.layer} policy says so here`,
  };
  return issueAt(yaml, yaml.placeOf(pointer), code, message, { related });
}

/** A layer in words. */
export function who(layer: PolicyLayer): string {
  return layer.layer === 'builtin' ? 'the built-in policy' : `the ${layer.layer} policy`;
}
