// From the outcomes of all checks to the report of one project: states after people's decisions, then level, percent, coverage and next
// steps. The judge (evaluate.ts) calls it; nothing here looks at files.

import { tiers, type CheckOutcome, type Tier } from '../model/outcome.ts';
import { holds } from '../policy/exceptions.ts';
import { matchesGlob } from '../text/glob.ts';
import { tierOfAudience } from '../project/declaration.ts';
import { boundaryAttestation, hasStrongSignal, tierOfVerdict, type Boundary } from './boundary.ts';
import type { Check } from './check.ts';
import type { EarlierReport } from './compare-reports.ts';
import type { Facts } from './facts.ts';
import { withHost, type HostOutcomes } from './host-evidence.ts';
import type { ReadinessDemands } from './policy-demands.ts';
import { checks as registeredChecks, checkSet } from './registry.ts';
import { isFixable } from './plan-fix.ts';
import type { CheckReport, ProjectReport } from './report.ts';
import type { Steps } from './steps.ts';
import { applyRulings, type CheckRuling, type ErrorOutcome } from './rulings.ts';

export interface ReadinessOptions {
  /** Chosen by the caller; absent: declared, else what the boundary finds. */
  readonly tier?: Tier;
  /** UTC day (YYYY-MM-DD). */
  readonly today: string;
  /** Set when the caller chose the day: such a run cannot gate. */
  readonly asOf?: string;
  readonly waivers: readonly CheckRuling[];
  readonly attestations: readonly CheckRuling[];
  /** The last report of the same workspace, when the shell kept one: changes that come from new rules are labelled so. */
  readonly earlier?: EarlierReport;
  /** What the code host said, when it was asked. */
  readonly host?: HostOutcomes;
  /** Only for tests of the fold. */
  readonly checks?: readonly Check[];
}

/** How many next steps a report names. A short list is read; a long one is not. */
const nextSteps = { citizen_builder: 3, technical: 5 } as const;

/** A failing critical check keeps the percentage below this, however much else is done. */
const criticalCap = 49;

/** What was seen of a project, before anybody's decisions. */
export interface SeenProject {
  readonly facts: Pick<Facts, 'folder' | 'declaration'>;
  readonly boundary: Boundary;
  /** Of all checks, in their order. */
  readonly outcomes: Outcomes;
}

export type Outcomes = ReadonlyMap<Check, CheckOutcome | ErrorOutcome>;

/** The outcomes of the checks that a report is about, a check a step. */
export function* outcomesOf(
  { checks = registeredChecks }: Pick<ReadinessOptions, 'checks'>,
  outcomeOf: (check: Check) => CheckOutcome | ErrorOutcome,
): Steps<Outcomes> {
  const outcomes = new Map<Check, CheckOutcome | ErrorOutcome>();
  for (const check of checks) {
    outcomes.set(check, outcomeOf(check));
    yield;
  }
  return outcomes;
}

/** Put together the report of one project. Pure. */
export function projectReport(
  { facts, boundary, outcomes }: SeenProject,
  demands: ReadinessDemands,
  options: ReadinessOptions,
): ProjectReport {
  const { tier, tierFrom } = resolveTier(facts, boundary, options.tier);
  const limits = demands.limits(tier);
  const checks = Array.from(outcomes, ([check, found]) => {
    const demanded = demands.demand(check);
    const outcome = strengthen(withHost(check.id, found, options.host), demanded.enforced);
    const ruled = applyRulings(check, outcome, {
      ...options,
      tier,
      folder: facts.folder,
      limits,
    });
    return reportOf(check, demanded.requiredFrom, ruled);
  });
  const level = levelOf(checks);
  const lowering = loweringOf(facts, boundary, tier, tierFrom, options);
  return {
    tier,
    tierFrom,
    level,
    ready: options.asOf === undefined && reaches(level, tier) && lowering?.state !== 'unconfirmed',
    percent: percentOf(checks),
    coverage: coverageOf(checks),
    checkSet,
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    boundary: lowering === undefined ? boundary : { ...boundary, lowering },
    checks,
    next: nextOf(checks, level, tier, [...outcomes.keys()], nextSteps[facts.declaration?.track ?? 'citizen_builder']),
    notes: notesOf(
      facts,
      { ...boundary, ...(lowering === undefined ? {} : { lowering }) },
      tier,
      tierFrom,
      checks,
      options,
    ),
  };
}

