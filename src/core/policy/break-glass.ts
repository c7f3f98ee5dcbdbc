// Exceptions for one hour, for emergencies: which there are, and what is said of them. They are asked about by the moment and not when a
// policy is loaded, because what is loaded is kept for the day (docs/decisions/0006-merged-policy-cache.md).

import type { Issue } from '../model/errors.ts';
import type { PolicyReference } from '../model/finding.ts';
import { endOf, holds, isFor, isOver } from './exceptions.ts';
import { placeIn, speakersOf } from './listing.ts';
import type { LayerName, Policy } from './policy.ts';
import type { PolicyException } from './schema.ts';

/** An exception for one hour. */
export interface BrokenGlass {
  readonly id: string;
  readonly rule: string;
  readonly owner: string;
  readonly state: 'not-yet' | 'holds' | 'over';
  /** Moment at which it ends, or ended. ISO 8601, UTC. */
  readonly until: string;
  readonly layer: LayerName;
  /** What people are told of it. */
  readonly message: string;
  readonly place: PolicyReference;
}

/** Every exception for an hour that concerns the person, in the order of the layers; those that are over as well.
 *  @param now  moment, ISO 8601, UTC */
export function brokenGlass(policy: Policy, now: string): readonly BrokenGlass[] {
  return policy.layers.flatMap((layer) =>
    speakersOf(layer).flatMap((speaker) =>
      (speaker.document.exceptions ?? []).flatMap((exception, index): readonly BrokenGlass[] => {
        if (exception.breakGlass === undefined || !isFor(exception, policy.groups ?? [])) return [];
        const { id, rule, owner } = exception;
        const until = new Date(endOf(exception)).toISOString();
        const { place = { layer: layer.layer, file: speaker.source, line: 1, column: 1 } } = placeIn(
          speaker,
          `/exceptions/${String(index)}/breakGlass`,
        );
        const { message } = inWords(exception, now);
        return [{ id, rule, owner, state: stateOf(exception, now), until, layer: layer.layer, message, place }];
      }),
    ),
  );
}

/** The same as problems of the files they stand in. All are warnings: a broken glass is never quiet.
 *  Codes: policy/break-glass, policy/exception-over */
export function breakGlassIssues(policy: Policy, now: string): readonly Issue[] {
  return brokenGlass(policy, now).map(({ state, message, place: { file, line, column } }) => ({
    code: codeOf(state),
    severity: 'warning',
    message,
    ...{ file, line, column, endLine: line, endColumn: column },
  }));
}

/** The next moment at which an exception begins or ends its hour; undefined when none will.
 *  @param now  moment, ISO 8601, UTC */
export function nextTurnOf(policy: Policy, now: string): string | undefined {
  const turns = policy.layers
    .flatMap((layer) => speakersOf(layer))
    .flatMap(({ document }) => document.exceptions ?? [])
    .flatMap((exception) =>
      exception.breakGlass === undefined ? [] : [Date.parse(exception.breakGlass), endOf(exception)],
    )
    .filter((turn) => turn > Date.parse(now));
  return turns.length === 0 ? undefined : new Date(Math.min(...turns)).toISOString();
}

/** What is said of an exception for an hour, and under which code. */
export function inWords(exception: PolicyException, now: string): { readonly code: string; readonly message: string } {
  const { id, rule, owner, breakGlass = '' } = exception;
  const state = stateOf(exception, now);
  const [begin, end] = [momentInWords(Date.parse(breakGlass)), momentInWords(endOf(exception))];
  const message = {
    'not-yet': `Break-glass ${id} is set for ${begin}: "${rule}" will not hold for an hour. ${owner} answers for it.`,
    holds: `Break-glass ${id} is open until ${end}: "${rule}" does not hold. ${owner} answers for it. After that the rule holds again.`,
    over: `Break-glass ${id} ended at ${end} and does not count any more. Remove it, or have an exception approved.`,
  }[state];
  return { code: codeOf(state), message };
}

/** A moment for people, in UTC to the minute. */
export function momentInWords(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function stateOf(exception: PolicyException, now: string): BrokenGlass['state'] {
  return holds(exception, now) ? 'holds' : isOver(exception, now) ? 'over' : 'not-yet';
}

function codeOf(state: BrokenGlass['state']): string {
  return state === 'over' ? 'policy/exception-over' : 'policy/break-glass';
}
