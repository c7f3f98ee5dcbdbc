// `policy show`, `policy status` and `policy explain`: prints what the core says of the policy in force. Unlike other commands these go
// on when a layer does not load: that is what one asks them about.

import { formatIssue } from '../core/model/errors.ts';
import { breakGlassIssues, momentInWords } from '../core/policy/break-glass.ts';
import { explainPolicy, type Explanation } from '../core/policy/explain.ts';
import type { Policy } from '../core/policy/policy.ts';
import { renderShown, showPolicy } from '../core/policy/show.ts';
import { policyStatus, renderStatus } from '../core/policy/standing.ts';
import { findRoot, openWorkspace, type Workspace } from '../node/open-workspace.ts';
import type { Io } from './command.ts';
import { exitCode } from './exit-code.ts';
import { logPolicy } from './usage-events.ts';

interface Request {
  readonly format: 'text' | 'json';
  /** UTC day that the caller chose. */
  readonly asOf?: string;
  readonly io: Io;
}

/** `policy show`. @returns 2 when a layer does not load or a managed policy is missed, also while a last good version holds */
export async function showInForce({ format, asOf, io }: Request): Promise<number> {
  const workspace = await open(asOf, io);
  const { policy, rejected, checkedAt } = workspace;
  const shown = showPolicy(policy, rejected, { checkedAt, now: io.now() });
  io.stdout(
    format === 'json'
      ? asJson(asOf === undefined ? shown : { asOf, ...shown })
      : `${asOf === undefined ? '' : `As of ${asOf}\n`}${renderShown(policy, shown)}`,
  );
  return sayWhatIsWrong(workspace, asOf, io);
}

/** `policy status`. Exits as `policy show`. */
export async function showStatus({ format, asOf, io }: Request): Promise<number> {
  const workspace = await open(asOf, io);
  const { policy, rejected, checkedAt, absent, rulings } = workspace;
  const { layers } = showPolicy(policy, rejected, { checkedAt, now: io.now() });
  const status = policyStatus(policy, layers, { absent, now: asOf ?? rulings.now ?? rulings.today });
  io.stdout(
    format === 'json'
      ? asJson(asOf === undefined ? status : { asOf, ...status })
      : `${asOf === undefined ? '' : `As of ${asOf}\n`}${renderStatus(status)}`,
  );
  return sayWhatIsWrong(workspace, asOf, io);
}

/** `policy explain PATH`. @returns what is wrong with the path, in words, or the exit code */
export async function explainInForce(path: string, { format, asOf, io }: Request): Promise<number | string> {
  const workspace = await open(asOf, io);
  const { policy, rejected, rulings } = workspace;
  const explanation = explainPolicy(policy, path, { rejected, now: asOf ?? rulings.now ?? rulings.today });
  if ('problem' in explanation) return explanation.problem;
  io.stdout(
    format === 'json'
      ? asJson(asOf === undefined ? explanation : { asOf, ...explanation })
      : renderExplanation(explanation, policy),
  );
  const isLost = rejected.some(({ lastGoodHolds }) => !lastGoodHolds);
  const code = await sayWhatIsWrong(workspace, asOf, io);
  return code === exitCode.refused && !isLost ? codeOf(asOf) : code;
}

/** A value as commands print it. */
export function asJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

async function sayWhatIsWrong(workspace: Workspace, asOf: string | undefined, io: Io): Promise<number> {
  const { policy, rejected, absent, rulings } = workspace;
  const glass = breakGlassIssues(policy, rulings.now ?? rulings.today);
  for (const issue of [...glass, ...policy.issues, ...rejected.flatMap(({ issues }) => issues)]) {
    io.stderr(`${formatIssue(issue)}\n`);
  }
  if (absent !== undefined) io.stderr(`${absent}\n`);
  await logPolicy(io, workspace);
  return rejected.length > 0 || absent !== undefined ? exitCode.refused : codeOf(asOf);
}

/** A clock that the caller sets cannot gate anything. */
function codeOf(asOf: string | undefined): number {
  return asOf === undefined ? exitCode.clean : exitCode.findings;
}

function renderExplanation(explanation: Explanation, policy: Policy): string {
  const { path, value, trail, attempts = [], exceptions = [], description } = explanation;
  const lines = [`${path}: ${value === null ? 'no layer says anything' : inWords(value)}`];
  if (description !== undefined) lines.push(description);
  if (trail.length > 0) lines.push('', 'Who says what, weakest layer first:');
  for (const { decides, layer, file, line, column, value: said, because } of trail) {
    const place = `${file}:${String(line)}:${String(column)}`;
    const limit = because === undefined ? '' : `: ${because}`;
    lines.push(`${decides ? '→' : ' '} ${layer.padEnd(12)}  ${inWords(said)}  (${place}${limit})`);
  }
  const silent = policy.layers.filter(({ layer }) => !trail.some((step) => step.layer === layer));
  if (silent.length > 0) lines.push(`No opinion: ${silent.map(({ layer }) => layer).join(', ')}`);
  if (attempts.length > 0) lines.push('', 'Who tried to change it, without effect:');
  for (const { layer, file, line, column, message } of attempts) {
    lines.push(`  ${layer.padEnd(12)}  ${file}:${String(line)}:${String(column)}: ${message}`);
  }
  if (exceptions.length > 0) lines.push('', 'Exceptions that hold now:');
  for (const { id, rule, layer, file, line, column, until, isBreakGlass } of exceptions) {
    const what = `${id} from ${rule}${isBreakGlass ? ', break-glass' : ''}, until ${momentInWords(Date.parse(until))}`;
    lines.push(`  ${layer.padEnd(12)}  ${what}  (${file}:${String(line)}:${String(column)})`);
  }
  return `${lines.join('\n')}\n`;
}

function inWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function open(asOf: string | undefined, io: Io): Promise<Workspace> {
  const { policy } = io.options;
  return openWorkspace({
    root: findRoot(io.cwd, undefined),
    cwd: io.cwd,
    env: io.env,
    today: asOf ?? io.now().slice(0, 10),
    now: io.now(),
    mayRunGit: true,
    ...(policy === undefined ? {} : { policy }),
  });
}
