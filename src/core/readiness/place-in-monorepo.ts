// What it means for a judgement that a project is one of many in a repository: some things are given by the root, and a library goes
// live inside of another project. Evaluate asks here for each project that was found; declared ones speak for themselves.

import type { CheckEvidence, CheckOutcome } from '../model/outcome.ts';
import type { Boundary } from './boundary.ts';
import type { Category, Check } from './check.ts';
import type { Facts } from './facts.ts';
import type { FoundProject } from './find-projects.ts';
import { rememberTogether } from './file-part.ts';
import { rememberLibraries } from './inner-libraries.ts';
import { isCode, isTest } from './paths.ts';
import { factsAround, factsOfFolders, isAroundOf } from './project-facts.ts';
import type { ProjectReport } from './report.ts';
import type { ErrorOutcome } from './rulings.ts';
import { kept } from './same-value.ts';

type Outcome = CheckOutcome | ErrorOutcome;

/** How people work on a repository is one for all projects in it; how a project runs is its own. */
const ofTheRepository: ReadonlySet<Category> = new Set(['Testing', 'Review', 'Deployment', 'Ownership']);
const documents = /\.(?:mdx?|rst|adoc)$|(?:^|\/)README[^/]*$|(?:^|\/)\.?env\.(?:example|sample|template)$/i;

/** The facts of a project with what checks say of them. */
export interface SeenFacts {
  readonly facts: Facts;
  /** Another number when any answer may be another one. */
  readonly turn: number;
  readonly outcomeOf: (check: Check) => Outcome;
}

/** Looks at facts. @param name  of the project or the folders that they are about */
export type See = (name: string, facts: Facts) => SeenFacts;

/** Where a found project stands in its repository. */
export interface Place {
  /** Set where the project goes as far out as the whole does. */
  readonly boundary?: Boundary;
  /** What lies outside of every project. */
  readonly around: Facts;
  /** What was seen outside of every project by a check, where it passed. */
  readonly seenAround: (check: Check) => readonly CheckEvidence[];
  /** The project with the libraries that it is made with; absent when it has none. */
  readonly withLibraries?: SeenFacts;
  /** What a check says of the project, given what is around it.
   *  @param around  `seenAround`, for one who notes what was asked of it */
  readonly weigh: (check: Check, alone: Outcome, around: Place['seenAround']) => Outcome;
}

/** Knows the places of found projects from one look to the next. */
export class PlacesInMonorepo {
  readonly #libraries = rememberLibraries();
  readonly #together = rememberTogether();
  readonly #seenAround = new Map<string, readonly CheckEvidence[]>();

  /** The places at one look. Checks over what several projects share are run once. */
  placesIn(
    facts: Facts,
    whole: Pick<ProjectReport, 'boundary' | 'checks'>,
    see: See,
  ): (project: FoundProject) => Place {
    const around = see('around', factsAround(facts, facts.found, this.#together));
    const isAround = isAroundOf(facts.found);
    const libraries = this.#libraries(facts, facts.found);
    const wholeById = new Map(whole.checks.map((check) => [check.id, check]));
    const asked = new Set<Check>();
    const seenAround = (check: Check): readonly CheckEvidence[] => {
      const before = this.#seenAround.get(check.id);
      if (before !== undefined && asked.has(check)) return before;
      asked.add(check);
      const here = around.outcomeOf(check);
      const all = wholeById.get(check.id);
      const now = kept(before, [
        ...(here.state === 'pass' ? here.evidence : []),
        ...(all?.state === 'pass' ? all.evidence.filter(({ path }) => isAround(path)) : []),
      ]);
      this.#seenAround.set(check.id, now);
      return now;
    };
    return ({ path, kind }) => {
      const used = kind === 'application' ? (libraries.get(path) ?? []) : [];
      const withLibraries =
        used.length === 0 ? undefined : see(`with ${path}`, factsOfFolders(facts, [path, ...used], this.#together));
      return {
        around: around.facts,
        seenAround,
        ...(kind === 'library' && { boundary: whole.boundary }),
        ...(withLibraries !== undefined && { withLibraries }),
        weigh(check, alone, askAround) {
          if (!isMissing(alone)) return alone;
          const given = givenByRoot(check, alone, askAround(check));
          if (kind === 'library') return outcomeOfPart(check, given);
          return withLibraries !== undefined && isMissing(given)
            ? givenByLibraries(given, withLibraries.outcomeOf(check))
            : given;
        },
      };
    };
  }
}

/** Whether a check only says that something is not there: without a place in a file. */
function isMissing(outcome: Outcome): boolean {
  return (
    (outcome.state === 'fail' || outcome.state === 'warn' || outcome.state === 'unknown') &&
    (outcome.evidence ?? []).length === 0
  );
}

/** What is missing in a project and stands at the root is not missing: one runbook, one pinned runtime, one suite of tests may serve
 *  all. Code and packages at the root prove nothing of how the project runs.
 *  @param around  what was seen outside of every project by the same check where it passed */
function givenByRoot(check: Check, outcome: Outcome, around: readonly CheckEvidence[]): Outcome {
  const given = around.filter((seen) => serves(check, seen));
  return isMissing(outcome) && given.length > 0 ? { state: 'pass', evidence: given } : outcome;
}

/** What is missing in an application and done by a library it is made with is not missing.
 *  @param together  the same check over it and those libraries */
function givenByLibraries(outcome: Outcome, together: Outcome): Outcome {
  const isDone = together.state === 'pass' && together.evidence.length > 0;
  return isMissing(outcome) && isDone ? together : outcome;
}

/** A library is asked for what stands in its files, and for its tests. What has to be there once for users is asked of the
 *  application around it. */
function outcomeOfPart(check: Check, outcome: Outcome): Outcome {
  return outcome.state !== 'unknown' && isMissing(outcome) && check.category !== 'Testing'
    ? { state: 'not_applicable', because: 'This goes live inside of an application, where it is asked for.' }
    : outcome;
}

function serves({ category }: Check, { path }: CheckEvidence): boolean {
  return documents.test(path) || (ofTheRepository.has(category) && (!isCode(path) || isTest(path)));
}
