// What people decided about a check: waivers accept it as it is, attestations confirm what files cannot tell. Evaluate weighs them here.

import { holds } from '../policy/exceptions.ts';
import { matchesGlob } from '../text/glob.ts';
import type { CheckEvidence, CheckOutcome, CheckState, Tier } from '../model/outcome.ts';
import type { Check } from './check.ts';

/** One entry of `.handrail/waivers.yaml` or `.handrail/attestations.yaml`, validated. Dates are UTC days, both included. */
export interface CheckRuling {
  readonly id: string;
  readonly check?: string;
  /** Glob; absent means the whole workspace. */
  readonly path?: string;
  readonly owner: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  readonly expires: string;
}

/** How long a waiver may last, in days, and who may accept a critical check. */
export interface RulingLimits {
  readonly maxWaiverDays: Readonly<Record<Tier, number>>;
  /** E-mail addresses or groups; absent when the policy names nobody, [] when its layers have nobody in common. */
  readonly approvers?: readonly string[];
}

/** Longest waivers when the policy says nothing. */
export const defaultWaiverDays: Readonly<Record<Tier, number>> = { sandbox: 365, internal: 180, production: 90 };

export interface Ruled {
  readonly state: CheckState;
  readonly evidence: readonly CheckEvidence[];
  readonly because?: string;
}

export interface RulingContext {
  readonly waivers: readonly CheckRuling[];
  readonly attestations: readonly CheckRuling[];
  readonly today: string;
  readonly tier: Tier;
  /** '' for the whole workspace. */
  readonly folder: string;
  readonly limits: RulingLimits;
}

/** The state of a check after people's decisions. A pass and a "does not apply" stay what they are; a decision that has ended
 *  leaves a fail that says so. */
export function applyRulings(check: Check, outcome: CheckOutcome | ErrorOutcome, context: RulingContext): Ruled {
  const plain = withReason(outcome);
  if (outcome.state === 'pass' || outcome.state === 'not_applicable') return plain;
  const reasons: string[] = [];
  for (const attestation of concerning(check, outcome, context.attestations, context)) {
    const refusal = whyNotAttested(check, outcome, attestation, context);
    if (refusal === undefined) {
      const because = `${attestation.by} confirmed on ${day(attestation.at)}: ${attestation.reason} (holds until ${attestation.expires})`;
      return { state: 'attested', evidence: plain.evidence, because };
    }
    reasons.push(refusal);
  }
  for (const waiver of concerning(check, outcome, context.waivers, context)) {
    const refusal = whyNotWaived(check, waiver, context);
    if (refusal === undefined) {
      const because = `Accepted by ${waiver.owner} until ${waiver.expires}: ${waiver.reason} (${waiver.id})`;
      return { state: 'waived', evidence: plain.evidence, because };
    }
    reasons.push(refusal);
  }
  if (reasons.length === 0) return plain;
  const because = [...reasons, ...(plain.because === undefined ? [] : [plain.because])].join(' ');
  const state = outcome.state === 'warn' || outcome.state === 'error' ? outcome.state : 'fail';
  return { state, evidence: plain.evidence, because };
}

/** A check that broke. Not part of the contract of a check: it cannot say this of itself. */
export interface ErrorOutcome {
  readonly state: 'error';
  readonly because: string;
}

/** Days a waiver may last at a tier, and what it asks for; the reason to refuse one, or undefined when it holds. */
export function whyNotWaived(
  check: Pick<Check, 'weight'>,
  waiver: CheckRuling,
  context: Omit<RulingContext, 'waivers' | 'attestations'>,
): string | undefined {
  if (!holds(waiver, context.today)) return `The waiver ${waiver.id} ended on ${waiver.expires}.`;
  const longest = context.limits.maxWaiverDays[context.tier];
  if (daysBetween(day(waiver.at), waiver.expires) > longest) {
    return `The waiver ${waiver.id} lasts longer than the ${String(longest)} days allowed here.`;
  }
  if (check.weight !== 10 || mayAcceptCritical(waiver.by, context.limits)) return undefined;
  const { approvers = [] } = context.limits;
  return approvers.length === 0
    ? `The waiver ${waiver.id} does not count: this check is critical, and the policy lets nobody accept it.`
    : `The waiver ${waiver.id} needs ${approvers.join(' or ')}, because this check is critical.`;
}

/** Whether somebody may accept that a critical check is not met. */
export function mayAcceptCritical(by: string, { approvers }: RulingLimits): boolean {
  return approvers?.includes(by) ?? true;
}

/** Whole days from one UTC day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

function whyNotAttested(
  check: Check,
  outcome: CheckOutcome | ErrorOutcome,
  attestation: CheckRuling,
  context: RulingContext,
): string | undefined {
  if (!holds(attestation, context.today)) {
    return `What ${attestation.by} confirmed held until ${attestation.expires}. Look again and confirm it anew.`;
  }
  return canBeAttested(check, outcome)
    ? undefined
    : `The confirmation ${attestation.id} does not change what was found in the files.`;
}

/** Files beat words: a problem that was found cannot be confirmed away, only fixed or waived. */
export function canBeAttested(check: Check, outcome: CheckOutcome | ErrorOutcome): boolean {
  switch (outcome.state) {
    case 'unknown':
    case 'error':
      return true;
    case 'fail':
    case 'warn':
      return check.attest !== undefined && outcome.evidence.length === 0;
    case 'pass':
    case 'not_applicable':
      return false;
  }
}

function concerning(
  check: Check,
  outcome: CheckOutcome | ErrorOutcome,
  rulings: readonly CheckRuling[],
  context: RulingContext,
): readonly CheckRuling[] {
  const evidence = evidenceOf(outcome);
  return rulings
    .filter((ruling) => ruling.check === check.id)
    .filter(({ path }) => {
      if (path === undefined) return true;
      if (context.folder !== '') return matchesGlob(context.folder, path) || matchesGlob(`${context.folder}/x`, path);
      return evidence.length > 0 && evidence.every((seen) => matchesGlob(seen.path, path));
    })
    .sort((a, b) => (a.expires < b.expires ? 1 : -1));
}

function withReason(outcome: CheckOutcome | ErrorOutcome): Ruled {
  const evidence = evidenceOf(outcome);
  return 'because' in outcome
    ? { state: outcome.state, evidence, because: outcome.because }
    : { state: outcome.state, evidence };
}

function evidenceOf(outcome: CheckOutcome | ErrorOutcome): readonly CheckEvidence[] {
  return 'evidence' in outcome ? (outcome.evidence ?? []) : [];
}

function day(moment: string): string {
  return moment.slice(0, 10);
}
