// The way to production: ship where the policy says, ask for it with a record of this moment. Nothing is run without the person:
// commands are put into a terminal and wait there.

import { commands, env, Uri, window } from 'vscode';
import type { ShipWay } from '../../core/readiness/ship.ts';
import { uriIn } from '../convert.ts';
import type { FolderSession } from '../folder-session.ts';
import type { Services } from '../services.ts';
import { namedProject } from './arguments.ts';
import { carryOut } from './carry-out.ts';

/** Offer exactly the ways that the policy approves, once the gates hold. */
export async function ship(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedProject(services, args);
  const { opened } = named?.session.state ?? {};
  if (!named || !opened) return;
  if (!named.report.ready) {
    void window.showInformationMessage(
      `Not everything is in place for ${named.report.tier} yet. The list says what is open.`,
    );
    return;
  }
  const ways = opened.shipWays();
  const [first] = ways;
  if (!first) {
    void window.showInformationMessage(
      'Your policy names no platform to go live on. Ask its owner; "Show Policy in Force" says who that is.',
    );
    return;
  }
  const choice =
    ways.length === 1
      ? { way: first }
      : await window.showQuickPick(
          ways.map((way) => ({ label: way.id, description: way.reason ?? '', detail: howTo(way), way })),
          { title: 'Where to go live', placeHolder: 'Platforms your policy approves' },
        );
  if (choice) await start(named.session, choice.way);
}

function howTo({ command, task, path }: ShipWay): string {
  if (task !== undefined) return `Runs the task "${task}"`;
  if (command !== undefined) return `Puts "${command}" into a terminal; you press Enter`;
  return path === undefined ? 'Ask the platform team' : `Opens ${path}`;
}

async function start({ folder }: FolderSession, way: ShipWay): Promise<void> {
  if (way.task !== undefined) await commands.executeCommand('workbench.action.tasks.runTask', way.task);
  else if (way.command !== undefined) {
    const terminal = window.createTerminal({ name: `Ship to ${way.id}`, cwd: folder.uri });
    terminal.show();
    terminal.sendText(way.command, false);
  } else if (way.path !== undefined) await env.openExternal(Uri.parse(way.path));
  else void window.showInformationMessage(`Your policy approves ${way.id} and names no page. Ask the platform team.`);
}

/** Write a release record and show it: what the approver will read in the pull request. */
export async function requestGoLive(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedProject(services, args);
  const { opened } = named?.session.state ?? {};
  if (!named || !opened) return;
  const { session } = named;
  const by = await opened.userEmail();
  if (by === undefined) {
    void window.showWarningMessage(
      'Git does not know who you are. Set it once in a terminal: git config user.email you@company',
    );
    return;
  }
  const plan = await opened.planRecord(by);
  if (!plan || !(await carryOut(session, plan))) return;
  const page = plan.edits.find((edit) => edit.path.endsWith('.md'));
  if (page) await commands.executeCommand('markdown.showPreview', uriIn(session.folder, page.path));
  const approvers = opened.approvers();
  const who = approvers.length === 0 ? 'the person who approves' : approvers.join(' or ');
  const loose =
    plan.uncommitted.length === 0 ? '' : ' Some changes are in no commit yet: commit them first, then ask again.';
  void window.showInformationMessage(
    `The record is written. Commit it and send it to ${who} as a pull request.${loose}`,
  );
}