/** Highest tier at which nothing required fails and, at production, nothing is left open. */
export function levelOf(checks: readonly Pick<CheckReport, 'state' | 'requiredFrom'>[]): Tier | 'none' {
  let level: Tier | 'none' = 'none';
  for (const tier of tiers) {
    const required = checks.filter((check) => check.requiredFrom !== 'advice' && reaches(tier, check.requiredFrom));
    const blocked = required.some(
      ({ state }) => state === 'fail' || (tier === 'production' && (state === 'unknown' || state === 'error')),
    );
    if (blocked) return level;
    level = tier;
  }
  return level;
}

/** Share of the decided weight that passes; 0 when nothing is decided.
 *  Source: https://github.com/ossf/scorecard/blob/main/docs/checks.md (weights and their mean) */
export function percentOf(checks: readonly Pick<CheckReport, 'state' | 'weight'>[]): number {
  let passed = 0;
  let decided = 0;
  for (const { state, weight } of checks) {
    if (state === 'pass') passed += weight;
    if (state === 'pass' || state === 'fail' || state === 'warn') decided += weight;
  }
  const percent = decided === 0 ? 0 : Math.round((100 * passed) / decided);
  const criticalFails = checks.some((check) => check.state === 'fail' && check.weight === 10);
  return criticalFails ? Math.min(criticalCap, percent) : percent;
}

/** Share of the applicable checks that could be decided, by files or by people. */
export function coverageOf(checks: readonly Pick<CheckReport, 'state'>[]): number {
  const applicable = checks.filter((check) => check.state !== 'not_applicable');
  const open = applicable.filter((check) => check.state === 'unknown' || check.state === 'error');
  return applicable.length === 0 ? 0 : Math.round((100 * (applicable.length - open.length)) / applicable.length);
}

function resolveTier(
  facts: SeenProject['facts'],
  boundary: Boundary,
  chosen: Tier | undefined,
): Pick<ProjectReport, 'tier' | 'tierFrom'> {
  if (chosen !== undefined) return { tier: chosen, tierFrom: 'option' };
  const audience = facts.declaration?.audience;
  if (audience !== undefined) return { tier: tierOfAudience(audience), tierFrom: 'declaration' };
  return { tier: tierOfVerdict(boundary.verdict), tierFrom: 'boundary' };
}

/** A declared tier below a strong sign holds only with a confirmation that says why. */
function loweringOf(
  facts: SeenProject['facts'],
  boundary: Boundary,
  tier: Tier,
  tierFrom: ProjectReport['tierFrom'],
  { attestations, today }: ReadinessOptions,
): Boundary['lowering'] {
  const from = tierOfVerdict(boundary.verdict);
  if (tierFrom !== 'declaration' || rank(from) <= rank(tier) || !hasStrongSignal(boundary)) return undefined;
  const said = attestations
    .filter(({ check }) => check === boundaryAttestation)
    .filter(
      ({ path }) => path === undefined || matchesGlob(facts.folder, path) || matchesGlob(`${facts.folder}/x`, path),
    )
    .find((attestation) => holds(attestation, today));
  return said === undefined
    ? { state: 'unconfirmed', from, to: tier }
    : { state: 'confirmed', from, to: tier, by: said.by, reason: said.reason, expires: said.expires };
}

function strengthen(outcome: CheckOutcome | ErrorOutcome, enforced: boolean): CheckOutcome | ErrorOutcome {
  return enforced && outcome.state === 'warn' ? { ...outcome, state: 'fail' } : outcome;
}

