// What a log holds, counted, for `usage status` and the My data view. Reads lines only; knows no files and no person.

import type { LogLine } from './hash-chain.ts';
import { plainEvent } from './event.ts';

export interface UsageSummary {
  readonly events: number;
  /** UTC days (YYYY-MM-DD); absent while there is nothing. */
  readonly firstDay?: string;
  readonly lastDay?: string;
  /** Days on which anything was written. */
  readonly days: number;
  /** Commonest first, equals by name. */
  readonly byEvent: readonly {
    readonly eventName: string;
    readonly plain: string;
    readonly count: number;
    readonly lastDay: string;
  }[];
}

/** Count a log's lines. No lines give zeros. */
export function summarise(lines: readonly LogLine[]): UsageSummary {
  const days = new Set<string>();
  const counts = new Map<string, { count: number; lastDay: string }>();
  for (const line of lines) {
    const day = timeOf(line).slice(0, 10);
    days.add(day);
    const entry = counts.get(line.eventName);
    if (!entry) counts.set(line.eventName, { count: 1, lastDay: day });
    else {
      entry.count += 1;
      if (day > entry.lastDay) entry.lastDay = day;
    }
  }
  const sorted = [...days].sort();
  const [firstDay, lastDay] = [sorted[0], sorted.at(-1)];
  return {
    events: lines.length,
    ...(firstDay !== undefined && { firstDay }),
    ...(lastDay !== undefined && { lastDay }),
    days: days.size,
    byEvent: [...counts]
      .map(([eventName, entry]) => ({ eventName, plain: plainEvent(eventName), ...entry }))
      .sort((a, b) => b.count - a.count || (a.eventName < b.eventName ? -1 : 1)),
  };
}

/** When a line was written: ISO 8601, UTC, to the second. */
export function timeOf(line: LogLine): string {
  const ms = Number(BigInt(line.timeUnixNano) / 1_000_000n);
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
