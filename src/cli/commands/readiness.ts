// `handrail readiness`: how ready a project is for the people who rely on it, and `fix`, `attest` and `waive` for single checks.
// Parses arguments and prints; what is said and planned comes from core/readiness, and the workspace is opened by the caller.

import { parseArgs } from 'node:util';
import { Refusal, formatIssue, messageOf, type Issue } from '../../core/model/errors.ts';
import { tiers, type Tier } from '../../core/model/outcome.ts';
import type { FileEdit } from '../../core/model/edit.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { evaluateReadiness } from '../../core/readiness/evaluate.ts';
import type { Facts } from '../../core/readiness/facts.ts';
import { planFix } from '../../core/readiness/plan-fix.ts';
import { planRuling, rulingsPathOf, type RulingKind } from '../../core/readiness/plan-ruling.ts';
import { readinessDemands } from '../../core/readiness/policy-demands.ts';
import { checkById } from '../../core/readiness/registry.ts';
import { renderEdits } from '../../core/readiness/render-edits.ts';
import { renderMarkdown } from '../../core/readiness/render-markdown.ts';
import { renderText } from '../../core/readiness/render-text.ts';
import type { ReadinessReport } from '../../core/readiness/report.ts';
import type { CheckRuling } from '../../core/readiness/rulings.ts';

const formats = ['text', 'json', 'markdown'] as const;
type Format = (typeof formats)[number];

const subcommands = ['fix', 'attest', 'waive'] as const;
type Subcommand = (typeof subcommands)[number];

const usage = [
  'handrail readiness [PATH]                  what is there, what is missing, what to do next',
  'handrail readiness fix CHECK [--dry-run]   write the starting file for a check',
  'handrail readiness attest CHECK --reason TEXT --owner NAME --expires YYYY-MM-DD',
  'handrail readiness waive CHECK --reason TEXT --owner NAME --expires YYYY-MM-DD',
  '',
  '  --tier sandbox|internal|production   default: as declared, else by what the files show',
  '  --format text|json|markdown',
  '  --as-of YYYY-MM-DD                   look back or ahead; never counts as ready',
  '',
  'Exit code 0 when ready, 1 when not, 2 for wrong use.',
].join('\n');

interface Request {
  readonly subcommand?: Subcommand;
  /** Check id of a subcommand, else the path to look at. */
  readonly subject?: string;
  readonly format: Format;
  readonly tier?: Tier;
  readonly asOf?: string;
  readonly isDryRun: boolean;
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
}

/** Which workspace to open, and under what. */
export interface OpenRequest {
  /** As given; absent means the current folder. */
  readonly path?: string;
  /** UTC day to weigh decisions at; absent means today. */
  readonly asOf?: string;
}

/** A workspace after its walk and its scan. Opening refuses a policy that does not load (exit code 2). */
export interface ReadinessWorkspace {
  readonly facts: Facts;
  readonly policy: Policy;
  /** UTC day, YYYY-MM-DD. */
  readonly today: string;
  readonly waivers: readonly CheckRuling[];
  readonly attestations: readonly CheckRuling[];
  /** Problems of the files that hold waivers and attestations. */
  readonly issues: readonly Issue[];
  userEmail(): Promise<string | undefined>;
  /** Text of a file of the workspace; undefined when there is none. */
  textOf(path: string): Promise<string | undefined>;
  /** Atomic; refuses when a file has changed since the plan or is there already. */
  apply(edits: readonly FileEdit[]): Promise<void>;
}

/** What the command needs of the terminal. */
export interface ReadinessIo {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly options: { readonly verbose: boolean };
}

/** `handrail readiness`. Exit code 0 exactly when the project is ready for its tier; subcommands 0 when done, 1 when there
 *  is nothing that can be written.
 *  @param open  walks, scans and reads the policy; called once for each run
 *  @param onReport  told of each report that was printed
 *  @throws Refusal `usage` and `project-invalid`, which the caller turns into exit code 2 */
export function createReadinessCommand<Io extends ReadinessIo, Opened extends ReadinessWorkspace>(
  open: (request: OpenRequest, io: Io) => Promise<Opened>,
  onReport: (report: ReadinessReport, workspace: Opened, io: Io) => Promise<void> = () => Promise.resolve(),
): {
  readonly name: 'readiness';
  readonly summary: string;
  readonly usage: string;
  run(argv: readonly string[], io: Io): Promise<number>;
} {
  return {
    name: 'readiness',
    summary: 'how ready this project is for the people who rely on it',
    usage,
    async run(argv, io) {
      const request = readArguments(argv);
      if (request.subcommand !== undefined) checkSubject(request);
      const workspace = await open(openRequestOf(request), io);
      refuseBadFiles(workspace, io);
      const { subcommand } = request;
      if (subcommand === undefined) {
        const report = evaluate(request, workspace);
        io.stdout(render(report, request.format, io.options.verbose));
        await onReport(report, workspace, io);
        return report.ready ? 0 : 1;
      }
      return subcommand === 'fix' ? fix(request, workspace, io) : rule(subcommand, request, workspace, io);
    },
  };
}

function openRequestOf({ subcommand, subject, asOf }: Request): OpenRequest {
  return {
    ...(subcommand === undefined && subject !== undefined ? { path: subject } : {}),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function evaluate(request: Request, workspace: ReadinessWorkspace): ReadinessReport {
  return evaluateReadiness(workspace.facts, workspace.policy, {
    today: workspace.today,
    waivers: workspace.waivers,
    attestations: workspace.attestations,
    ...(request.tier === undefined ? {} : { tier: request.tier }),
    ...(request.asOf === undefined ? {} : { asOf: request.asOf }),
  });
}

function render(report: ReadinessReport, format: Format, verbose: boolean): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'markdown':
      return renderMarkdown(report);
    case 'text':
      return renderText(report, { details: verbose });
  }
}

