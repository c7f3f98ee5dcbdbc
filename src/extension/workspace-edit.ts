// File edits of the product as an edit of VS Code, so that undo, preview and unsaved buffers work. Called by fixes and scaffolds.

import type { TextDocument as EditorDocument, Uri, WorkspaceFolder } from 'vscode';
import { WorkspaceEdit, workspace } from 'vscode';
import type { FileEdit } from '../core/model/edit.ts';
import { sha256 } from '../core/text/hash.ts';
import { editRange, uriIn } from './convert.ts';

/** What cannot be done, in words for the person who asked. */
export class EditRefusal extends Error {}

/** Build the edit. Nothing is changed yet.
 *  @throws EditRefusal when a file has changed since the edit was planned, or exists already, or the path leaves the folder */
export async function toWorkspaceEdit(folder: WorkspaceFolder, edits: readonly FileEdit[]): Promise<WorkspaceEdit> {
  const result = new WorkspaceEdit();
  for (const edit of edits) {
    if (edit.path.split('/').includes('..')) throw new EditRefusal(`${edit.path} is outside of the folder.`);
    const uri = uriIn(folder, edit.path);
    if (edit.kind === 'create') {
      result.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(edit.text) });
    } else {
      const document = await workspace.openTextDocument(uri);
      if (sha256(document.getText()) !== edit.beforeHash) {
        throw new EditRefusal(`${edit.path} has changed in the meantime. Try again.`);
      }
      for (const change of edit.edits) result.replace(uri, editRange(document, change), change.newText);
    }
  }
  return result;
}

/** The edit of one open document, for code actions, which may not wait. Undefined when it concerns other files as well. */
export function toOpenEdit(
  document: EditorDocument,
  path: string,
  edits: readonly FileEdit[],
): WorkspaceEdit | undefined {
  const result = new WorkspaceEdit();
  for (const edit of edits) {
    if (edit.kind !== 'modify' || edit.path !== path || sha256(document.getText()) !== edit.beforeHash)
      return undefined;
    for (const change of edit.edits) result.replace(document.uri, editRange(document, change), change.newText);
  }
  return result;
}

/** The text of a file, unsaved changes included. Undefined when it is not there.
 *  @throws when it is there but cannot be read */
export async function textOf(uri: Uri): Promise<string | undefined> {
  const isThere = await workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  return isThere ? (await workspace.openTextDocument(uri)).getText() : undefined;
}
