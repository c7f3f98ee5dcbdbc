// The patterns of a policy (`data.detectors`) as rules and as what a scan looks for. Those that cannot be run are told apart, with the
// reason; they are findings against their line, never silently left out.

import { ruleSeverities, type PolicyReference, type Rule } from '../../model/finding.ts';
import { placeIn, speakersOf } from '../../policy/listing.ts';
import type { Policy } from '../../policy/policy.ts';
import type { OwnDetector } from '../../policy/schema.ts';
import { whyRisky } from '../../policy/lint-patterns.ts';
import { literalIn } from './literal-in.ts';

/** A pattern as a scan runs it. JSON-safe: threads get it so, and caches are keyed by it. */
export interface OwnPattern {
  readonly ruleId: string;
  readonly pattern: string;
  /** Compared without regard to ASCII case; never empty. */
  readonly keywords: readonly string[];
}

/** A pattern of a policy with all that is said of it. */
export interface PolicyPattern {
  readonly rule: Rule;
  /** Data class that the policy gives its hits. */
  readonly dataClass?: string;
  /** What a scan looks for; absent when the pattern cannot be run. */
  readonly scanned?: OwnPattern;
  /** Why it cannot be run, as the rest of a sentence. */
  readonly because?: string;
  /** Of the policy text that has it. */
  readonly source: string;
  readonly place?: PolicyReference;
}

const prefix = 'sensitive-data/';
/** A keyword of one or two characters is everywhere, and as good as none. */
const shortestKeyword = 2;

const known = new WeakMap<Policy, readonly PolicyPattern[]>();

/** Patterns of all layers, weakest layer first: a lower layer adds to what a higher one looks for. */
export function patternsOf(policy: Policy): readonly PolicyPattern[] {
  const read = known.get(policy);
  if (read !== undefined) return read;
  const patterns = policy.layers.flatMap((layer) =>
    speakersOf(layer).flatMap((speaker) =>
      (speaker.document.data?.detectors ?? []).map((detector, index) => ({
        ...policyPattern(detector, speaker.source),
        ...placeIn(speaker, `/data/detectors/${String(index)}/pattern`),
      })),
    ),
  );
  known.set(policy, patterns);
  return patterns;
}

/** A rule that the policy's patterns make, with the highest severity that any layer gives it; undefined when none has that id.
 *  `dataClasses` are those that the layers give its hits. */
export function ownRule(policy: Policy, ruleId: string): OwnRule | undefined {
  const same = patternsOf(policy).filter(({ rule }) => rule.id === ruleId);
  const [first] = same;
  if (first === undefined) return undefined;
  const weight = ({ rule }: PolicyPattern): number => ruleSeverities.indexOf(rule.severity);
  const strictest = same.reduce((best, each) => (weight(each) > weight(best) ? each : best), first);
  return {
    rule: strictest.rule,
    dataClasses: same.flatMap(({ dataClass }) => dataClass ?? []),
    ...(strictest.place !== undefined && { place: strictest.place }),
  };
}

export interface OwnRule {
  readonly rule: Rule;
  readonly dataClasses: readonly string[];
  readonly place?: PolicyReference;
}

/** What a scan has to look for beyond what the product knows. */
export function scannedPatterns(policy: Policy): readonly OwnPattern[] {
  return patternsOf(policy).flatMap(({ scanned }) => (scanned === undefined ? [] : [scanned]));
}

/** Why a pattern cannot be run, as the rest of a sentence that begins with "This pattern"; undefined when it can. */
export function whyNotRun({ pattern, keywords }: Pick<OwnDetector, 'pattern' | 'keywords'>): string | undefined {
  const risky = whyRisky(pattern);
  if (risky !== undefined) return risky;
  if (usableKeywords(keywords).length > 0 || literalIn(pattern) !== undefined) return undefined;
  return keywords === undefined || keywords.length === 0
    ? 'needs keywords: words of which one is always near a hit, so that not every text has to be searched'
    : 'needs a keyword of two characters or more';
}

/** What a scan looks for on behalf of an entry that `whyNotRun` has nothing against. */
export function ownPatternOf({ id, pattern, keywords }: Pick<OwnDetector, 'id' | 'pattern' | 'keywords'>): OwnPattern {
  const usable = usableKeywords(keywords);
  const literal = literalIn(pattern);
  return {
    ruleId: id.startsWith(prefix) ? id : prefix + id,
    pattern,
    keywords: usable.length > 0 || literal === undefined ? usable : [literal],
  };
}

function policyPattern(detector: OwnDetector, source: string): PolicyPattern {
  const { title, severity, class: dataClass } = detector;
  const because = whyNotRun(detector);
  const scanned = ownPatternOf(detector);
  return {
    rule: {
      id: scanned.ruleId,
      kind: 'sensitive-data',
      title,
      plain: `This file holds what the company's policy looks for: ${title}. Take it out, or use a made-up value.`,
      why: 'The policy asks to keep it out of files, which reach repositories, backups and AI tools.',
      fix: 'Take it out and keep it where it belongs, or put a made-up value in its place.',
      severity: severity ?? 'medium',
      tags: [],
      source,
    },
    ...(dataClass !== undefined && { dataClass }),
    ...(because === undefined ? { scanned } : { because }),
    source,
  };
}

function usableKeywords(keywords: readonly string[] | undefined): readonly string[] {
  return (keywords ?? []).filter((word) => word.length >= shortestKeyword);
}