async function fix(request: Request, workspace: ReadinessWorkspace, io: ReadinessIo): Promise<number> {
  const id = request.subject ?? '';
  const edits = planFix(id, workspace.facts);
  const check = checkById(id);
  if (edits === undefined) {
    io.stdout(`There is no file that Handrail could write for "${check?.title ?? id}".\n${check?.fix ?? ''}\n`);
    return 1;
  }
  if (edits.length === 0) {
    io.stdout(
      `Nothing to write for "${check?.title ?? id}": what Handrail could offer is there already, or it does not fit here.\n`,
    );
    return 0;
  }
  if (request.isDryRun) {
    io.stdout(renderEdits(edits, (path) => workspace.facts.texts.get(path)));
    return 0;
  }
  await workspace.apply(edits);
  io.stdout(
    `${edits.map(inWords).join('\n')}\nPlease look at it: it is a start, and you know better what belongs there.\n`,
  );
  return 0;
}

async function rule(
  kind: RulingKind,
  request: Request,
  workspace: ReadinessWorkspace,
  io: ReadinessIo,
): Promise<number> {
  const by = await workspace.userEmail();
  if (by === undefined || by === '') {
    throw wrongUse('Git does not know who you are. Set it once: git config user.email you@company');
  }
  const { subject: check = '', reason, owner, expires } = request;
  const missing = Object.entries({ reason, owner, expires }).filter(([, value]) => value === undefined);
  if (reason === undefined || owner === undefined || expires === undefined) {
    throw wrongUse(`Missing: ${missing.map(([name]) => `--${name}`).join(', ')}.`);
  }
  const report = evaluate(request, workspace);
  const ruling = { check, owner, by, at: workspace.today, reason, expires };
  const limits = readinessDemands(workspace.policy).limits(report.tier);
  const plan = planRuling(kind, ruling, report, limits, await workspace.textOf(rulingsPathOf(kind)));
  if ('problem' in plan) throw wrongUse(plan.problem);
  if (request.isDryRun) {
    const text = await workspace.textOf(plan.edit.path);
    io.stdout(renderEdits([plan.edit], () => text));
    return 0;
  }
  await workspace.apply([plan.edit]);
  io.stdout(`${inWords(plan.edit)}: ${plan.id}, until ${expires}.\nCommit the file so that others see it.\n`);
  return 0;
}

/** A file that steers the verdict and does not read would make a false one: exit 2, with the places. */
function refuseBadFiles(workspace: ReadinessWorkspace, io: ReadinessIo): void {
  const issues = [...workspace.facts.declarationIssues, ...workspace.issues];
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0) {
    throw new Refusal('project-invalid', 'No verdict: a file of this project could not be read.', errors);
  }
  for (const issue of issues) io.stderr(`${formatIssue(issue)}\n`);
}

function inWords(edit: FileEdit): string {
  return edit.kind === 'create' ? `Wrote ${edit.path}` : `Changed ${edit.path}`;
}

function checkSubject({ subcommand, subject, format }: Request): void {
  if (subject === undefined) throw wrongUse(`Say which check to ${subcommand ?? ''}.`);
  if (checkById(subject) === undefined) {
    throw wrongUse(`There is no check named "${subject}". "handrail readiness --verbose" lists them.`);
  }
  if (format !== 'text') throw wrongUse(`"readiness ${subcommand ?? ''}" speaks text only.`);
}

function readArguments(argv: readonly string[]): Request {
  const { values, positionals } = parse(argv);
  const [first, second, ...more] = positionals;
  const subcommand = subcommands.find((name) => name === first);
  const surplus = subcommand === undefined ? [second, ...more] : more;
  if (surplus[0] !== undefined) throw wrongUse(`One thing at a time: ${JSON.stringify(surplus[0])} is too much.`);
  const subject = subcommand === undefined ? first : second;
  const format = formats.find((name) => name === values.format);
  if (format === undefined) throw wrongUse(`There is no format "${values.format}"; take ${formats.join(', ')}.`);
  const tier = tiers.find((name) => name === values.tier);
  if (values.tier !== undefined && tier === undefined) {
    throw wrongUse(`There is no tier "${values.tier}"; take ${tiers.join(', ')}.`);
  }
  const asOf = values['as-of'];
  if (asOf !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw wrongUse('--as-of looks like 2026-11-24.');
  const { reason, owner, expires } = values;
  return {
    ...(subcommand === undefined ? {} : { subcommand }),
    ...(subject === undefined ? {} : { subject }),
    format,
    ...(tier === undefined ? {} : { tier }),
    ...(asOf === undefined ? {} : { asOf }),
    isDryRun: values['dry-run'],
    ...(reason === undefined ? {} : { reason }),
    ...(owner === undefined ? {} : { owner }),
    ...(expires === undefined ? {} : { expires }),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        format: { type: 'string', default: 'text' },
        tier: { type: 'string' },
        'as-of': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        reason: { type: 'string' },
        owner: { type: 'string' },
        expires: { type: 'string' },
      },
      allowPositionals: true,
    });
  } catch (thrown) {
    throw wrongUse(messageOf(thrown));
  }
}

function wrongUse(what: string): Refusal {
  return new Refusal('usage', `${what}\n\n${usage}`);
}
