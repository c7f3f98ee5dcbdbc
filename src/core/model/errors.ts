// Problems that are expected: a bad policy line, an unreadable file. They are returned beside a result, never thrown.

/** A problem in something a person wrote, with its place and the next step. */
export interface Issue {
  /** Closed code such as `policy/unknown-key`; also the rule id when it becomes a finding. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** What is wrong, where it matters, and what to do next. */
  readonly message: string;
  /** As the person knows it: a path relative to the root, or an absolute one outside of it. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, UTF-16 code units. */
  readonly column: number;
  /** Exclusive end, for underlining; equals the start when only a point is known. */
  readonly endLine: number;
  readonly endColumn: number;
  /** The line that this one contradicts: a parent's limit, the first of two duplicates. */
  readonly related?: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  };
  /** A text to put in place of the underlined one, when there is one obvious repair. */
  readonly suggestion?: string;
}

/** Reasons for which a run cannot give a verdict; each maps to exit code 2 of the CLI. */
export type RefusalCode = 'usage' | 'policy-invalid' | 'policy-absent' | 'project-invalid' | 'unreadable';

/** Thrown by shells and loaders when going on would give a false verdict. Not a bug: the message is for the user. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly issues: readonly Issue[];

  constructor(code: RefusalCode, message: string, issues: readonly Issue[] = []) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.issues = issues;
  }

  /** Bundles each carry a copy of this class, so `instanceof` does not hold between them. */
  static is(thrown: unknown): thrown is Refusal {
    return thrown instanceof Error && thrown.name === 'Refusal';
  }
}

/** `file:line:column: message`, the form editors and terminals turn into a link. */
export function formatIssue(issue: Issue): string {
  const place = `${issue.file}:${String(issue.line)}:${String(issue.column)}`;
  const related = issue.related
    ? ` (${issue.related.file}:${String(issue.related.line)}: ${issue.related.message})`
    : '';
  return `${place}: ${issue.severity}: ${issue.message}${related} [${issue.code}]`;
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
