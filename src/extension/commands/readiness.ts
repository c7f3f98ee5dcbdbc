// Commands on a readiness check: add the files that would meet it, confirm it, or accept it for now.

import { window, workspace } from 'vscode';
import { messageOf } from '../../core/model/errors.ts';
import { uriIn } from '../convert.ts';
import { addRuling, rulingId } from '../ruling-entry.ts';
import type { Services } from '../services.ts';
import { appendEdit, toWorkspaceEdit } from '../workspace-edit.ts';
import { namedCheck, type NamedCheck } from './arguments.ts';

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
  try {
    const isApplied = await workspace.applyEdit(await toWorkspaceEdit(session.folder, edits));
    if (!isApplied) throw new Error(`${first.path} could not be changed.`);
  } catch (thrown) {
    void window.showWarningMessage(messageOf(thrown));
    return;
  }
  await window.showTextDocument(uriIn(session.folder, first.path));
  services.usage.record(session.folder.uri.fsPath, {
    eventName: 'handrail.fix.applied',
    attributes: { 'handrail.rule.id': `readiness/${check.id}`, 'handrail.fix.kind': 'scaffold' },
  });
}

export async function attestCheck(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  if (!named) return;
  await decide(services, named, {
    kind: 'attestation',
    file: '.handrail/attestations.yaml',
    title: 'Confirm this check',
    prompt: named.check.attest ?? `What makes you sure? ${named.check.plain}`,
  });
}

export async function waiveCheck(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  if (!named) return;
  await decide(services, named, {
    kind: 'waiver',
    file: '.handrail/waivers.yaml',
    title: 'Accept for now',
    prompt: 'Why is it all right for now? The reason is kept with the project, where colleagues can read it.',
  });
}

interface Decision {
  readonly kind: 'waiver' | 'attestation';
  readonly file: string;
  readonly title: string;
  readonly prompt: string;
}

async function decide(services: Services, { session, check, project }: NamedCheck, decision: Decision): Promise<void> {
  const { title } = decision;
  const ask = (prompt: string, placeHolder: string): Thenable<string | undefined> =>
    window.showInputBox({
      title: `${title}: ${check.title}`,
      prompt,
      placeHolder,
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === '' ? 'This is needed.' : undefined),
    });
  const reason = await ask(decision.prompt, 'One sentence');
  if (reason === undefined) return;
  const by = await ask('Who stands behind this?', 'E-mail address');
  if (by === undefined) return;
  const today = new Date();
  const choice = await window.showQuickPick(
    [30, 60, 90].map((days) => ({
      label: `${String(days)} days`,
      description: `until ${dayAfter(today, days)}`,
      days,
    })),
    { title: `${title}: until when?`, ignoreFocusOut: true },
  );
  if (!choice) return;
  const at = dayAfter(today, 0);
  const expires = dayAfter(today, choice.days);
  const uri = uriIn(session.folder, decision.file);
  const edit = await appendEdit(uri, (before) => {
    const id = rulingId(decision.kind, check.id, at, before);
    return addRuling(before, { id, check: check.id, project, owner: by, by, at, reason, expires });
  });
  if (!(await workspace.applyEdit(edit))) {
    void window.showWarningMessage(`${decision.file} could not be changed.`);
    return;
  }
  const document = await workspace.openTextDocument(uri);
  await document.save();
  session.reopen(0);
  if (decision.kind === 'attestation') {
    services.usage.record(session.folder.uri.fsPath, {
      eventName: 'handrail.attestation.made',
      attributes: { 'handrail.check.id': check.id, 'handrail.expires': expires },
    });
  }
}

function dayAfter(start: Date, days: number): string {
  return new Date(start.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
