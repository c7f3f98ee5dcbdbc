// `handrail check`: all findings of a workspace, of some paths in it, or of one text on stdin.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allRules } from '../../core/detectors/registry.ts';
import { findingKinds, severities, type Finding, type FindingKind, type Severity } from '../../core/model/finding.ts';
import { messageOf, Refusal } from '../../core/model/errors.ts';
import type { CheckResult } from '../../core/report/check-result.ts';
import { renderJson } from '../../core/report/json.ts';
import { renderSarif } from '../../core/report/sarif.ts';
import { renderText } from '../../core/report/text.ts';
import { baselinePath, formatBaseline } from '../../core/scanner/baseline.ts';
import { scanBytes } from '../../core/scanner/scan-file.ts';
import type { WorkspaceScan } from '../../core/scanner/scan-workspace.ts';
import { eventsOfCheck } from '../../core/usage/occasions.ts';
import { productVersion } from '../../core/version.ts';
import { writeFileAtomically } from '../../node/atomic-write.ts';
import { pathInRoot, type ScanOptions, type Workspace } from '../../node/open-workspace.ts';
import type { Command, Io } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { openForCommand, warnOf } from '../open.ts';
import { progressLine } from '../progress.ts';
import { logUsage } from '../usage-events.ts';

const formats = ['text', 'json', 'sarif'] as const;
type Format = (typeof formats)[number];
const thresholds = [...severities, 'none'] as const;
type Threshold = (typeof thresholds)[number];

const usage = [
  'handrail check [PATH...]          all findings; exit code 1 when one is at or above --fail-on',
  '',
  '  --only KIND[,KIND]              sensitive-data, ai-tool, mcp, agent-file, data-boundary, policy',
  '  --format text|json|sarif',
  '  --fail-on error|warning|info|none   default: error',
  '  --stdin --stdin-filename NAME   one text from stdin, as if it were that file',
  '  --baseline FILE                 known findings; default: .handrail/baseline.json',
  '  --update-baseline               take what is found now as known',
  '  --no-ignore                     also look at what .gitignore and .handrailignore leave out',
  '  --jobs N                        threads',
  '  --max-file-size BYTES           skip larger files; default: 10485760',
  '  --progress                      count files on stderr',
].join('\n');

interface Request {
  readonly paths: readonly string[];
  readonly only: ReadonlySet<FindingKind>;
  readonly format: Format;
  readonly failOn: Threshold;
  readonly stdinName?: string;
  readonly baseline?: string;
  readonly updatesBaseline: boolean;
  readonly showsProgress: boolean;
  readonly scan: ScanOptions;
}

