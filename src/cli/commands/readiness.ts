// `handrail readiness`: how ready a project is for the people who rely on it. Parses arguments and prints the report; the
// subcommands are in ../readiness, what is said and planned comes from core/readiness, and the caller opens the workspace.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal, formatIssue, messageOf } from '../../core/model/errors.ts';
import { tiers, type Tier } from '../../core/model/outcome.ts';
import { approvalCheck } from '../../core/readiness/approval.ts';
import { boundaryAttestation } from '../../core/readiness/boundary.ts';
import { checkById } from '../../core/readiness/registry.ts';
import { renderHtml } from '../../core/readiness/render-html.ts';
import { renderMarkdown } from '../../core/readiness/render-markdown.ts';
import { renderText } from '../../core/readiness/render-text.ts';
import type { ReadinessReport } from '../../core/readiness/report.ts';
import { voiceFor, voices, type Voice } from '../../core/readiness/voice.ts';
import { fixCheck, fixEverything } from '../readiness/fix.ts';
import { reportOf, type ReadinessIo, type ReadinessWorkspace } from '../readiness/readiness-workspace.ts';
import { recordRelease, verifyRelease } from '../readiness/release.ts';
import { decideCheck } from '../readiness/rule.ts';

const formats = ['text', 'json', 'markdown', 'html'] as const;
type Format = (typeof formats)[number];

const subcommands = ['fix', 'attest', 'waive', 'record', 'verify'] as const;
type Subcommand = (typeof subcommands)[number];

const usage = [
  'handrail readiness [PATH]                  what is there, what is missing, what to do next',
  'handrail readiness fix CHECK [--dry-run]   do it, or say the steps and give a prompt for an AI tool',
  'handrail readiness fix --all [--dry-run]   all that can be done up to the next level',
  'handrail readiness attest CHECK --reason TEXT --owner NAME --expires YYYY-MM-DD',
  'handrail readiness waive CHECK --reason TEXT --owner NAME --expires YYYY-MM-DD [--ticket ID]',
  'handrail readiness record [--dry-run]      write down how it stands, for the approver',
  'handrail readiness verify RECORD           whether a record still stands for what is here',
  '',
  '  --tier sandbox|internal|production   default: as declared, else by what the files show',
  '  --format text|json|markdown|html',
  '  --project PATH                       one project of a monorepo: its report, or what to do in it',
  '  --voice plain|precise                default: by the track of the project',
  '  --as-of YYYY-MM-DD                   look back or ahead; never counts as ready',
  '',
  'Exit code 0 when ready (or verified), 1 when not, 2 for wrong use.',
].join('\n');

interface Request {
  readonly subcommand?: Subcommand;
  /** Check id of a subcommand, else the path to look at. */
  readonly subject?: string;
  readonly format: Format;
  readonly voice?: Voice;
  readonly tier?: Tier;
  readonly asOf?: string;
  /** Folder of one project of a monorepo. */
  readonly project?: string;
  readonly isDryRun: boolean;
  readonly all: boolean;
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
  readonly ticket?: string;
}

/** Which workspace to open, and under what. */
export interface OpenRequest {
  /** As given; absent means the current folder. */
  readonly path?: string;
  /** UTC day to weigh decisions at; absent means today. */
  readonly asOf?: string;
}

/** `handrail readiness`. Exit code 0 exactly when the project is ready for its tier; subcommands 0 when done, 1 when there
 *  is nothing that can be written.
 *  @param open  walks, scans and reads the policy; called once for each run
 *  @param readText  of a file anywhere, by absolute path; for records
 *  @param onReport  told of each report that was printed
 *  @throws Refusal `usage` and `project-invalid`, which the caller turns into exit code 2 */
export function createReadinessCommand<
  Io extends ReadinessIo & { readonly cwd: string },
  Opened extends ReadinessWorkspace,