function reportOf(
  check: Check,
  requiredFrom: Check['requiredFrom'],
  ruled: ReturnType<typeof applyRulings>,
): CheckReport {
  const { id, category, title, plain, weight, fix, why, source, confidence, revision = 1, attest } = check;
  return {
    id,
    category,
    title,
    plain,
    state: ruled.state,
    requiredFrom,
    weight,
    evidence: ruled.evidence,
    fix,
    ...(ruled.because === undefined ? {} : { because: ruled.because }),
    why,
    source,
    confidence,
    revision,
    ...(attest === undefined ? {} : { attest }),
    fixable: isFixable(id),
  };
}

function nextOf(
  checks: readonly CheckReport[],
  level: Tier | 'none',
  tier: Tier,
  registered: readonly Check[],
  most: number,
): readonly string[] {
  const aim = reaches(level, tier) ? tiers[rank(level) + 1] : tier;
  if (aim === undefined) return [];
  const effortById = new Map(registered.map((check) => [check.id, check.effort]));
  const usefulness = (check: CheckReport): number => check.weight / (effortById.get(check.id) ?? 2);
  return checks
    .filter(({ requiredFrom }) => requiredFrom !== 'advice' && reaches(aim, requiredFrom))
    .filter(({ state }) => state === 'fail' || (aim === 'production' && (state === 'unknown' || state === 'error')))
    .sort(
      (a, b) =>
        Number(isCriticalFail(b)) - Number(isCriticalFail(a)) ||
        rank(stopsAt(a)) - rank(stopsAt(b)) ||
        usefulness(b) - usefulness(a) ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, most)
    .map((check) => check.id);
}

/** The lowest tier that it keeps closed: what nobody could see closes production alone. */
function stopsAt({ state, requiredFrom }: CheckReport): CheckReport['requiredFrom'] {
  return state === 'fail' ? requiredFrom : 'production';
}

function isCriticalFail(check: CheckReport): boolean {
  return check.state === 'fail' && check.weight === 10;
}

function notesOf(
  facts: SeenProject['facts'],
  boundary: Boundary,
  tier: Tier,
  tierFrom: ProjectReport['tierFrom'],
  checks: readonly CheckReport[],
  options: ReadinessOptions,
): readonly string[] {
  const notes: string[] = [];
  const found = tierOfVerdict(boundary.verdict);
  if (tierFrom !== 'boundary' && rank(found) > rank(tier)) {
    const who = tierFrom === 'option' ? 'The tier was chosen by hand' : 'The project file asks for a lower tier';
    notes.push(`${who} (${tier}), but the files look like ${found}: ${boundary.plain}`);
    if (boundary.lowering?.state === 'confirmed') {
      notes.push(
        `${boundary.lowering.by} confirmed the lower tier: ${boundary.lowering.reason} (holds until ${boundary.lowering.expires}).`,
      );
    } else if (boundary.lowering !== undefined) {
      notes.push(
        `To go below a strong sign, somebody has to say why: handrail readiness attest ${boundaryAttestation} --reason … --owner … --expires …`,
      );
    }
  }
  if (options.asOf !== undefined)
    notes.push(`Looked at as of ${options.asOf}. Such a look back never counts as ready.`);
  if (facts.folder === '') {
    const stateById = new Map(checks.map((check) => [check.id, check.state]));
    for (const waiver of options.waivers) {
      const state = waiver.check === undefined ? undefined : stateById.get(waiver.check);
      if (state === 'pass' || state === 'not_applicable') notes.push(`The waiver ${waiver.id} is no longer needed.`);
    }
  }
  return notes;
}

function rank(tier: Tier | 'none' | 'advice'): number {
  return tier === 'none' ? -1 : tier === 'advice' ? tiers.length : tiers.indexOf(tier);
}

function reaches(level: Tier | 'none', wanted: Tier): boolean {
  return rank(level) >= rank(wanted);
}
