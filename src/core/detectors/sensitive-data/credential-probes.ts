// All probes for credentials, and what is left when several of them see the same value.

import type { CredentialRow } from '../../catalog/credential-row.ts';
import type { DetectedMatch } from '../detector.ts';
import type { Probe } from './probe.ts';
import { compileFormat } from '../../catalog/credential-format.ts';
import { credentialRows } from '../../catalog/secrets.ts';
import { structureRows } from '../../catalog/secrets-structures.ts';
import { assignedSecretProbe } from './assigned-secret-probe.ts';
import { contextProbes, type ContextShape } from './context-probe.ts';
import { kubernetesSecretProbe } from './kubernetes-secret-probe.ts';
import { serviceKeyProbe } from './service-key-probe.ts';
import { structureProbes } from './structure-probe.ts';
import { tokenProbe } from './token-probe.ts';

/** In the order in which they are asked at the same place. */
export function credentialProbes(): readonly Probe[] {
  const tokens: Probe[] = [];
  const shapes: ContextShape[] = [];
  for (const row of credentialRows) {
    for (const format of formatsOf(row)) {
      const probe = tokenProbe(row, format);
      if (probe === undefined) shapes.push({ row, format });
      else tokens.push(probe);
    }
  }
  return [
    ...tokens,
    ...structureRows.flatMap(structureProbes),
    ...contextProbes(shapes),
    kubernetesSecretProbe,
    serviceKeyProbe,
    assignedSecretProbe,
  ];
}

function formatsOf(row: CredentialRow): readonly string[] {
  return [row.format, ...(row.otherFormats ?? [])];
}

// Which of two kinds says more about the same value. Names and places that hold any kind say least; among kinds of their own the
// one with the longer prescribed start, so that sk_live_a2V5 is told from sk_live_.
const general: readonly string[] = [
  'assigned-secret',
  'service-key',
  'url-basic-auth',
  'http-bearer-header',
  'http-basic-header',
  'curl-user-command',
  'jwt',
  'netrc-password',
  'pypirc',
  'npmrc-file',
];
let weights: ReadonlyMap<string, number> | undefined;

function weightOf(ruleId: string): number {
  weights ??= new Map<string, number>([
    ...credentialRows.map((row): [string, number] => [
      `sensitive-data/${row.id}`,
      20 + Math.max(...formatsOf(row).map((format) => compileFormat(format).fixedStart)),
    ]),
    ...general.map((id, index): [string, number] => [`sensitive-data/${id}`, index]),
  ]);
  return weights.get(ruleId) ?? 20;
}

/** Leaves one match where several kinds of credentials claim the same characters. Matches of other rules stay.
 *  @param matches  sorted by start */
export function withoutRivals(
  matches: readonly DetectedMatch[],
  isCredential: (ruleId: string) => boolean,
): readonly DetectedMatch[] {
  const kept: DetectedMatch[] = [];
  // The last kept credential is the only one that a later one can overlap: kept ones do not overlap each other.
  let last = -1;
  for (const match of matches) {
    const rival = last < 0 ? undefined : kept[last];
    if (isCredential(match.ruleId) && rival !== undefined && match.startOffset < rival.endOffset) {
      if (weightOf(match.ruleId) > weightOf(rival.ruleId)) kept[last] = match;
      continue;
    }
    if (isCredential(match.ruleId)) last = kept.length;
    kept.push(match);
  }
  return kept;
}
