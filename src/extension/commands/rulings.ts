// Decisions of a person about a check: confirm what files cannot tell, accept a gap for a while, take a confirmation back. They are
// kept with the project, where colleagues read them. Who decides comes from git and is not asked again.

import { window } from 'vscode';
import { uriIn } from '../convert.ts';
import type { Services } from '../services.ts';
import { textOf } from '../workspace-edit.ts';
import { namedCheck, type NamedCheck } from './arguments.ts';
import { ask, dayAfter } from './asking.ts';
import { carryOut } from './carry-out.ts';

const ownWords = 'Write it in my own words…';
const otherwise = 'Another reason, or another day…';

export async function attestCheck(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  if (!named) return;
  const { check } = named;
  await decide(services, named, {
    kind: 'attest',
    title: 'Confirm this check',
    prompt: check.attest ?? `What makes you sure? ${check.plain}`,
    reasons: [check.attest === undefined ? 'I looked, and it is so' : `Yes: ${check.attest}`],
    days: [90, 180, 365],
    usualDays: 90,
  });
}

export async function waiveCheck(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  if (!named) return;
  await decide(services, named, {
    kind: 'waive',
    title: 'Accept for now',
    prompt: 'Why is it all right for now? The reason is kept with the project, where colleagues can read it.',
    reasons: [
      'It is planned, and will be done by then',
      'It is not needed by the people who use this now',
      'It is taken care of in another place',
    ],
    days: [14, 30, 90],
    usualDays: 30,
  });
}

/** Take a confirmation back: the entry goes, the rest of the file stays as it is. */
export async function withdrawAttestation(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  const { opened } = named?.session.state ?? {};
  if (!named || !opened) return;
  const text = await textOf(uriIn(named.session.folder, opened.rulingsPath('attest')));
  const plan = opened.planWithdrawal('attest', named.check.id, named.project, text);
  if ('problem' in plan) {
    void window.showWarningMessage(plan.problem);
    return;
  }
  if (await carryOut(named.session, { edits: [plan.edit] })) named.session.reopen(0);
}

interface Decision {
  readonly kind: 'waive' | 'attest';
  readonly title: string;
  readonly prompt: string;
  readonly reasons: readonly string[];
  readonly days: readonly number[];
  /** How long a reason holds that is chosen with one click. */
  readonly usualDays: number;
}

interface Answer {
  readonly reason: string;
  readonly days: number;
}

async function decide(services: Services, { session, check, project }: NamedCheck, decision: Decision): Promise<void> {
  const { opened } = session.state;
  if (!opened) return;
  const title = `${decision.title}: ${check.title}`;
  const longest = opened.longestRuling(decision.kind, project);
  const answer = await chooseAnswer(title, decision, longest);
  if (answer === undefined) return;
  const by = (await opened.userEmail()) ?? (await ask(title, 'Who answers for this?', 'E-mail address'));
  if (by === undefined) return;
  const today = new Date();
  const request = {
    check: check.id,
    owner: by,
    by,
    at: dayAfter(today, 0),
    reason: answer.reason,
    expires: dayAfter(today, answer.days),
    ...(project !== '' && { path: `${project}/**` }),
  };
  const text = await textOf(uriIn(session.folder, opened.rulingsPath(decision.kind)));
  const plan = opened.planRuling(decision.kind, request, project, text);
  if ('problem' in plan) {
    void window.showWarningMessage(plan.problem);
    return;
  }
  if (!(await carryOut(session, { edits: [plan.edit] }))) return;
  session.reopen(0);
  if (decision.kind === 'attest') {
    services.usage.record(session.folder.uri.fsPath, {
      eventName: 'handrail.attestation.made',
      attributes: { 'handrail.check.id': check.id, 'handrail.expires': request.expires },
    });
  }
}

/** One click for a usual reason with its usual end; both apart for whoever wants to choose. */
async function chooseAnswer(title: string, decision: Decision, longest: number): Promise<Answer | undefined> {
  const days = Math.min(decision.usualDays, longest);
  const description = `until ${dayAfter(new Date(), days)}`;
  const chosen = await window.showQuickPick(
    [...decision.reasons.map((label) => ({ label, description })), { label: otherwise, description: '' }],
    { title, placeHolder: decision.prompt, ignoreFocusOut: true },
  );
  if (chosen === undefined) return undefined;
  if (chosen.label !== otherwise) return { reason: chosen.label, days };
  const reason = await chooseReason(title, decision);
  const until = reason === undefined ? undefined : await chooseDays(title, decision, longest);
  return reason === undefined || until === undefined ? undefined : { reason, days: until };
}

async function chooseReason(title: string, { prompt, reasons }: Decision): Promise<string | undefined> {
  const chosen = await window.showQuickPick([...reasons, ownWords], {
    title,
    placeHolder: prompt,
    ignoreFocusOut: true,
  });
  return chosen === ownWords ? ask(title, prompt, 'One sentence') : chosen;
}

async function chooseDays(title: string, { days }: Decision, longest: number): Promise<number | undefined> {
  const today = new Date();
  const possible = days.filter((each) => each <= longest);
  const choice = await window.showQuickPick(
    (possible.length > 0 ? possible : [longest]).map((each) => ({
      label: `${String(each)} days`,
      description: `until ${dayAfter(today, each)}`,
      days: each,
    })),
    { title: `${title}: until when?`, placeHolder: 'Then it is asked again', ignoreFocusOut: true },
  );
  return choice?.days;
}
