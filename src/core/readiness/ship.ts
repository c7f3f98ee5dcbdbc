// How a project goes live: the platforms that the policy approves for its track, each with a command, a task or a page.

import { speakersOf } from '../policy/listing.ts';
import type { Policy } from '../policy/policy.ts';
import type { Track } from '../project/declaration.ts';
import { readinessDemands } from './policy-demands.ts';
import type { ProjectReport } from './report.ts';

export interface ShipWay {
  /** Id of the platform. */
  readonly id: string;
  /** Page to read or to open. */
  readonly path?: string;
  /** Line for a terminal. */
  readonly command?: string;
  /** Name of a task of the editor. */
  readonly task?: string;
  readonly reason?: string;
}

/** Platforms that every layer with an opinion approves and none denies, for this track; in the order of the strongest layer that
 *  names them. A layer that names no platform has no opinion. Commands of a workspace are never taken: they would run here. */
export function approvedPlatforms(policy: Policy, track: Track | undefined): readonly ShipWay[] {
  const demands = readinessDemands(policy);
  const company = policy.layers.filter(({ layer }) => layer !== 'workspace' && layer !== 'user');
  const entries = company.flatMap(speakersOf).flatMap(({ document }) => document.platforms?.allow ?? []);
  const ways = new Map<string, ShipWay>();
  for (const { id, path, command, task, reason, for: tracks } of entries) {
    const isForOthers = track !== undefined && tracks !== undefined && !tracks.includes(track);
    if (isForOthers || ways.has(id) || !demands.allowsPlatform(id, track)) continue;
    ways.set(id, {
      id,
      ...(path === undefined ? {} : { path }),
      ...(command === undefined ? {} : { command }),
      ...(task === undefined ? {} : { task }),
      ...(reason === undefined ? {} : { reason }),
    });
  }
  return [...ways.values()];
}

/** What "Ship" may offer now. @returns [] while the gates of the tier do not hold */
export function shipWays(
  report: Pick<ProjectReport, 'ready' | 'tier'>,
  policy: Policy,
  track: Track | undefined,
  target?: string,
): readonly ShipWay[] {
  if (!report.ready || report.tier === 'sandbox') return [];
  const ways = approvedPlatforms(policy, track);
  const declared = ways.filter(({ id }) => id === target);
  return declared.length > 0 ? declared : ways;
}
