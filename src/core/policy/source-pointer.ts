// `source.json` of the managed folder: where the organisation's policy is fetched, which keys vouch for it, which groups this machine's
// people are in. An administrator ships it once; the policy itself moves by HTTPS.

import * as z from 'zod';
import type { Issue } from '../model/errors.ts';
import { pointerOf, readYaml } from '../text/yaml-document.ts';
import { issueAt } from './parse.ts';
import { badAddress } from './parent-reference.ts';
import { trustedKey } from './schema-entries.ts';
import type { TrustedKey } from './signature.ts';

export interface PolicyPointer {
  /** Of the organisation's policy; its signature lies at the same address with `.sig` behind it. */
  readonly url: string;
  /** [] when the policy need not be signed. */
  readonly keys: readonly TrustedKey[];
  /** How many different keys must have signed; at least 1. */
  readonly threshold: number;
  /** Lowest serial that counts. */
  readonly minSerial?: number;
  /** Groups of the people on this machine; absent where the environment may say. */
  readonly groups?: readonly string[];
}

const pointerSchema = z.object({
  url: z.string().max(2000),
  keys: z.array(trustedKey).max(20).optional(),
  threshold: z.int().min(1).max(20).optional(),
  minSerial: z.int().min(0).optional(),
  groups: z.array(z.string().min(1).max(200)).max(5000).optional(),
});

/** Read the text of `source.json`. Keys that are not known are left to newer versions.
 *  Codes: those of readYaml with `policy/` in front, policy/bad-pointer */
export function readPolicyPointer(
  text: string,
  file: string,
): { readonly pointer: PolicyPointer } | { readonly issues: readonly Issue[] } {
  // JSON is YAML as well, and read as that it has places.
  const yaml = readYaml(text, file);
  if (yaml.issues.length > 0) {
    return { issues: yaml.issues.map((issue) => ({ ...issue, code: issue.code.replace(/^yaml\//, 'policy/') })) };
  }
  const result = pointerSchema.safeParse(yaml.value);
  if (!result.success) {
    return {
      issues: result.error.issues.map((issue) => {
        const name = issue.path.length === 0 ? 'This file' : `"${issue.path.map(String).join('.')}"`;
        const message = `${name} is not as needed (${issue.message}). Write {"url": "https://...", "keys": [], "minSerial": 0, "groups": []}.`;
        return issueAt(yaml, yaml.placeOf(pointerOf(issue.path)), 'policy/bad-pointer', message);
      }),
    };
  }
  const { url, keys = [], threshold = 1, minSerial, groups } = result.data;
  const wrong = badAddress(url);
  if (wrong !== undefined) return { issues: [issueAt(yaml, yaml.placeOf('/url'), 'policy/bad-pointer', wrong)] };
  return {
    pointer: {
      url,
      keys,
      threshold,
      ...(minSerial === undefined ? {} : { minSerial }),
      ...(groups === undefined ? {} : { groups }),
    },
  };
}
