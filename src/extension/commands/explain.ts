// Commands that show why and what: the page of a rule, of a check, of the policy in force, and places in files.

import { commands, env, Position, Range, Uri, window, workspace } from 'vscode';
import { toRange, uriIn } from '../convert.ts';
import { pageUri } from '../page-uri.ts';
import type { Services } from '../services.ts';
import { namedCheck, namedFinding } from './arguments.ts';

/** Explain a rule; without arguments the one that speaks at the cursor. */
export async function whyFlagged(
  services: Services,
  ruleId?: unknown,
  uri?: unknown,
  fingerprint?: unknown,
): Promise<void> {
  const named = namedFinding(services, uri, fingerprint);
  const atCursor = typeof ruleId === 'string' ? undefined : findingAtCursor(services);
  const id = typeof ruleId === 'string' ? ruleId : atCursor?.finding.ruleId;
  if (id === undefined) {
    void window.showInformationMessage('Put the cursor on something underlined, then ask again.');
    return;
  }
  const folder = named?.folder ?? atCursor?.folder;
  await showPage({
    kind: 'rule',
    id,
    folder: folder?.folder.uri.toString() ?? '',
    detail: (named ?? atCursor)?.finding.fingerprint ?? '',
  });
}

export async function explainCheck(services: Services, ...args: readonly unknown[]): Promise<void> {
  const named = namedCheck(services, args);
  if (!named) return;
  const folder = named.session.folder.uri.toString();
  await showPage({ kind: 'check', id: named.check.id, folder, detail: named.project });
}

export async function showEffectivePolicy(): Promise<void> {
  await showPage({ kind: 'policy', id: '', folder: '', detail: '' });
}

/** Open the policy file of the workspace: the company's first, then the project's own; without one, what holds instead. */
export async function openPolicy({ session }: Services): Promise<void> {
  for (const { folder } of session.folders) {
    for (const path of ['ai-policy.yaml', '.handrail/policy.yaml']) {
      const uri = uriIn(folder, path);
      const isThere = await workspace.fs.stat(uri).then(
        () => true,
        () => false,
      );
      if (isThere) {
        await window.showTextDocument(uri);
        return;
      }
    }
  }
  await showEffectivePolicy();
}

export async function nextReadinessStep(services: Services): Promise<void> {
  for (const state of services.session.folders) {
    const next = state.readiness?.next[0];
    if (next === undefined) continue;
    await commands.executeCommand('handrail.readiness.focus');
    await explainCheck(services, state.folder.uri.toString(), next, '');
    return;
  }
  void window.showInformationMessage(
    services.session.folders.some((state) => state.readiness)
      ? 'Nothing is left to do: every check that applies is in place.'
      : 'Readiness is known once the files have been looked at.',
  );
}

/** Open a place in a file, or an address in the browser. */
export async function openEvidence(
  services: Services,
  folderUri: unknown,
  path: unknown,
  line: unknown,
): Promise<void> {
  if (typeof path !== 'string' || path === '') return;
  if (/^https:\/\//.test(path)) {
    await env.openExternal(Uri.parse(path));
    return;
  }
  const folder = services.session.folders.find((state) => state.folder.uri.toString() === folderUri)?.folder;
  if (!folder) return;
  const lineIndex = typeof line === 'number' && line > 0 ? line - 1 : 0;
  const at = new Position(lineIndex, 0);
  const uri = uriIn(folder, path);
  const isFolder = await workspace.fs.stat(uri).then(
    (stat) => (stat.type & 2) !== 0,
    () => false,
  );
  if (isFolder) await commands.executeCommand('revealInExplorer', uri);
  else await commands.executeCommand('vscode.open', uri, { selection: new Range(at, at) });
}

async function showPage(page: Parameters<typeof pageUri>[0]): Promise<void> {
  await commands.executeCommand('markdown.showPreview', pageUri(page));
}

function findingAtCursor(services: Services): ReturnType<typeof namedFinding> {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { uri } = editor.document;
  const finding = services.session
    .findings(uri)
    .find((each) => toRange(each.region).intersection(editor.selection) !== undefined);
  return finding && namedFinding(services, uri.toString(), finding.fingerprint);
}
