// What it means for a judgement that a project is one of many in a repository: some things are given by the root, and a library goes
// live inside of another project. Evaluate asks here for each project that was found; declared ones speak for themselves.

import type { CheckEvidence, CheckOutcome } from '../model/outcome.ts';
import type { Policy } from '../policy/policy.ts';
import type { Boundary } from './boundary.ts';
import type { Category, Check } from './check.ts';
import type { Facts } from './facts.ts';
import type { FoundProject } from './find-projects.ts';
import { innerLibraries } from './inner-libraries.ts';
import { isCode, isTest } from './paths.ts';
import { factsAround, factsOfFolders, isAroundOf } from './project-facts.ts';
import type { ProjectReport } from './report.ts';
import type { ErrorOutcome } from './rulings.ts';
import { runCheck } from './run-check.ts';

type Outcome = CheckOutcome | ErrorOutcome;

/** How people work on a repository is one for all projects in it; how a project runs is its own. */
const ofTheRepository: ReadonlySet<Category> = new Set(['Testing', 'Review', 'Deployment', 'Ownership']);
const documents = /\.(?:mdx?|rst|adoc)$|(?:^|\/)README[^/]*$|(?:^|\/)\.?env\.(?:example|sample|template)$/i;

/** Where a found project stands in its repository. */
export interface Place {
  /** Set where the project goes as far out as the whole does. */
  readonly boundary?: Boundary;
  /** What lies outside of every project. */
  readonly around: Facts;
  /** What a check says of the project, given what is around it. */
  readonly weigh: (check: Check, alone: Outcome) => Outcome;
}

/** The places of found projects. Checks over what several of them share are run once. */
export function placesIn(
  facts: Facts,
  policy: Policy,
  whole: Pick<ProjectReport, 'boundary' | 'checks'>,
): (project: FoundProject) => Place {
  const around = factsAround(facts, facts.found);
  const isAround = isAroundOf(facts.found);
  const libraries = innerLibraries(facts, facts.found);
  const answerAround = outcomesOf(around, policy);
  const wholeById = new Map(whole.checks.map((check) => [check.id, check]));
  const seenAround = (check: Check): readonly CheckEvidence[] => {
    const here = answerAround(check);
    const all = wholeById.get(check.id);
    return [
      ...(here.state === 'pass' ? here.evidence : []),
      ...(all?.state === 'pass' ? all.evidence.filter(({ path }) => isAround(path)) : []),
    ];
  };
  return ({ path, kind }) => {
    const used = libraries.get(path) ?? [];
    const answerInside = outcomesOf(factsOfFolders(facts, [path, ...used]), policy);
    return {
      around,
      ...(kind === 'library' && { boundary: whole.boundary }),
      weigh(check, alone) {
        if (!isMissing(alone)) return alone;
        const given = givenByRoot(check, alone, seenAround(check));
        if (kind === 'library') return outcomeOfPart(check, given);
        return used.length > 0 && isMissing(given) ? givenByLibraries(given, answerInside(check)) : given;
      },
    };
  };
}

/** Answers of checks over the same facts, each worked out when it is first asked for. */
function outcomesOf(facts: Facts, policy: Policy): (check: Check) => Outcome {
  const known = new Map<Check, Outcome>();
  return (check) => {
    const outcome = known.get(check) ?? runCheck(check, facts, policy);
    known.set(check, outcome);
    return outcome;
  };
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
