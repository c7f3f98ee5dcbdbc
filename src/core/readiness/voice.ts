// Two voices for the same check: plain words for people who build without programming, precise ones for engineers.

import type { Track } from '../project/declaration.ts';
import type { CheckReport } from './report.ts';

export const voices = ['plain', 'precise'] as const;
export type Voice = (typeof voices)[number];

/** The voice of a project: engineers say so in its declaration, everybody else is spoken to plainly. */
export function voiceFor(track: Track | undefined): Voice {
  return track === 'technical' ? 'precise' : 'plain';
}

/** What a check is about, in a voice. Precise: what goes wrong without it, how far files decide it, where it comes from. */
export function explained(
  check: Pick<CheckReport, 'plain' | 'why' | 'confidence' | 'source' | 'requiredFrom'>,
  voice: Voice,
): string {
  if (voice === 'plain') return check.plain;
  const from = check.requiredFrom === 'advice' ? 'advice' : `required from ${check.requiredFrom}`;
  return `${check.why} (${from}; ${check.confidence} confidence; ${check.source})`;
}
