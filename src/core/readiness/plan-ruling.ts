// A new waiver or attestation, checked before it is written: the command line and the editor ask here, so that both refuse the same.

import type { FileEdit } from '../model/edit.ts';
import {
  appendRuling,
  attestationsPath,
  removeRuling,
  waiversPath,
  type NewRuleWaiver,
  type NewRuling,
} from '../project/rulings-file.ts';
import { sha256 } from '../text/hash.ts';
import { boundaryAttestation } from './boundary.ts';
import type { ProjectReport } from './report.ts';
import { daysBetween, mayAcceptCritical, type RulingLimits } from './rulings.ts';

export type RulingKind = 'waive' | 'attest';

/** Longest time after which somebody has to look again at what files cannot tell. */
export const maxAttestationDays = 365;

/** Where decisions of a kind are kept. */
export function rulingsPathOf(kind: RulingKind): string {
  return kind === 'waive' ? waiversPath : attestationsPath;
}

/** Plan one decision about a check of a report made today.
 *  @param text  of the file for this kind now; undefined when there is none
 *  @returns the edit and the entry's id, or what is wrong with the request in words for the person who asked */
export function planRuling(
  kind: RulingKind,
  request: NewRuling,
  report: ProjectReport,
  limits: RulingLimits,
  text: string | undefined,
): { readonly edit: FileEdit; readonly id: string } | { readonly problem: string } {
  const problem = whyNotDated(kind, request, report, limits) ?? whyNotFor(kind, request, report, limits);
  if (problem !== undefined) return { problem };
  return appendedTo(rulingsPathOf(kind), request, text);
}

/** Plan a waiver that says of one tool in one file that it is none. It silences nothing else.
 *  @returns as `planRuling` */
export function planToolWaiver(
  waiver: NewRuleWaiver,
  text: string | undefined,
): { readonly edit: FileEdit; readonly id: string } | { readonly problem: string } {
  if (waiver.reason.trim().length < 5) return { problem: 'Give a reason that somebody else will understand later.' };
  return appendedTo(waiversPath, waiver, text);
}

function appendedTo(
  path: string,
  decision: NewRuling | NewRuleWaiver,
  text: string | undefined,
): { readonly edit: FileEdit; readonly id: string } | { readonly problem: string } {
  const appended = appendRuling(text, decision);
  if ('problem' in appended) return { problem: `${path} was left alone: ${appended.problem}. Repair it first.` };
  const edit: FileEdit =
    text === undefined
      ? { kind: 'create', path, text: appended.text }
      : {
          kind: 'modify',
          path,
          beforeHash: sha256(text),
          edits: [{ startOffset: 0, endOffset: text.length, newText: appended.text }],
        };
  return { edit, id: appended.id };
}

/** Plan to take a decision back: the newest entry for a check goes.
 *  @param project  path of a project in a monorepo; '' for the whole folder */
export function planWithdrawal(
  kind: RulingKind,
  checkId: string,
  project: string,
  text: string | undefined,
): { readonly edit: FileEdit } | { readonly problem: string } {
  const path = rulingsPathOf(kind);
  const removed =
    text === undefined
      ? { problem: 'it is not there' }
      : removeRuling(text, checkId, project === '' ? undefined : `${project}/**`);
  if ('problem' in removed || text === undefined)
    return { problem: `${path} was left alone: ${'problem' in removed ? removed.problem : ''}.` };
  const edits = [{ startOffset: 0, endOffset: text.length, newText: removed.text }];
  return { edit: { kind: 'modify', path, beforeHash: sha256(text), edits } };
}

function whyNotDated(
  kind: RulingKind,
  { at, expires }: NewRuling,
  report: ProjectReport,
  limits: RulingLimits,
): string | undefined {
  if (!isDay(expires)) return `"${expires}" is no date. Write it as YYYY-MM-DD.`;
  if (expires < at) return `${expires} is over already. Choose a day in the future.`;
  const longest = kind === 'waive' ? limits.maxWaiverDays[report.tier] : maxAttestationDays;
  const latest = dayAfter(at, longest);
  return daysBetween(at, expires) > longest
    ? `That is longer than the ${String(longest)} days allowed at tier ${report.tier}. The last possible day is ${latest}.`
    : undefined;
}

function whyNotFor(
  kind: RulingKind,
  request: NewRuling,
  report: ProjectReport,
  limits: RulingLimits,
): string | undefined {
  const isBoundary = kind === 'attest' && request.check === boundaryAttestation;
  const check = report.checks.find((candidate) => candidate.id === request.check);
  if (check === undefined && !isBoundary)
    return `There is no check named "${request.check}". "handrail readiness --verbose" lists them.`;
  if (request.reason.trim().length < 5) return 'Give a reason that somebody else will understand later.';
  if (request.owner.trim() === '') return 'Name the owner: the person who answers for this.';
  if (check === undefined) return undefined;
  if (check.state === 'pass') return `"${check.title}" is met already. There is nothing to ${kind}.`;
  if (check.state === 'not_applicable') return `"${check.title}" does not apply here. There is nothing to ${kind}.`;
  if (kind === 'waive') {
    if (check.weight !== 10 || mayAcceptCritical(request.by, limits)) return undefined;
    const { approvers = [] } = limits;
    return `This check is critical: ${approvers.length === 0 ? 'the policy lets nobody' : `only ${approvers.join(' or ')} may`} accept it.`;
  }
  if (check.evidence.length > 0 && check.state === 'fail') {
    return `A problem was found in the files, so it cannot be confirmed away. Fix it, or accept it for a time with "waive".`;
  }
  const isOpen = check.state !== 'fail' && check.state !== 'warn';
  return isOpen || check.attest !== undefined
    ? undefined
    : `Files decide this check. Fix it, or accept it for a time with "waive".`;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
