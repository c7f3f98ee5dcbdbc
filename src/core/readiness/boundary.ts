// The production boundary: can people outside the company reach this? Adds up the signals and names them all; it proposes, it never
// changes what a team declared. Evaluate calls it.

import type { CheckEvidence, Tier } from '../model/outcome.ts';
import type { BoundaryContext, BoundarySignal } from './boundary-signal.ts';
import { namedExample } from './boundary-inside.ts';
import { boundarySignals } from './boundary-signals.ts';
import type { Facts } from './facts.ts';
import { lastOf, type Steps } from './steps.ts';
import { answered } from './noted-facts.ts';

export type BoundaryVerdict = 'production' | 'likely_production' | 'internal' | 'sandbox';

export interface BoundaryHit {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  /** Of the signal alone, before groups are weighed. */
  readonly score: number;
  readonly plain: string;
  readonly note: string;
}

export interface Boundary {
  readonly verdict: BoundaryVerdict;
  /** 0 to 150. */
  readonly score: number;
  /** Strongest first, at most one place a signal. */
  readonly signals: readonly BoundaryHit[];
  /** One sentence for people. */
  readonly plain: string;
  /** There when the project declares less than a strong sign shows. It proposes; the declared tier stays, but nothing is ready
   *  under it until somebody confirms why. */
  readonly lowering?:
    | { readonly state: 'unconfirmed'; readonly from: Tier; readonly to: Tier }
    | {
        readonly state: 'confirmed';
        readonly from: Tier;
        readonly to: Tier;
        readonly by: string;
        readonly reason: string;
        readonly expires: string;
      }
    | undefined;
}

/** Stands in place of a check id in an attestation that a project stays below what its strong signs show. */
export const boundaryAttestation = 'production-boundary';

/** Whether something was published on purpose, as far as files show. */
export function hasStrongSignal({ signals }: Pick<Boundary, 'signals'>): boolean {
  return signals.some(({ score }) => score >= strongScore);
}

const maxScore = 150;
const strongScore = 100;

const verdictInWords: Readonly<Record<BoundaryVerdict, string>> = {
  production: 'People outside your company can reach this. That makes it production, no matter who built it.',
  likely_production:
    'This looks like it may be reachable from outside. Is it? Say so under "audience" in .handrail/project.yaml.',
  internal: 'Looks like colleagues use this.',
  sandbox: 'Looks like a private try-out.',
};

/** Weigh all signals. A declared audience `external` raises the verdict to production; nothing declared lowers it.
 *  @param around  of a project in a monorepo: what lies outside of every project. Its signs count as well, since nobody can tell
 *  which project they speak of */
export function judgeBoundary(facts: Facts, context: BoundaryContext, around?: Facts): Boundary {
  return lastOf(boundarySteps(facts, context, around));
}

/** The same, a sign a step. */
export function* boundarySteps(facts: Facts, context: BoundaryContext, around?: Facts): Steps<Boundary> {
  const isExample = namedExample(facts).length > 0;
  const look = (signal: BoundarySignal, at: Facts): CheckEvidence | undefined =>
    answered(at, `sign ${signal.id} ${context.internalDomains.join(' ')}`, () => signal.look(at, context)[0]);
  const seen: { readonly signal: BoundarySignal; readonly first: CheckEvidence }[] = [];
  for (const signal of boundarySignals) {
    const first = look(signal, facts) ?? (around && look(signal, around));
    const score = isExample && signal.isAbility === true ? signal.score / 2 : signal.score;
    if (first !== undefined) seen.push({ signal: { ...signal, score }, first });
    yield;
  }
  const score = addUp(seen.map(({ signal }) => signal));
  const signals = seen
    .map(({ signal, first }) => hitOf(signal, first))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const declaredLine = facts.declaration?.lines['/audience'];
  const declaration = facts.declaration;
  if (declaration?.audience === 'external') {
    const said = {
      id: 'declared-external',
      path: declaration.file,
      line: declaredLine ?? 1,
      score: 100,
      plain: 'The project file says that people outside use it.',
      note: 'audience: external',
    };
    return { verdict: 'production', score, signals: [said, ...signals], plain: verdictInWords.production };
  }
  const verdict = verdictOf(score, signals);
  return { verdict, score, signals, plain: verdictInWords[verdict] };
}

/** The tier a verdict asks for. "Likely" counts as production until somebody answers the question. */
export function tierOfVerdict(verdict: BoundaryVerdict): Tier {
  return verdict === 'likely_production' ? 'production' : verdict;
}

/** The strongest sign in full, half of the best one of each other group, no more than 150, then what speaks against it. */
export function addUp(signals: readonly Pick<BoundarySignal, 'group' | 'score'>[]): number {
  const best = new Map<string, number>();
  let against = 0;
  for (const { group, score } of signals) {
    if (score < 0) against += score;
    else best.set(group, Math.max(best.get(group) ?? 0, score));
  }
  const [strongest = 0, ...others] = [...best.values()].sort((a, b) => b - a);
  const positive = others.reduce((sum, score) => sum + score / 2, strongest);
  return Math.max(0, Math.round(Math.min(maxScore, positive) + against));
}

function verdictOf(score: number, signals: readonly BoundaryHit[]): BoundaryVerdict {
  if (score >= 100) return 'production';
  if (score >= 50) return 'likely_production';
  if (score >= 20) return 'internal';
  const saysInside = signals.some((signal) =>
    ['internal-annotation', 'internal-domain', 'sso-proxy'].includes(signal.id),
  );
  return saysInside ? 'internal' : 'sandbox';
}

function hitOf(signal: BoundarySignal, evidence: CheckEvidence): BoundaryHit {
  const { path, line, note } = evidence;
  return { id: signal.id, path, line, score: signal.score, plain: signal.plain, note };
}
