// The nouns of a scan: what a detector saw (policy-free) and what that means here (a finding).
// Everything is JSON-safe: it crosses worker threads, the cache and stdout unchanged, and never holds a secret.

import type { Region } from './document.ts';

/** Families of findings; the values of `check --only`. Source: docs/architecture.md, "Contract". */
export const findingKinds = ['sensitive-data', 'ai-tool', 'mcp', 'agent-file', 'data-boundary', 'policy'] as const;
export type FindingKind = (typeof findingKinds)[number];

/** How a finding is shown, strongest first. */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** How serious a rule is before the policy's mode is applied, weakest first. */
export const ruleSeverities = ['low', 'medium', 'high', 'critical'] as const;
export type RuleSeverity = (typeof ruleSeverities)[number];

export type Confidence = 'high' | 'medium' | 'low';

/** All there is to know about a rule, in one place; SARIF help, hovers, documentation and the CLI are derived from it. */
export interface Rule {
  /** `area/kebab-name`, never reused. */
  readonly id: string;
  readonly kind: FindingKind;
  /** A short name, for lists. */
  readonly title: string;
  /** What was seen and what to do, for somebody who does not program. */
  readonly plain: string;
  /** Why it matters, for an engineer. */
  readonly why: string;
  /** The next step, as an instruction. */
  readonly fix: string;
  readonly severity: RuleSeverity;
  /** Catalogue tags that data-class selectors of a policy may name: `credential`, `personal`, `payment`, `health`. */
  readonly tags: readonly string[];
  /** The document that defines what is matched. */
  readonly source: string;
  /** Where the provider lets one revoke the value. */
  readonly revokeUrl?: string;
}

/** A place in one document where a rule matched, judged without any policy. The value itself is not in it. */
export interface Match {
  readonly ruleId: string;
  readonly region: Region;
  readonly confidence: Confidence;
  /** A severity other than the rule's own, when the place argues for it (a test fixture, an invalid checksum). */
  readonly severity?: RuleSeverity;
  /** At most the first 4 and last 2 characters of a credential; none of personal data. */
  readonly preview: string;
  /** Stable while lines above move. See `fingerprint.ts`. */
  readonly fingerprint: string;
  /** What this match says beyond the rule's text ("3 rows", "checksum valid"); never the value. */
  readonly detail?: string;
  /** What a fix needs beyond the range: the assignment's name, the language's way to read the environment. */
  readonly fixData?: Readonly<Record<string, string>>;
  /** Titles of the fixes that its place allows, preferred one first; absent when there is none. */
  readonly fixes?: readonly string[];
}

/** Signals that a tool is in use. Source: docs/architecture.md, "Contract" (inventory). */
export const evidenceSignals = [
  'dependency',
  'import',
  'endpoint',
  'env',
  'config-file',
  'extension',
  'mcp-server',
  'container-image',
  'ci-action',
  'cli',
  'git-trailer',
  'model-id',
] as const;
export type EvidenceSignal = (typeof evidenceSignals)[number];

/** How a tool is reached, strongest first. */
export const evidenceScopes = ['direct', 'transitive', 'dev', 'docs'] as const;
export type EvidenceScope = (typeof evidenceScopes)[number];

/** One sign in one file (or in the editor) that an AI tool is used here. */
export interface ToolEvidence {
  readonly toolId: string;
  readonly signal: EvidenceSignal;
  /** The package, module, host, file or extension id that was recognised; never a variable's value. */
  readonly value: string;
  /** Version or range as declared, when the signal has one. */
  readonly version?: string;
  readonly confidence: Confidence;
  readonly scope: EvidenceScope;
  readonly path: string;
  readonly region: Region;
  readonly fingerprint: string;
  /** What a fix needs to know of the place. */
  readonly fixData?: Readonly<Record<string, string>>;
}

export type ToolStatus = 'sanctioned' | 'conditional' | 'unsanctioned' | 'unknown';

/** A server declared in an MCP configuration file. Names of variables and headers only, never their values. */
export interface McpServerUse {
  readonly name: string;
  /** Tool id of the client whose configuration file this is. */
  readonly client: string;
  readonly transport: 'stdio' | 'http' | 'sse' | 'unknown';
  readonly command?: string;
  readonly url?: string;
  /** Whether the command names an exact version; servers reached by URL count as pinned. */
  readonly pinned: boolean;
  /** Names of the variables and headers it is given. Absent when there are none. */
  readonly variables?: readonly string[];
  /** Tools of it that the file names. Absent when it names none. */
  readonly tools?: readonly string[];
  /** Tools that run without a question; `*` for all of them. Absent when each is asked about. */
  readonly autoApproved?: readonly string[];
  readonly path: string;
  readonly region: Region;
  readonly fingerprint: string;
}

/** Why a finding does not count. */
export interface Suppression {
  readonly by: 'inline' | 'foreign' | 'baseline' | 'waiver';
  readonly reason: string;
}

/** A pointer to the line of the policy that decided. */
export interface PolicyReference {
  readonly layer: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** What a person sees: a match or tool evidence, weighed by the policy in force. */
export interface Finding {
  readonly ruleId: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Posix, relative to the workspace root. */
  readonly path: string;
  readonly region: Region;
  /** One line: what, why, way out. Never the value. */
  readonly message: string;
  readonly preview: string;
  readonly fingerprint: string;
  readonly toolId?: string;
  readonly status?: ToolStatus;
  /** Id of a sanctioned tool to use instead. */
  readonly instead?: string;
  readonly dataClass?: string;
  /** Id of the policy's own rule that made this a finding; exceptions may name it. */
  readonly policyRule?: string;
  /** Id of the commit that has it first, where a history was looked at. */
  readonly commit?: string;
  readonly suppressed?: Suppression;
  /** The signs below a tool finding. */
  readonly evidence?: readonly ToolEvidence[];
  /** The policy line that made this a finding; absent under product rules alone. */
  readonly decidedBy?: PolicyReference;
  readonly fixData?: Readonly<Record<string, string>>;
  /** Titles of the fixes offered, preferred one first. */
  readonly fixes: readonly string[];
}

/** A detector that threw on one document: its findings for that document are missing, and that is said. */
export interface DetectorFailure {
  readonly detector: string;
  readonly path: string;
  readonly error: string;
}

/** A pattern of the policy that a scan has switched off: it took more time than it may, or is none. */
export interface OffPattern {
  readonly ruleId: string;
  readonly because: 'slow' | 'unreadable';
}
