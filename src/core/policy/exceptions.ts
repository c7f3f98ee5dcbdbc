// When an exception, waiver or attestation holds, and which exception of the policy speaks for a finding.
// Everything that asks "does this still count today" asks `holds`.

import { matchesGlob, matchesName } from '../text/glob.ts';
import { speakersOf } from './listing.ts';
import type { Policy } from './policy.ts';
import type { PolicyException } from './schema.ts';

/** Whether something with an end holds on a day. Days are UTC (YYYY-MM-DD, a time behind them does not count), both ends included. */
export function holds(
  term: { readonly starts?: string | undefined; readonly expires: string },
  today: string,
): boolean {
  const day = today.slice(0, 10);
  return (term.starts === undefined || term.starts.slice(0, 10) <= day) && day <= term.expires.slice(0, 10);
}

/** What an exception is sought for. */
export interface ExceptionQuestion {
  readonly ruleId: string;
  readonly toolId?: string | undefined;
  /** Posix, relative to the root. */
  readonly path: string;
  /** UTC day. */
  readonly today: string;
}

/** The exception that speaks for a finding; undefined when none does. One that names groups, tools or paths speaks for those alone. */
export function exceptionFor(policy: Policy, question: ExceptionQuestion): PolicyException | undefined {
  return policy.layers
    .flatMap((layer) => speakersOf(layer))
    .flatMap(({ document }) => document.exceptions ?? [])
    .find((exception) => speaksFor(exception, question, policy.groups ?? []));
}

function speaksFor(exception: PolicyException, question: ExceptionQuestion, groups: readonly string[]): boolean {
  if (!matchesName(question.ruleId, exception.rule) || !holds(exception, question.today)) return false;
  const { match } = exception;
  if (match?.groups !== undefined && !match.groups.some((group) => groups.includes(group))) return false;
  if (match?.paths !== undefined && !match.paths.some((glob) => matchesGlob(question.path, glob))) return false;
  const { toolId } = question;
  return match?.tools === undefined || (toolId !== undefined && match.tools.some((glob) => matchesName(toolId, glob)));
}
