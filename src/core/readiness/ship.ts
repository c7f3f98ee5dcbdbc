// How a project goes live: the platforms that the policy approves for its track, each with a command, a task or a page.

import type { Policy } from '../policy/policy.ts';
import type { Track } from '../project/declaration.ts';
import { matchesName } from '../text/glob.ts';
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
  const rows = company.flatMap(({ document }) => platformRows(document));
  const ways = new Map<string, ShipWay>();
  for (const { tracks, ...way } of rows) {
    if (track !== undefined && tracks !== undefined && !tracks.includes(track)) continue;
    if (!ways.has(way.id) && demands.allowsPlatform(way.id) && !isDenied(policy, way.id)) ways.set(way.id, way);
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

function isDenied(policy: Policy, id: string): boolean {
  return policy.layers.some(({ document }) =>
    listAt(document, 'deny').some((row) => typeof row['id'] === 'string' && matchesName(id, row['id'])),
  );
}

function platformRows(document: unknown): readonly (ShipWay & { readonly tracks?: readonly string[] })[] {
  return listAt(document, 'allow').flatMap((row) => {
    const { id, for: tracks } = row;
    if (typeof id !== 'string') return [];
    const text = (key: 'path' | 'command' | 'task' | 'reason'): Partial<ShipWay> => {
      const value = row[key];
      return typeof value === 'string' && value !== '' ? { [key]: value } : {};
    };
    const forTracks = Array.isArray(tracks) ? { tracks: tracks.filter((each) => typeof each === 'string') } : {};
    return [{ id, ...text('path'), ...text('command'), ...text('task'), ...text('reason'), ...forTracks }];
  });
}

function listAt(document: unknown, key: 'allow' | 'deny'): readonly Readonly<Record<string, unknown>>[] {
  const { platforms } = document as { readonly platforms?: Readonly<Record<string, unknown>> };
  const list = platforms?.[key];
  return Array.isArray(list)
    ? list.filter((row): row is Readonly<Record<string, unknown>> => typeof row === 'object' && row !== null)
    : [];
}
