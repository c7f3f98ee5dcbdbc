// Commands on a readiness check: add the files that would meet it, confirm it, or accept it for now.

import { window } from 'vscode';
import { uriIn } from '../convert.ts';
import type { Services } from '../services.ts';
import { textOf } from '../workspace-edit.ts';
import { namedCheck, type NamedCheck } from './arguments.ts';
import { ask, carryOut, dayAfter } from './asking.ts';

/** Add starting files for a check and open the first of them. Undo takes them away again. */
export async function fixCheck(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  if (!named) return;
  const { session, check } = named;
  const edits = session.state.opened?.planFix(check.id) ?? [];
  const [first] = edits;
  if (!first) {
    void window.showInformationMessage(`There is no file to add for this one. Next step: ${check.fix}`);
    return;
  }
  if (!(await carryOut(session, edits))) return;
  await window.showTextDocument(uriIn(session.folder, first.path));
  services.usage.record(session.folder.uri.fsPath, {
    eventName: 'handrail.fix.applied',
    attributes: { 'handrail.rule.id': `readiness/${check.id}`, 'handrail.fix.kind': 'scaffold' },
  });
}

export async function attestCheck(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  if (!named) return;
  const { check } = named;
  await decide(services, named, {
    kind: 'attest',
    title: 'Confirm this check',
    prompt: check.attest ?? `What makes you sure? ${check.plain}`,
    days: [90, 180, 365],
  });
}

export async function waiveCheck(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  if (!named) return;
  await decide(services, named, {
    kind: 'waive',
    title: 'Accept for now',
    prompt: 'Why is it all right for now? The reason is kept with the project, where colleagues can read it.',
    days: [14, 30, 90],
  });
}

interface Decision {
  readonly kind: 'waive' | 'attest';
  readonly title: string;
  readonly prompt: string;
  readonly days: readonly number[];
}

async function decide(services: Services, { session, check, project }: NamedCheck, decision: Decision): Promise<void> {
  const { opened } = session.state;
  if (!opened) return;
  const title = `${decision.title}: ${check.title}`;
  const reason = await ask(title, decision.prompt, 'One sentence');
  if (reason === undefined) return;
  const by = await ask(title, 'Who answers for this?', 'E-mail address', await opened.userEmail());
  if (by === undefined) return;
  const today = new Date();
  const choice = await window.showQuickPick(
    decision.days.map((days) => ({
      label: `${String(days)} days`,
      description: `until ${dayAfter(today, days)}`,
      days,
    })),
    { title: `${title}: until when?`, ignoreFocusOut: true },
  );
  if (!choice) return;
  const request = {
    check: check.id,
    owner: by,
    by,
    at: dayAfter(today, 0),
    reason,
    expires: dayAfter(today, choice.days),
  };
  const text = await textOf(uriIn(session.folder, opened.rulingsPath(decision.kind)));
  const plan = opened.planRuling(decision.kind, request, project, text);
  if ('problem' in plan) {
    void window.showWarningMessage(plan.problem);
    return;
  }
  if (!(await carryOut(session, [plan.edit]))) return;
  session.reopen(0);
  if (decision.kind === 'attest') {
    services.usage.record(session.folder.uri.fsPath, {
      eventName: 'handrail.attestation.made',
      attributes: { 'handrail.check.id': check.id, 'handrail.expires': request.expires },
    });
  }
}