/** `handrail check`. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'findings: sensitive data and AI tools, each with the way out',
  usage,
  async run(argv, io) {
    const request = readArguments(argv);
    for (const path of request.paths) {
      if (!existsSync(resolve(io.cwd, path))) throw new Refusal('usage', `There is nothing at ${path}.`);
    }
    const [path] = request.paths;
    const workspace = await openForCommand(
      { ...(path !== undefined && { path }), ...(request.baseline !== undefined && { baseline: request.baseline }) },
      io,
    );
    warnOf(workspace, io);
    const scan = await (request.stdinName === undefined
      ? scanPaths(request, workspace, io)
      : scanStdin(request.stdinName, workspace, io));
    const result = judgeAll(scan, workspace, request.only);
    if (request.updatesBaseline) return updateBaseline(result, request, workspace, io);
    io.stdout(render(result, request.format, io));
    await logUsage(
      io,
      workspace.root,
      eventsOfCheck({
        findings: result.findings,
        files: result.summary.files,
        skipped: result.summary.skipped.length,
        failures: result.failures.length,
      }),
    );
    return isReached(result.findings, request.failOn) ? exitCode.findings : exitCode.clean;
  },
};

function scanPaths(request: Request, workspace: Workspace, io: Io): Promise<WorkspaceScan> {
  const start = request.paths.map((path) => pathInRoot(workspace.root, io.cwd, path));
  const progress = request.showsProgress ? progressLine(io) : undefined;
  return workspace.scan({
    ...request.scan,
    ...(start.length > 0 && !start.includes('') && { start }),
    ...(progress !== undefined && { onProgress: progress }),
  });
}

async function scanStdin(name: string, workspace: Workspace, io: Io): Promise<WorkspaceScan> {
  const path = pathInRoot(workspace.root, io.cwd, name);
  const scan = scanBytes(path, await io.stdin(), workspace.engine.scanDocument);
  const none = { documents: new Map(), paths: [path], skipped: [], bytes: 0, files: 0, stopped: false };
  if (scan.state === 'skipped') return { ...none, skipped: [{ path, reason: scan.reason }] };
  return { ...none, documents: new Map([[path, scan.document]]), bytes: scan.bytes, files: 1 };
}

function judgeAll(scan: WorkspaceScan, workspace: Workspace, only: ReadonlySet<FindingKind>): CheckResult {
  const { policy, engine, rulings } = workspace;
  const documents = [...scan.documents.values()];
  return {
    version: productVersion,
    tool: 'handrail',
    policy: {
      name: policy.name,
      version: policy.version,
      serial: policy.serial,
      hash: policy.hash,
      layers: policy.layers.map(({ layer }) => layer),
    },
    summary: { files: scan.files, bytes: scan.bytes, skipped: scan.skipped },
    findings: documents
      .flatMap((document) => engine.judge(document, rulings))
      .filter(({ kind }) => only.size === 0 || only.has(kind)),
    failures: documents.flatMap(({ failures }) => failures),
  };
}

/** Write what is found now as known. With some paths only, what is known of the others stays. */
function updateBaseline(result: CheckResult, request: Request, workspace: Workspace, io: Io): number {
  const file = resolve(request.baseline === undefined ? workspace.root : io.cwd, request.baseline ?? baselinePath);
  if (workspace.baseline.issues.length > 0) {
    throw new Refusal(
      'project-invalid',
      'The baseline cannot be read, so it is not overwritten.',
      workspace.baseline.issues,
    );
  }
  const known = result.findings.filter(({ suppressed }) => suppressed === undefined || suppressed.by === 'baseline');
  const isPartial = request.paths.length > 0 || request.only.size > 0 || request.stdinName !== undefined;
  if (isPartial)
    throw new Refusal('usage', '--update-baseline looks at everything: leave out PATH, --only and --stdin.');
  writeFileAtomically(file, formatBaseline(known, workspace.baseline.entries));
  io.stderr(`Wrote ${String(known.length)} known findings to ${request.baseline ?? baselinePath}.\n`);
  return exitCode.clean;
}

function render(result: CheckResult, format: Format, io: Io): string {
  switch (format) {
    case 'json':
      return renderJson(result);
    case 'sarif':
      return renderSarif(result, allRules);
    case 'text':
      return renderText(result, io.options);
  }
}

function isReached(findings: readonly Finding[], failOn: Threshold): boolean {
  if (failOn === 'none') return false;
  const reach = (severity: Severity): boolean => severities.indexOf(severity) <= severities.indexOf(failOn);
  return findings.some(({ suppressed, severity }) => suppressed === undefined && reach(severity));
}

function readArguments(argv: readonly string[]): Request {
  const { values, positionals } = parse(argv);
  const stdinName = values['stdin-filename'];
  if (values.stdin !== (stdinName !== undefined)) {
    throw wrongUse('--stdin and --stdin-filename go together: the name says what kind of file the text is.');
  }
  if (values.stdin && positionals.length > 0) throw wrongUse('--stdin takes no paths.');
  const maxFileBytes = wholeNumber('--max-file-size', values['max-file-size']);
  const jobs = wholeNumber('--jobs', values.jobs);
  return {
    paths: positionals,
    only: new Set(values.only?.flatMap((list) => list.split(',')).map((kind) => oneOf('--only', findingKinds, kind))),
    format: oneOf('--format', formats, values.format),
    failOn: oneOf('--fail-on', thresholds, values['fail-on']),
    ...(stdinName !== undefined && { stdinName }),
    ...(values.baseline !== undefined && { baseline: values.baseline }),
    updatesBaseline: values['update-baseline'],
    showsProgress: values.progress,
    scan: {
      useIgnoreFiles: !values['no-ignore'],
      ...(maxFileBytes !== undefined && { maxFileBytes }),
      ...(jobs !== undefined && { jobs }),
    },
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
        stdin: { type: 'boolean', default: false },
        'stdin-filename': { type: 'string' },
        baseline: { type: 'string' },
        'update-baseline': { type: 'boolean', default: false },
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
  return new Refusal('usage', `${what}\n\n${usage}`);
}
