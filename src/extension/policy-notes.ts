// What is unusual about the policy of a folder, in words: for the status bar and the page on the policy. Pure.

import { ageInWords } from '../core/text/age-in-words.ts';
import type { OpenedFolder } from './folder-engine.ts';

type PolicyState = Pick<OpenedFolder, 'policy' | 'rejected' | 'fetched' | 'brokenGlass'>;

/** Problems of a policy that everybody under it should know of, not only its author. */
const notable = new Set(['policy/clock-off', 'policy/stale']);

/** [] when nothing is unusual; the most urgent first. */
export function policyNotes({ policy, rejected, fetched, brokenGlass }: PolicyState, now: string): readonly string[] {
  const lost = rejected.find(({ source }) => source === fetched?.source);
  const mistaken = rejected.filter((each) => each !== lost);
  const because = lost?.issues[0]?.message ?? '';
  return [
    ...brokenGlass().map(({ message }) => message),
    ...(lost === undefined
      ? []
      : [
          lost.lastGoodHolds
            ? `${because} The copy of ${ageInWords(hoursSince(fetched?.checkedAt, now))} holds.`
            : `${because} There is no copy of it here, so the built-in rules hold.`,
        ]),
    ...(mistaken.length === 0 ? [] : ['A policy file has a mistake and does not count until it is repaired.']),
    ...policy.issues.filter(({ code }) => notable.has(code)).map(({ message }) => message),
  ];
}

/** How old a fetched policy is that cannot be had anew; undefined when it can, or when it is younger than an hour. */
export function oldCopy({ rejected, fetched }: PolicyState, now: string): string | undefined {
  const isLost = rejected.some(({ source, lastGoodHolds }) => source === fetched?.source && lastGoodHolds);
  const hours = hoursSince(fetched?.checkedAt, now);
  return isLost && hours >= 1
    ? hours < 48
      ? `${String(hours)} h`
      : `${String(Math.floor(hours / 24))} days`
    : undefined;
}

function hoursSince(checkedAt: string | undefined, now: string): number {
  return checkedAt === undefined ? 0 : Math.floor((Date.parse(now) - Date.parse(checkedAt)) / 3_600_000);
}
