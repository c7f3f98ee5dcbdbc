// What ends soon or is over in a policy: the policy itself, and its exceptions. Loading says it on every run, 14 days ahead.

import type { Issue } from '../model/errors.ts';
import type { YamlDocument } from '../text/yaml-document.ts';
import { holds, isOver } from './exceptions.ts';
import { issueAt } from './parse.ts';
import type { PolicyDocument } from './schema.ts';

/** Days before an end at which people hear of it. */
export const noticeDays = 14;

/** The UTC day so many days after another one. Both YYYY-MM-DD. */
export function lastDayOf(day: string, laterDays: number): string {
  return new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + laterDays * 86_400_000).toISOString().slice(0, 10);
}

/** Whether something that holds today is over within the time of notice. */
export function endsSoon(
  term: { readonly starts?: string | undefined; readonly expires: string },
  today: string,
): boolean {
  return holds(term, today) && !holds({ expires: term.expires }, lastDayOf(today, noticeDays));
}

/** Ends of a policy and of its exceptions. Codes: policy/stale, policy/exception-over, policy/exception-ends-soon */
export function termIssues(document: PolicyDocument, yaml: YamlDocument, today: string): readonly Issue[] {
  const issues: Issue[] = [];
  const say = (pointer: string, code: string, message: string): void => {
    issues.push(issueAt(yaml, yaml.placeOf(pointer), code, message, { severity: 'warning' }));
  };
  const expires = document.metadata?.expires;
  if (expires !== undefined && isOver({ expires }, today)) {
    const message = `This policy was meant to be renewed by ${expires}. It still holds; ask its owner for a newer one.`;
    say('/metadata/expires', 'policy/stale', message);
  }
  document.exceptions?.forEach((exception, index) => {
    const pointer = `/exceptions/${String(index)}/expires`;
    const { id, owner } = exception;
    // What holds for an hour is told of by the hour: break-glass.ts.
    if (exception.breakGlass !== undefined) return;
    if (isOver(exception, today)) {
      const message = `The exception ${id} ended on ${exception.expires} and does not count any more. Remove it, or have it approved anew.`;
      say(pointer, 'policy/exception-over', message);
    } else if (endsSoon(exception, today)) {
      const message = `The exception ${id} ends on ${exception.expires}. Tell ${owner}: after that day the rule holds again.`;
      say(pointer, 'policy/exception-ends-soon', message);
    }
  });
  return issues;
}
