// How ready a project was, day by day, on this machine: for the trend in the dashboard. Counts of the project, nothing of a person.

import type { Tier } from '../model/outcome.ts';
import type { ProjectReport } from './report.ts';

export interface HistoryPoint {
  /** UTC day. */
  readonly day: string;
  readonly level: Tier | 'none';
  readonly percent: number;
  readonly coverage: number;
  readonly checkSet: string;
}

/** Longer than this nobody looks back. */
const mostDays = 400;

/** The history with today's standing: the last look of a day counts. */
export function withToday(
  history: readonly HistoryPoint[],
  report: ProjectReport,
  day: string,
): readonly HistoryPoint[] {
  const { level, percent, coverage, checkSet } = report;
  const earlier = history.filter((point) => point.day < day);
  return [...earlier, { day, level, percent, coverage, checkSet }].slice(-mostDays);
}

/** Read what was stored. Anything that is no point is dropped: a history is a convenience, never evidence. */
export function parseHistory(text: string): readonly HistoryPoint[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isPoint) : [];
  } catch {
    return [];
  }
}

function isPoint(value: unknown): value is HistoryPoint {
  if (typeof value !== 'object' || value === null) return false;
  const { day, level, percent, coverage, checkSet } = value as Partial<Record<keyof HistoryPoint, unknown>>;
  return (
    typeof day === 'string' &&
    typeof level === 'string' &&
    typeof percent === 'number' &&
    typeof coverage === 'number' &&
    typeof checkSet === 'string'
  );
}
