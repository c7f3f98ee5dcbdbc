// Changes that were planned, shown as a diff of all files before anything is written. The texts live in memory under an address of
// their own; the feature previews.ts hands them to the editor.

import { commands, Uri, window, type WorkspaceFolder } from 'vscode';
import { applyTextEdits, type FileEdit } from '../core/model/edit.ts';
import { uriIn } from './convert.ts';
import { textOf } from './workspace-edit.ts';

export const previewScheme = 'handrail-preview';

const texts = new Map<string, string>();
let shown = 0;

/** Text behind a preview's address; undefined once the person has decided. */
export function previewText(uri: Uri): string | undefined {
  return texts.get(uri.toString());
}

/** Show the edits and ask. @returns whether the person wants them */
export async function confirmChanges(
  folder: WorkspaceFolder,
  edits: readonly FileEdit[],
  untrack: readonly string[],
  title: string,
): Promise<boolean> {
  shown += 1;
  const number = String(shown);
  const resources: (readonly [Uri, Uri | undefined, Uri])[] = [];
  for (const edit of edits) {
    const uri = uriIn(folder, edit.path);
    const before = edit.kind === 'create' ? undefined : await textOf(uri);
    const after = edit.kind === 'create' ? edit.text : applyTextEdits(before ?? '', edit.edits);
    const preview = Uri.from({ scheme: previewScheme, path: uri.path, query: number });
    texts.set(preview.toString(), after);
    resources.push([uri, edit.kind === 'create' ? undefined : uri, preview]);
  }
  const tabTitle = `Changes: ${title}`;
  if (resources.length > 0) await commands.executeCommand('vscode.changes', tabTitle, resources);
  const answer = await window.showQuickPick(choices(edits, untrack), {
    title,
    placeHolder: 'Nothing is written yet. Look at the changes below, then choose.',
    ignoreFocusOut: true,
  });
  for (const [, , preview] of resources) texts.delete(preview.toString());
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tab.label.startsWith(tabTitle));
  if (tabs.length > 0) await window.tabGroups.close(tabs);
  return answer?.apply ?? false;
}

function choices(edits: readonly FileEdit[], untrack: readonly string[]) {
  const created = edits.filter((edit) => edit.kind === 'create').length;
  const parts = [
    ...(created === 0 ? [] : [`${String(created)} new`]),
    ...(edits.length === created ? [] : [`${String(edits.length - created)} changed`]),
    ...(untrack.length === 0 ? [] : [`${untrack.join(', ')} out of git, kept on disk`]),
  ];
  return [
    { label: '$(check) Apply', description: parts.join(', '), detail: 'Undo takes it back', apply: true },
    { label: '$(close) Leave everything as it is', apply: false },
  ];
}
