// From facts to a readiness report: every check's state after people's decisions, then level, percent, coverage and next steps.
// Shells call evaluateReadiness, or keep a ReadinessJudge; nothing here reads a file.

import type { CheckEvidence } from '../model/outcome.ts';
import type { Policy } from '../policy/policy.ts';
import { boundarySteps, type Boundary } from './boundary.ts';
import type { Check } from './check.ts';
import { compareReports, type CheckChange, type EarlierReport } from './compare-reports.ts';
import type { Facts } from './facts.ts';
import { rememberTogether } from './file-part.ts';
import { answered, NotedFacts } from './noted-facts.ts';
import { PlacesInMonorepo, type Place, type See, type SeenFacts } from './place-in-monorepo.ts';
import { readinessDemands, type ReadinessDemands } from './policy-demands.ts';
import { outcomesOf, projectReport, type Outcomes, type ReadinessOptions } from './project-report.ts';
import { factsOfProject, projectsOf, type ProjectOfFacts } from './project-facts.ts';
import { TextMemory } from './text-memory.ts';
import { runCheck } from './run-check.ts';
import { lastOf, type Steps } from './steps.ts';
import { isSameValue, kept } from './same-value.ts';
import { isPart, type PlacedReport, type ProjectReport, type ReadinessReport } from './report.ts';

/** Evaluate all checks, for the workspace and for each project in it. Never throws on what is in the workspace. */
export function evaluateReadiness(facts: Facts, policy: Policy, options: ReadinessOptions): ReadinessReport {
  return new ReadinessJudge().evaluate(facts, policy, options);
}

/** A report and what it was made from. */
interface KnownReport {
  readonly report: PlacedReport;
  readonly boundary: Boundary;
  /** What was found and what people say. */
  readonly madeFrom: readonly unknown[];
  readonly outcomes: Outcomes;
  /** While these stay the same, so do the outcomes. */
  readonly turns: readonly unknown[];
  /** What was seen around of the project, by check. */
  readonly given: ReadonlyMap<Check, readonly CheckEvidence[]>;
}

/** Judges one workspace again and again. Answers are kept with what they were made from (decision 0021), so a changed file costs the
 *  questions that it concerns. The reports are those of a judge who knows nothing yet. */
export class ReadinessJudge {
  #policy: Policy | undefined;
  #demands: ReadinessDemands | undefined;
  #memory = new TextMemory();
  #seen = new Map<string, NotedFacts>();
  #reports = new Map<string, KnownReport>();
  #places = new PlacesInMonorepo();
  #together = rememberTogether();
  #wholeBoundary: Boundary | undefined;

  /** Evaluate all checks, for the workspace and for each project in it. Never throws on what is in the workspace. */
  evaluate(facts: Facts, policy: Policy, options: ReadinessOptions): ReadinessReport {
    return lastOf(this.steps(facts, policy, options));
  }

