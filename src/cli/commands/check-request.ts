// The arguments of `handrail check`.

import { parseArgs } from 'node:util';
import { findingKinds, severities, type FindingKind } from '../../core/model/finding.ts';
import { messageOf, Refusal } from '../../core/model/errors.ts';
import { checkFormats, type CheckFormat } from '../../core/report/format.ts';

const thresholds = [...severities, 'none'] as const;
export type Threshold = (typeof thresholds)[number];

export const checkUsage = [
  'handrail check [PATH...]          all findings; exit code 1 when one is at or above --fail-on',
  '',
  '  --only KIND[,KIND]              sensitive-data, ai-tool, mcp, agent-file, data-boundary, policy',
  '  --format text|json|sarif|junit|github|markdown',
  '  --fail-on error|warning|info|none   default: error',
  '  --staged                        what is staged; findings that touch added lines',
  '  --since REV                     the working tree since it left REV; findings that touch added lines',
  '  --history [RANGE]               every version of every file in the commits of RANGE, default: all commits',
  '  --stdin --stdin-filename NAME   one text from stdin, as if it were that file',
  '  --baseline FILE                 known findings; default: .handrail/baseline.json. A report of gitleaks or a',
  '                                  baseline of detect-secrets will do',
  '  --update-baseline               take what is found now as known, too',
  '  --prune-baseline                with --update-baseline: take out what is no longer found',
  '  --no-ignore                     also look at what .gitignore and .handrailignore leave out',
  '  --jobs N                        threads',
  '  --max-file-size BYTES           skip larger files; default: 10485760',
  '  --progress                      count files on stderr',
].join('\n');

/** What to look at. `history` without a range is everything. */
export type Scope =
  | { readonly kind: 'files' }
  | { readonly kind: 'staged' }
  | { readonly kind: 'since'; readonly revision: string }
  | { readonly kind: 'history'; readonly range?: string; readonly mayBePath: boolean }
  | { readonly kind: 'stdin'; readonly name: string };

export interface CheckRequest {
  readonly paths: readonly string[];
  readonly scope: Scope;
  readonly only: ReadonlySet<FindingKind>;
  readonly format: CheckFormat;
  readonly failOn: Threshold;
  readonly baseline?: string;
  readonly updatesBaseline: boolean;
  readonly prunesBaseline: boolean;
  readonly showsProgress: boolean;
  readonly useIgnoreFiles: boolean;
  readonly maxFileBytes?: number;
  readonly jobs?: number;
}

/** @throws Refusal `usage` */
export function readCheckRequest(argv: readonly string[]): CheckRequest {
  const { argv: plain, history } = takeHistory(argv);
  const { values, positionals } = parse(plain);
  const scope = scopeOf({ ...values, ...(history !== undefined && { history }) });
  if (scope.kind === 'stdin' && positionals.length > 0) throw wrongUse('--stdin takes no paths.');
  if (values['prune-baseline'] && !values['update-baseline']) {
    throw wrongUse('--prune-baseline goes with --update-baseline.');
  }
  if (values['prune-baseline'] && (scope.kind !== 'files' || positionals.length > 0 || values.only !== undefined)) {
    throw wrongUse('--prune-baseline needs a look at everything: leave out PATH, --only and the like.');
  }
  const maxFileBytes = wholeNumber('--max-file-size', values['max-file-size']);
  const jobs = wholeNumber('--jobs', values.jobs);
  return {
    paths: positionals,
    scope,
    only: new Set(values.only?.flatMap((list) => list.split(',')).map((kind) => oneOf('--only', findingKinds, kind))),
    format: oneOf('--format', checkFormats, values.format),
    failOn: oneOf('--fail-on', thresholds, values['fail-on']),
    ...(values.baseline !== undefined && { baseline: values.baseline }),
    updatesBaseline: values['update-baseline'],
    prunesBaseline: values['prune-baseline'],
    showsProgress: values.progress,
    useIgnoreFiles: !values['no-ignore'],
    ...(maxFileBytes !== undefined && { maxFileBytes }),
    ...(jobs !== undefined && { jobs }),
  };
}

interface ScopeValues {
  readonly staged: boolean;
  readonly since?: string | undefined;
  readonly history?: Extract<Scope, { kind: 'history' }>;
  readonly stdin: boolean;
  readonly 'stdin-filename'?: string | undefined;
}

function scopeOf({ staged, since, history, stdin, 'stdin-filename': name }: ScopeValues): Scope {
  if (stdin !== (name !== undefined)) {
    throw wrongUse('--stdin and --stdin-filename go together: the name says what kind of file the text is.');
  }
  const scopes: readonly Scope[] = [
    ...(staged ? [{ kind: 'staged' } as const] : []),
    ...(since !== undefined ? [{ kind: 'since', revision: since } as const] : []),
    ...(history !== undefined ? [history] : []),
    ...(name !== undefined ? [{ kind: 'stdin', name } as const] : []),
  ];
  if (scopes.length > 1) throw wrongUse('--staged, --since, --history and --stdin exclude one another.');
  return scopes[0] ?? { kind: 'files' };
}

/** `--history` may stand alone, with `=RANGE`, or before a range; the latter could also be a path, which is for the caller to tell. */
function takeHistory(argv: readonly string[]): {
  readonly argv: readonly string[];
  readonly history?: Extract<Scope, { kind: 'history' }>;
} {
  const end = argv.indexOf('--');
  const at = argv.findIndex((argument, index) => /^--history(?:=|$)/.test(argument) && (end < 0 || index < end));
  const given = argv[at];
  if (given === undefined) return { argv };
  const inline = given.includes('=') ? given.slice('--history='.length) : undefined;
  if (inline === '') throw wrongUse('--history= needs a range, such as main..HEAD.');
  const next = argv[at + 1];
  const takesNext = inline === undefined && next !== undefined && !next.startsWith('-');
  const range = takesNext ? next : inline;
  return {
    argv: [...argv.slice(0, at), ...argv.slice(at + (takesNext ? 2 : 1))],
    history: { kind: 'history', ...(range !== undefined && { range }), mayBePath: takesNext },
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        only: { type: 'string', multiple: true },
        format: { type: 'string', default: 'text' },
        'fail-on': { type: 'string', default: 'error' },
        staged: { type: 'boolean', default: false },
        since: { type: 'string' },
        stdin: { type: 'boolean', default: false },
        'stdin-filename': { type: 'string' },
        baseline: { type: 'string' },
        'update-baseline': { type: 'boolean', default: false },
        'prune-baseline': { type: 'boolean', default: false },
        'no-ignore': { type: 'boolean', default: false },
        jobs: { type: 'string' },
        'max-file-size': { type: 'string' },
        progress: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch (thrown) {
    throw wrongUse(messageOf(thrown));
  }
}

function oneOf<Choice extends string>(option: string, choices: readonly Choice[], given: string): Choice {
  const choice = choices.find((each) => each === given.trim());
  if (choice === undefined) throw wrongUse(`${option} is one of ${choices.join(', ')}; "${given}" is not.`);
  return choice;
}

function wholeNumber(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,11}$/.test(given)) throw wrongUse(`${option} needs a whole number above 0, not "${given}".`);
  return Number(given);
}

function wrongUse(what: string): Refusal {
  return new Refusal('usage', `${what}\n\n${checkUsage}`);
}
