// When an exception, waiver or attestation holds, and which exception of the policy speaks for a finding.
// Everything that asks "does this still count today" asks `holds`.

import { matchesGlob, matchesName } from '../text/glob.ts';
import { speakersOf } from './listing.ts';
import type { Policy } from './policy.ts';
import type { PolicyException } from './schema.ts';

/** From when to when something counts. */
export interface Term {
  /** UTC day, included. */
  readonly starts?: string | undefined;
  /** UTC day, included. */
  readonly expires: string;
  /** Moment (ISO 8601) from which it counts for one hour, within its days. */
  readonly breakGlass?: string | undefined;
}

/** How long the glass stays broken. */
const breakGlassMs = 3_600_000;

/** Whether something with an end holds.
 *  @param at  UTC day (YYYY-MM-DD) or moment (ISO 8601, UTC). Of a moment the days of a term see its day; a day alone is in no hour, so
 *  that what holds for an hour never holds by a day */
export function holds(term: Term, at: string): boolean {
  const day = at.slice(0, 10);
  const isInDays = (term.starts === undefined || term.starts.slice(0, 10) <= day) && day <= term.expires.slice(0, 10);
  if (!isInDays || term.breakGlass === undefined) return isInDays;
  if (at.length <= day.length) return false;
  const passedMs = Date.parse(at) - Date.parse(term.breakGlass);
  return passedMs >= 0 && passedMs < breakGlassMs;
}

/** Whether something with an end will never hold again. A day alone is over when it is past.
 *  @param at  as in `holds` */
export function isOver(term: Term, at: string): boolean {
  return at.length <= 10 || term.breakGlass === undefined
    ? term.expires.slice(0, 10) < at.slice(0, 10)
    : endOf(term) <= Date.parse(at);
}

/** The moment at which something stops to hold, in milliseconds: the end of its last day, or of its hour. */
export function endOf({ expires, breakGlass }: Term): number {
  const endOfDays = Date.parse(`${expires.slice(0, 10)}T00:00:00Z`) + 86_400_000;
  return breakGlass === undefined ? endOfDays : Math.min(endOfDays, Date.parse(breakGlass) + breakGlassMs);
}

/** What an exception is sought for. */
export interface ExceptionQuestion {
  readonly ruleId: string;
  readonly toolId?: string | undefined;
  /** Posix, relative to the root. */
  readonly path: string;
  /** UTC day or moment, as in `holds`. */
  readonly at: string;
}

/** The exception that speaks for a finding; undefined when none does. One that names groups, tools or paths speaks for those alone. */
export function exceptionFor(policy: Policy, question: ExceptionQuestion): PolicyException | undefined {
  return policy.layers
    .flatMap((layer) => speakersOf(layer))
    .flatMap(({ document }) => document.exceptions ?? [])
    .find((exception) => speaksFor(exception, question, policy.groups ?? []));
}

/** Whether an exception is made for somebody in these groups. */
export function isFor({ match }: PolicyException, groups: readonly string[]): boolean {
  return match?.groups === undefined || match.groups.some((group) => groups.includes(group));
}

function speaksFor(exception: PolicyException, question: ExceptionQuestion, groups: readonly string[]): boolean {
  if (!matchesName(question.ruleId, exception.rule) || !holds(exception, question.at)) return false;
  if (!isFor(exception, groups)) return false;
  const { match } = exception;
  if (match?.paths !== undefined && !match.paths.some((glob) => matchesGlob(question.path, glob))) return false;
  const { toolId } = question;
  return match?.tools === undefined || (toolId !== undefined && match.tools.some((glob) => matchesName(toolId, glob)));
}
