// How findings reach readiness: as facts without values, with people's decisions beside them. Facts call it; it never imports the scanner.

import type {
  Confidence,
  DetectorFailure,
  Finding,
  Match,
  Rule,
  RuleSeverity,
  Suppression,
  ToolEvidence,
} from '../model/finding.ts';

/** One match of the scan, without its value. */
export interface ScanFact {
  readonly ruleId: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly severity: RuleSeverity;
  readonly confidence: Confidence;
  readonly path: string;
  readonly line: number;
  /** Absent when nobody explained it. */
  readonly suppressed?: Suppression;
}

export type ScanFacts =
  | {
      readonly state: 'scanned';
      readonly matches: readonly ScanFact[];
      readonly tools: readonly ToolEvidence[];
      readonly failures: readonly DetectorFailure[];
    }
  | { readonly state: 'not-scanned' };

/** What a scan says of one document; the scanner's own type fits. */
export interface ScannedFile {
  readonly path: string;
  readonly matches: readonly Match[];
  readonly toolEvidence: readonly ToolEvidence[];
  readonly failures: readonly DetectorFailure[];
}

/** What a shell hands over of its scan. */
export interface ScanInputs {
  /** Absent when nothing was scanned: checks that need it answer "unknown". */
  readonly scans?: Iterable<ScannedFile>;
  /** Rules of the scan; matches of other rules carry no tags. */
  readonly rules?: readonly Pick<Rule, 'id' | 'title' | 'tags' | 'severity'>[];
  /** The same matches after people's decisions: suppression comments and waivers are honoured, a baseline is not. */
  readonly findings?: readonly Finding[];
}

/** Matches with the tags of their rules and with people's decisions. Pure; linear in the matches. */
export function readScan({ scans, rules, findings }: ScanInputs): ScanFacts {
  if (scans === undefined) return { state: 'not-scanned' };
  const ruleById = new Map((rules ?? []).map((rule) => [rule.id, rule]));
  const suppressions = new Map<string, Suppression>();
  for (const finding of findings ?? []) {
    if (finding.suppressed && finding.suppressed.by !== 'baseline') {
      suppressions.set(`${finding.path}\n${finding.fingerprint}`, finding.suppressed);
    }
  }
  const matches: ScanFact[] = [];
  const tools: ToolEvidence[] = [];
  const failures: DetectorFailure[] = [];
  for (const scan of scans) {
    tools.push(...scan.toolEvidence);
    failures.push(...scan.failures);
    for (const match of scan.matches) {
      const rule = ruleById.get(match.ruleId);
      const suppressed = suppressions.get(`${scan.path}\n${match.fingerprint}`);
      matches.push({
        ruleId: match.ruleId,
        title: rule?.title ?? match.ruleId,
        tags: rule?.tags ?? [],
        severity: match.severity ?? rule?.severity ?? 'medium',
        confidence: match.confidence,
        path: scan.path,
        line: match.region.startLine,
        ...(suppressed === undefined ? {} : { suppressed }),
      });
    }
  }
  return { state: 'scanned', matches, tools, failures };
}
