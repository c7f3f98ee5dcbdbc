// How ready a project was, day by day, on this machine: for the trend in the dashboard. Counts of the project, nothing of a person.

import { checkStates, type CheckState, type Tier } from '../model/outcome.ts';
import { labelledNew, type EarlierReport } from './compare-reports.ts';
import type { ProjectReport } from './report.ts';

export interface HistoryPoint {
  /** UTC day. */
  readonly day: string;
  readonly level: Tier | 'none';
  readonly percent: number;
  readonly coverage: number;
  readonly checkSet: string;
  /** Ids of the checks whose answer was another one that day because they are new or judge differently; absent when none was. */
  readonly newRules?: readonly string[];
  /** What each check said. Only of the last two days, to tell what changed since; absent in histories of older versions. */
  readonly checks?: EarlierReport['checks'];
}

/** Longer than this nobody looks back. */
const mostDays = 400;

/** The history with today's standing: the last look of a day counts. What was new that day stays new until the next. */
export function withToday(
  history: readonly HistoryPoint[],
  report: ProjectReport,
  day: string,
): readonly HistoryPoint[] {
  const { level, percent, coverage, checkSet } = report;
  const newRules = [...labelledNew(report)];
  const earlier = history.filter((point) => point.day < day);
  const today: HistoryPoint = {
    ...{ day, level, percent, coverage, checkSet },
    ...(newRules.length > 0 && { newRules }),
    checks: report.checks.map(({ id, state, revision }) => ({ id, state, revision })),
  };
  return [...earlier.slice(0, -1).map(withoutChecks), ...earlier.slice(-1), today].slice(-mostDays);
}

function withoutChecks({ day, level, percent, coverage, checkSet, newRules }: HistoryPoint): HistoryPoint {
  return { day, level, percent, coverage, checkSet, ...(newRules !== undefined && { newRules }) };
}

/** The report of the last day before this one, as far as it was kept; undefined when it was not. */
export function earlierReport(history: readonly HistoryPoint[], day: string): EarlierReport | undefined {
  const last = history.filter((point) => point.day < day).at(-1);
  return last?.checks && { checkSet: last.checkSet, checks: last.checks };
}

/** Read what was stored, by this version or an older one. Anything that is no point is dropped, and of a point what does not read: a
 *  history is a convenience, never evidence. */
export function parseHistory(text: string): readonly HistoryPoint[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.flatMap(pointOf) : [];
  } catch {
    return [];
  }
}

function pointOf(value: unknown): readonly HistoryPoint[] {
  if (!isPoint(value)) return [];
  const { newRules, checks, ...point } = value as HistoryPoint & Readonly<Record<'newRules' | 'checks', unknown>>;
  return [
    {
      ...point,
      ...(isTexts(newRules) && { newRules }),
      ...(Array.isArray(checks) && checks.every(isCheck) && { checks }),
    },
  ];
}

function isPoint(value: unknown): value is Omit<HistoryPoint, 'newRules' | 'checks'> {
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

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isCheck(value: unknown): value is EarlierReport['checks'][number] {
  if (typeof value !== 'object' || value === null) return false;
  const { id, state, revision } = value as Partial<Record<'id' | 'state' | 'revision', unknown>>;
  return typeof id === 'string' && checkStates.includes(state as CheckState) && typeof revision === 'number';
}
