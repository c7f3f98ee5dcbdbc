// Commands that do something for a readiness check: changes to look at first, for one check or for all of the next level, and the
// steps and the prompt where only a person can go on.

import { commands, env, ProgressLocation, window, workspace } from 'vscode';
import { approvalCheck } from '../../core/readiness/approval.ts';
import type { FixPlan } from '../../core/readiness/scaffolds/scaffold.ts';
import { pathIn, uriIn } from '../convert.ts';
import type { FolderSession } from '../folder-session.ts';
import { pageUri } from '../page-uri.ts';
import type { Services } from '../services.ts';
import { namedCheck, namedProject, type NamedCheck } from './arguments.ts';
import { carryOut } from './carry-out.ts';
import { requestGoLive } from './going-live.ts';

/** Show what a machine can do for a check as a diff; what is ticked there is applied at once, and undo takes it back. */
export async function fixCheck(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  if (!named) return;
  const { session, check, project } = named;
  if (check.id === approvalCheck) {
    await requestGoLive(services, session.folder.uri.toString(), check.id, project);
    return;
  }
  const plan = await session.state.opened?.planFix(check.id, project, unsavedTexts(session));
  if (!plan || (plan.edits.length === 0 && (plan.untrack ?? []).length === 0)) {
    await showGuide(named);
    return;
  }
  if (!(await carryOut(session, plan, check.title))) return;
  const [first] = plan.edits;
  if (plan.edits.length === 1 && first) await window.showTextDocument(uriIn(session.folder, first.path));
  tellWhatIsLeft(plan, named);
  record(services, session, check.id, plan);
}

/** The same for every check of the next level that a machine can do something for. */
export async function fixEverything(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedProject(services, args);
  const { opened } = named?.session.state ?? {};
  if (!named || !opened) return;
  const { session, project } = named;
  const { plan, checkIds } = await window.withProgress(
    { location: ProgressLocation.Window, title: 'Preparing changes' },
    () => opened.planFixes(project, unsavedTexts(session)),
  );
  if (checkIds.length === 0) {
    void window.showInformationMessage(
      'Nothing is left that can be done without you. Open a check in the list: it says what to do, step by step.',
    );
    return;
  }
  const title = checkIds.length === 1 ? 'One check' : `${String(checkIds.length)} checks`;
  if (!(await carryOut(session, plan, `${title} of the next level`))) return;
  for (const id of checkIds) record(services, session, id, plan);
  if (plan.afterwards.length > 0)
    await commands.executeCommand(
      'markdown.showPreview',
      pageUri({
        kind: 'afterwards',
        id: '',
        folder: session.folder.uri.toString(),
        detail: JSON.stringify(plan.afterwards),
      }),
    );
}

/** The steps for a person, with a prompt for the AI tool that the policy clears. */
export async function guideCheck(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  if (named) await showGuide(named);
}

/** The prompt of a check, to paste. */
export async function copyPrompt(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  const guide = named?.session.state.opened?.guide(named.check.id, named.project);
  if (!guide) return;
  await env.clipboard.writeText(guide.prompt);
  window.setStatusBarMessage('Handrail: the prompt is in the clipboard', 5000);
}

async function showGuide({ session, check, project }: NamedCheck): Promise<void> {
  const page = { kind: 'guide' as const, id: check.id, folder: session.folder.uri.toString(), detail: project };
  await commands.executeCommand('markdown.showPreview', pageUri(page));
}

function tellWhatIsLeft(plan: FixPlan, { session, check }: NamedCheck): void {
  const [step] = plan.afterwards;
  if (step === undefined) return;
  const more = plan.afterwards.length > 1 ? ` (and ${String(plan.afterwards.length - 1)} more)` : '';
  void window.showInformationMessage(`${step}${more}`, 'Show All Steps').then((answer) => {
    if (answer === undefined) return;
    const page = {
      kind: 'afterwards' as const,
      id: check.id,
      folder: session.folder.uri.toString(),
      detail: JSON.stringify(plan.afterwards),
    };
    void commands.executeCommand('markdown.showPreview', pageUri(page));
  });
}

function record(services: Services, session: FolderSession, checkId: string, plan: FixPlan): void {
  const kind = plan.edits.every((edit) => edit.kind === 'create') ? 'scaffold' : 'edit';
  services.usage.record(session.folder.uri.fsPath, {
    eventName: 'handrail.fix.applied',
    attributes: { 'handrail.rule.id': `readiness/${checkId}`, 'handrail.fix.kind': kind },
  });
}

/** Texts of editors that are not saved: plans are made on what the person sees. */
function unsavedTexts({ folder }: FolderSession): ReadonlyMap<string, string> {
  return new Map(
    workspace.textDocuments
      .filter((document) => document.isDirty)
      .flatMap((document): [string, string][] => {
        const path = pathIn(folder, document.uri);
        return path === undefined ? [] : [[path, document.getText()]];
      }),
  );
}
