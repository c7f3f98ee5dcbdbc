// Readiness in pictures, beside the editor, and the same as Markdown in the clipboard. The page is made by the core; what is ours here
// is the panel, which loads nothing from anywhere and only sends the names of our own commands.

import { commands, env, ViewColumn, window, type WebviewPanel } from 'vscode';
import { voiceOf } from '../configuration.ts';
import type { FolderSession } from '../folder-session.ts';
import type { Services } from '../services.ts';
import { namedProject } from './arguments.ts';

/** Commands that the page may send; each checks its own arguments again. */
const allowed = [
  'handrail.fixCheck',
  'handrail.guideCheck',
  'handrail.attestCheck',
  'handrail.explainCheck',
  'handrail.openEvidence',
] as const;

/** In the page: a press on a button becomes a message. */
const script = `const editor = acquireVsCodeApi();
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-command]') : null;
  if (button) editor.postMessage({ ...button.dataset });
});`;

const panels = new WeakMap<FolderSession, WebviewPanel>();

/** Show the dashboard of a folder; a second call brings the same one to the front. */
export function showDashboard(services: Services, ...args: readonly unknown[]): void {
  const named = namedProject(services, args);
  if (!named) {
    void window.showInformationMessage('Readiness is known once the files have been looked at.');
    return;
  }
  const { session } = named;
  const known = panels.get(session);
  if (known) {
    known.reveal();
    return;
  }
  const panel = window.createWebviewPanel(
    'handrail.dashboard',
    `Readiness: ${session.folder.name}`,
    ViewColumn.Active,
    {
      enableScripts: true,
      localResourceRoots: [],
      enableFindWidget: true,
    },
  );
  panels.set(session, panel);
  let shown = '';
  const draw = (): void => {
    const { opened } = session.state;
    const nonce = newNonce();
    const page = opened?.page({
      voice: voiceOf(session.folder, opened),
      name: session.folder.name,
      editor: { nonce, script },
    });
    // Drawn anew only when something is other than before: reading and focus stay where they are.
    const content = page?.replaceAll(nonce, '') ?? '';
    if (page === undefined || content === shown) return;
    shown = content;
    panel.webview.html = page;
  };
  draw();
  const listening = services.session.onDidChangeState((state) => {
    if (state.folder === session.folder && state.phase !== 'scanning') draw();
  });
  panel.webview.onDidReceiveMessage((message: unknown) => {
    run(session, message);
  });
  panel.onDidDispose(() => {
    listening.dispose();
    panels.delete(session);
  });
}

/** The report as Markdown, for a message or a page. */
export async function copyReadiness(services: Services, ...args: readonly unknown[]): Promise<void> {
  const session = namedProject(services, args)?.session;
  const { opened } = session?.state ?? {};
  const text = opened?.markdown(voiceOf(session?.folder, opened));
  if (text === undefined) return;
  await env.clipboard.writeText(text);
  window.setStatusBarMessage('Handrail: readiness is in the clipboard, as Markdown', 5000);
}

function run({ folder }: FolderSession, message: unknown): void {
  if (typeof message !== 'object' || message === null) return;
  const { command, check, path, line, project } = message as Readonly<Record<string, unknown>>;
  const known = allowed.find((each) => each === command);
  if (known === undefined) return;
  const uri = folder.uri.toString();
  void commands.executeCommand(
    known,
    ...(known === 'handrail.openEvidence' ? [uri, path, Number(line)] : [uri, check, project ?? '']),
  );
}

function newNonce(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
