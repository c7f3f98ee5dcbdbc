// Weighs a candidate: what its format, its value and its place say about whether it is a real credential. The parts add up to a
// score, and the score decides how loudly it is said. Values go in, judgements come out.

import type { Confidence, RuleSeverity } from '../../model/finding.ts';
import type { PathClass } from './path-class.ts';
import { ruleSeverities } from '../../model/finding.ts';
import { isPeriodic, isRandom } from './rarity.ts';
import { isCustomary, isSequence, isStandIn, runsOn } from './stand-ins.ts';

/** What is said of a match beyond its rule. */
export interface Judgement {
  readonly confidence: Confidence;
  readonly severity: RuleSeverity;
  readonly detail?: string;
}

/** What speaks for a candidate. `format`: a literal that only this kind has. `context`: a common shape beside the name of its
 *  provider. `secret`, `password`, `weak`: the name it is assigned to. `structure`: a place that only holds secrets. */
export type Evidence = 'format' | 'context' | 'secret' | 'password' | 'weak' | 'structure';

/** A value with all that is known of it. */
export interface Candidate {
  readonly value: string;
  readonly severity: RuleSeverity;
  readonly evidence: Evidence;
  readonly pathClass: PathClass;
  /** Characters at its start that the format prescribes. */
  readonly fixedStart?: number;
  /** The part of the value that is drawn at random; the whole value without it. */
  readonly drawn?: string;
  /** Whether the check characters inside are right; absent when the kind has none. */
  readonly checksum?: boolean;
  /** Points that only its kind can give or take. */
  readonly points?: number;
  /** Values of this kind are chosen by people, or are long texts: how random they look says nothing. */
  readonly anyValue?: boolean;
  /** Whether the program that reads it made it for itself, as keys of sessions are: elsewhere it opens nothing. */
  readonly isOwn?: boolean;
  /** Whether placeholders were ruled out before. */
  readonly isStandIn?: false;
}

const start: Readonly<Record<Evidence, number>> = {
  format: 80,
  structure: 75,
  context: 70,
  secret: 60,
  password: 55,
  weak: 44,
};
const loud = 65;
const quiet = 45;
const least = 20;

/** @returns undefined when the value is none to speak of */
export function judgeCandidate(candidate: Candidate): Judgement | undefined {
  const { value, evidence, pathClass, checksum, fixedStart = 0 } = candidate;
  if (checksum !== true && candidate.isStandIn !== false && isStandIn(value, fixedStart, candidate.drawn))
    return undefined;
  let score = start[evidence] + (candidate.points ?? 0);
  const named = evidence === 'secret' || evidence === 'password' || evidence === 'weak';
  if (checksum === true) score += 20;
  else if (candidate.anyValue !== true) {
    const drawn = candidate.drawn ?? value;
    if (isPeriodic(lastOfUuid.exec(drawn)?.[0] ?? drawn, 7)) score -= 65;
    else if (isSequence(drawn))
      score -=
        evidence === 'format' ? (runsOn(drawn) ? 45 : isCustomary(drawn) ? 40 : 30) : evidence === 'context' ? 25 : 45;
    else if (!isRandom(drawn) && !(evidence === 'context' && isNumber(drawn))) score -= evidence === 'format' ? 32 : 40;
  }
  // Of a placeholder, wrong check characters say nothing more.
  if (checksum === false && !runsOn(candidate.drawn ?? value)) score -= 25;
  if (pathClass.test) score -= evidence === 'format' ? 30 : 40;
  else if (pathClass.docs) score -= evidence === 'format' ? 25 : 35;
  if (pathClass.savedPage && evidence === 'format') score -= 10;
  if (pathClass.machineMade && evidence !== 'format') score -= 45;
  if (pathClass.translation && named) score -= 45;
  if (
    pathClass.throwaway &&
    (candidate.isOwn === true || (candidate.anyValue === true && value !== '' && !isRandom(value)))
  )
    score -= 25;
  if (score < least) return undefined;
  const invented = pathClass.test || pathClass.docs;
  const detail =
    checksum === true
      ? 'Its check characters are right.'
      : checksum === false
        ? 'It has the shape, but its check characters are not right.'
        : invented
          ? 'It stands in a test, an example or documentation.'
          : undefined;
  // Kinds that open little are not worth a warning where samples stand.
  const cap: RuleSeverity =
    invented && checksum !== true && candidate.severity === 'medium' ? 'low' : candidate.severity;
  return {
    severity: score >= loud ? cap : atMost(score >= quiet ? 'medium' : 'low', cap),
    confidence: score >= loud + 10 ? 'high' : score >= quiet ? 'medium' : 'low',
    ...(detail !== undefined && { detail }),
  };
}

/** The weaker of two severities. */
export function atMost(cap: RuleSeverity, severity: RuleSeverity): RuleSeverity {
  return ruleSeverities.indexOf(severity) > ruleSeverities.indexOf(cap) ? cap : severity;
}

/** What tells one UUID from another; the groups before it often are of a clock. */
const lastOfUuid = /(?<=^[\da-f]{8}-(?:[\da-f]{4}-){3})[\da-f]{12}$/i;

// Long numbers are drawn at random as well, and have no letters to show it.
function isNumber(value: string): boolean {
  return value.length >= 24 && /^\d+$/.test(value);
}
