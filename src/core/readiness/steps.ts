// Work in steps of a few milliseconds: an editor does other things in between, everybody else takes them at once.

/** Yields where one may pause; returns what the work is done for. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Take all steps at once. */
export function lastOf<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
