// Commands on an AI tool: ask for it, switch to the cleared one, say that it is none, and look at an installed extension.

import { commands, env, Uri, window, workspace } from 'vscode';
import type { InventoryTool } from '../../core/inventory/inventory.ts';
import { uriIn } from '../convert.ts';
import type { FolderSession } from '../folder-session.ts';
import { pageUri } from '../page-uri.ts';
import type { Services } from '../services.ts';
import { textOf } from '../workspace-edit.ts';
import { namedFinding, rowArguments } from './arguments.ts';
import { ask, dayAfter } from './asking.ts';
import { carryOut } from './carry-out.ts';

/** Longest time that a request asks for; the owner of the policy may shorten it. */
const requestDays = 90;
const waiverDays = 365;

interface UsedTool {
  readonly session: FolderSession;
  readonly tool: InventoryTool;
}

/** Ask for a tool that is not cleared: the page of the policy when it names one, and a text to send. Nothing is allowed by it. */
export async function requestApproval(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = await usedTool(
    services,
    args,
    'Which tool do you want to use?',
    ({ status }) => status !== 'sanctioned',
  );
  const { session, tool } = named ?? {};
  const opened = session?.state.opened;
  if (!session || !tool || !opened) return;
  const title = `Ask for ${tool.name}`;
  const reason = await ask(title, 'What do you need it for? The owner of the policy reads this.', 'One sentence');
  if (reason === undefined) return;
  const owner = await ask(title, 'Who answers for its use?', 'E-mail address', await opened.userEmail());
  if (owner === undefined) return;
  const today = new Date();
  const { url, contact, draft } = opened.approvalRequest({
    toolId: tool.id,
    toolName: tool.name,
    ruleId: ruleFor(tool),
    paths: [...new Set(tool.evidence.flatMap(({ path }) => (path === '' ? [] : [path])))],
    owner,
    reason,
    today: dayAfter(today, 0),
    expires: dayAfter(today, requestDays),
  });
  services.usage.record(session.folder.uri.fsPath, {
    eventName: 'handrail.exception.changed',
    attributes: { 'handrail.rule.id': ruleFor(tool), 'handrail.state': 'requested' },
  });
  const document = await workspace.openTextDocument({ content: draft, language: 'yaml' });
  await window.showTextDocument(document);
  if (url === undefined) {
    void window.showInformationMessage(`Send this text to ${contact ?? 'the owner of the policy'}.`);
    return;
  }
  const open = 'Copy and Open the Page';
  if ((await window.showInformationMessage('Your company has a page for such requests.', open)) !== open) return;
  await env.clipboard.writeText(draft);
  await env.openExternal(Uri.parse(url));
}

/** Show how to get from a tool to the cleared one. */
export async function switchTool(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = await usedTool(
    services,
    args,
    'Which tool do you want to replace?',
    ({ instead }) => instead !== undefined,
  );
  if (!named) return;
  const folder = named.session.folder.uri.toString();
  await commands.executeCommand(
    'markdown.showPreview',
    pageUri({ kind: 'switch', id: named.tool.id, folder, detail: '' }),
  );
}

/** Say that a finding mistakes something else for an AI tool; it is left out in this file from then on, with the reason. */
export async function notAnAiTool(services: Services, uriText: unknown, fingerprint: unknown): Promise<void> {
  const named = namedFinding(services, uriText, fingerprint);
  const opened = named?.folder.state.opened;
  const toolId = named?.finding.toolId;
  if (!named || !opened || toolId === undefined) return;
  const { finding, folder, path } = named;
  const title = `Not ${opened.toolName(toolId)}`;
  const reason = await ask(
    title,
    'What is it really? The reason is kept with the project.',
    'For example: our own package of that name',
  );
  if (reason === undefined) return;
  const by = await ask(title, 'Who says so?', 'E-mail address', await opened.userEmail());
  if (by === undefined) return;
  const today = new Date();
  const plan = opened.planToolWaiver(
    {
      rule: finding.ruleId,
      tool: toolId,
      path,
      owner: by,
      by,
      at: dayAfter(today, 0),
      reason: `Not an AI tool here: ${reason}`,
      expires: dayAfter(today, waiverDays),
    },
    await textOf(uriIn(folder.folder, opened.rulingsPath('waive'))),
  );
  if ('problem' in plan) {
    void window.showWarningMessage(plan.problem);
    return;
  }
  if (!(await carryOut(folder, { edits: [plan.edit] }))) return;
  folder.reopen(0);
  services.usage.record(folder.folder.uri.fsPath, {
    eventName: 'handrail.policy.decision',
    attributes: {
      'handrail.rule.id': finding.ruleId,
      'handrail.outcome': 'overridden',
      'handrail.override.reason_code': 'not-an-ai-tool',
    },
  });
}

/** Open the page of an extension, where it can be installed, disabled or uninstalled. Nothing happens by itself. */
export async function showExtension(_services: Services, ...args: readonly unknown[]): Promise<void> {
  const [id] = rowArguments(args[0]) ?? args;
  if (typeof id === 'string' && /^[\w-]+\.[\w-]+$/.test(id)) await commands.executeCommand('extension.open', id);
}

/** Uninstall an extension after a person has said yes. */
export async function uninstallExtension(_services: Services, ...args: readonly unknown[]): Promise<void> {
  const [id] = rowArguments(args[0]) ?? args;
  if (typeof id !== 'string') return;
  const uninstall = 'Uninstall';
  const answer = await window.showWarningMessage(
    `Uninstall ${id}?`,
    { modal: true, detail: 'It is removed from this editor. You can install it again when the policy clears it.' },
    uninstall,
  );
  if (answer === uninstall) await commands.executeCommand('workbench.extensions.uninstallExtension', id);
}

/** The tool that the arguments name (a row, or folder and id); without arguments a person chooses. */
async function usedTool(
  { session }: Services,
  args: readonly unknown[],
  question: string,
  isMeant: (tool: InventoryTool) => boolean,
): Promise<UsedTool | undefined> {
  const [folderUri, id] = rowArguments(args[0]) ?? args;
  const used = session.open.flatMap((folder) =>
    (folder.state.inventory?.tools ?? []).filter(isMeant).map((tool): UsedTool => ({ session: folder, tool })),
  );
  if (typeof id === 'string') {
    return used.find(({ session: folder, tool }) => folder.folder.uri.toString() === folderUri && tool.id === id);
  }
  if (used.length === 0) {
    void window.showInformationMessage('No tool is in use here that this is about.');
    return undefined;
  }
  const choice = await window.showQuickPick(
    used.map((each) => ({ label: each.tool.name, description: each.tool.vendor, detail: each.tool.reason, each })),
    { title: question, matchOnDetail: true },
  );
  return choice?.each;
}

/** The rule that a tool of this status is flagged by. */
function ruleFor({ status }: InventoryTool): string {
  switch (status) {
    case 'unsanctioned':
      return 'ai-tool/unsanctioned';
    case 'conditional':
      return 'ai-tool/conditions-unmet';
    case 'unknown':
    case 'sanctioned':
      return 'ai-tool/unknown';
  }
}