  /** The same in steps. One who stops between them may begin again with newer facts. */
  *steps(facts: Facts, policy: Policy, options: ReadinessOptions): Steps<ReadinessReport> {
    const demands = this.#demandsOf(policy);
    const context = { internalDomains: demands.internalDomains };
    const seen = new Map<string, NotedFacts>();
    const see: See = (name, now) => {
      const noted = this.#seen.get(name) ?? new NotedFacts(now, this.#memory);
      noted.turnTo(now);
      seen.set(name, noted);
      return {
        facts: noted.facts,
        turn: noted.turn,
        outcomeOf: (check) => answered(noted.facts, check, () => runCheck(check, noted.facts, policy)),
      };
    };

    const { facts: noted, outcomeOf } = see('', facts);
    const boundary = yield* boundarySteps(noted, context);
    const outcomes = yield* outcomesOf(options, outcomeOf);
    const whole = withChanges(projectReport({ facts, boundary, outcomes }, demands, options), options.earlier);
    this.#wholeBoundary = kept(this.#wholeBoundary, whole.boundary);
    const placeOf =
      facts.found.length === 0
        ? undefined
        : this.#places.placesIn(facts, { ...whole, boundary: this.#wholeBoundary }, see);
    const reports = new Map<string, KnownReport>();
    for (const project of projectsOf(facts)) {
      const own = see(`project ${project.path}`, factsOfProject(facts, project.path, this.#together));
      const place = project.by === 'files' ? placeOf?.(project) : undefined;
      const itsBoundary = place?.boundary ?? (yield* boundarySteps(own.facts, context, place?.around));
      reports.set(project.path, yield* this.#reportOf(project, own, place, itsBoundary, demands, options));
      yield;
    }
    this.#seen = seen;
    this.#reports = reports;
    this.#memory.keepOnly(facts.texts);
    if (reports.size === 0) return whole;
    const projects = Array.from(reports.values(), ({ report }) => report);
    return { ...whole, ready: whole.ready && projects.every((report) => report.ready || isPart(report)), projects };
  }

  /** The report of a project: the last one, when nothing that it was made from has changed. */
  *#reportOf(
    project: ProjectOfFacts,
    own: SeenFacts,
    place: Place | undefined,
    boundary: Boundary,
    demands: ReadinessDemands,
    options: ReadinessOptions,
  ): Steps<KnownReport> {
    const before = this.#reports.get(project.path);
    const itsBoundary = kept(before?.boundary, boundary);
    const { path } = project;
    const found = project.by === 'files' ? { kind: project.kind, foundBy: project.evidence } : {};
    const { today, tier, asOf, waivers, attestations, host, checks } = options;
    const people = [today, tier, asOf, waivers, attestations, host, checks];
    const madeFrom = [found, own.facts.declaration, itsBoundary, people];
    const turns = [own.turn, place?.withLibraries?.turn];
    const isJudgedAlike = before !== undefined && isSameValue(before.madeFrom, madeFrom);
    if (
      isJudgedAlike &&
      isSameValue(before.turns, turns) &&
      Array.from(before.given).every(([check, evidence]) => place?.seenAround(check) === evidence)
    ) {
      return before;
    }
    const given = new Map<Check, readonly CheckEvidence[]>();
    const askAround = (check: Check): readonly CheckEvidence[] => {
      const evidence = place?.seenAround(check) ?? [];
      given.set(check, evidence);
      return evidence;
    };
    const outcomes = yield* outcomesOf(options, (check) => {
      const alone = own.outcomeOf(check);
      return place === undefined ? alone : place.weigh(check, alone, askAround);
    });
    if (isJudgedAlike && isSameValue(before.outcomes, outcomes)) return { ...before, turns, given };
    const report = projectReport({ facts: own.facts, boundary: itsBoundary, outcomes }, demands, options);
    return { report: { path, ...found, ...report }, boundary: itsBoundary, madeFrom, outcomes, turns, given };
  }

  #demandsOf(policy: Policy): ReadinessDemands {
    if (policy === this.#policy && this.#demands !== undefined) return this.#demands;
    this.#policy = policy;
    this.#demands = readinessDemands(policy);
    this.#seen.clear();
    this.#reports.clear();
    this.#places = new PlacesInMonorepo();
    return this.#demands;
  }
}

function withChanges(report: ProjectReport, earlier: EarlierReport | undefined): ProjectReport {
  if (earlier === undefined) return report;
  const changes = compareReports(earlier, report);
  const isNewlyOpen = ({ cause, after }: CheckChange): boolean => cause === 'new-rule' && after === 'fail';
  const ids = changes.filter(isNewlyOpen).map(({ id }) => id);
  if (ids.length === 0) return { ...report, changes };
  const note = `New rule, no step back: ${ids.join(', ')} ${ids.length === 1 ? 'is' : 'are'} asked for the first time, or judged more closely than before.`;
  return { ...report, changes, notes: [...report.notes, note] };
}