>(
  open: (request: OpenRequest, io: Io) => Promise<Opened>,
  readText: (path: string) => Promise<string | undefined>,
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
      checkSubject(request);
      const workspace = await open(openRequestOf(request), io);
      refuseBadFiles(workspace, io);
      const { subcommand, subject = '' } = request;
      if (subcommand === undefined) {
        const report = reportOf(workspace, request);
        io.stdout(render(report, request, workspace, io.options.verbose));
        // History is of the whole workspace.
        if (request.project === undefined) await onReport(report, workspace, io);
        return report.ready ? 0 : 1;
      }
      switch (subcommand) {
        case 'fix':
          if (request.all) return fixEverything(request, workspace, io);
          return subject === approvalCheck
            ? recordRelease(request, workspace, io)
            : fixCheck(subject, request, workspace, io);
        case 'attest':
        case 'waive':
          return decideCheck(subcommand, subject, request, workspace, io);
        case 'record':
          return recordRelease(request, workspace, io);
        case 'verify': {
          const format = request.format === 'json' ? 'json' : 'text';
          return verifyRelease(subject, (path) => readText(resolve(io.cwd, path)), workspace, format, io);
        }
      }
    },
  };
}

function openRequestOf({ subcommand, subject, asOf }: Request): OpenRequest {
  return {
    ...(subcommand === undefined && subject !== undefined ? { path: subject } : {}),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function render(report: ReadinessReport, request: Request, workspace: ReadinessWorkspace, verbose: boolean): string {
  const voice = request.voice ?? voiceFor(workspace.facts.declaration?.track);
  switch (request.format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'markdown':
      return renderMarkdown(report, voice);
    case 'html':
      return renderHtml(report, { voice, history: workspace.history, day: workspace.today });
    case 'text':
      return renderText(report, { details: verbose, voice });
  }
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

function checkSubject({ subcommand, subject, format, all }: Request): void {
  if (subcommand === undefined) return;
  if (all && (subcommand !== 'fix' || subject !== undefined)) throw wrongUse('--all goes with "readiness fix" alone.');
  if (all) return;
  const isBoundary = subcommand === 'attest' && subject === boundaryAttestation;
  if (subcommand === 'record') {
    if (subject !== undefined) throw wrongUse(`"readiness record" takes no ${JSON.stringify(subject)}.`);
  } else if (subject === undefined) {
    throw wrongUse(subcommand === 'verify' ? 'Say which record to verify.' : `Say which check to ${subcommand}.`);
  } else if (subcommand !== 'verify' && checkById(subject) === undefined && !isBoundary) {
    throw wrongUse(`There is no check named "${subject}". "handrail readiness --verbose" lists them.`);
  }
  const speaksJson = subcommand === 'verify' && format === 'json';
  if (format !== 'text' && !speaksJson) throw wrongUse(`"readiness ${subcommand}" does not speak ${format}.`);
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
  const voice = voices.find((name) => name === values.voice);
  if (values.voice !== undefined && voice === undefined) {
    throw wrongUse(`There is no voice "${values.voice}"; take ${voices.join(', ')}.`);
  }
  const { reason, owner, expires, ticket, project } = values;
  if (project !== undefined && subcommand !== undefined && subcommand !== 'fix')
    throw wrongUse(`"readiness ${subcommand}" speaks of the whole repository; leave --project out.`);
  return {
    ...(subcommand === undefined ? {} : { subcommand }),
    ...(subject === undefined ? {} : { subject }),
    format,
    ...(tier === undefined ? {} : { tier }),
    ...(asOf === undefined ? {} : { asOf }),
    isDryRun: values['dry-run'],
    all: values.all,
    ...(reason === undefined ? {} : { reason }),
    ...(owner === undefined ? {} : { owner }),
    ...(expires === undefined ? {} : { expires }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(voice === undefined ? {} : { voice }),
    ...(project === undefined ? {} : { project }),
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
        project: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        reason: { type: 'string' },
        owner: { type: 'string' },
        expires: { type: 'string' },
        ticket: { type: 'string' },
        voice: { type: 'string' },
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
