// What commands that write something have in common: a question, a day, and carrying out edits with undo.

import { window, workspace } from 'vscode';
import { messageOf } from '../../core/model/errors.ts';
import type { FileEdit } from '../../core/model/edit.ts';
import { uriIn } from '../convert.ts';
import type { FolderSession } from '../folder-session.ts';
import { toWorkspaceEdit } from '../workspace-edit.ts';

/** Ask for one line that must not be empty. Undefined when the person leaves. */
export function ask(title: string, prompt: string, placeHolder: string, value?: string): Thenable<string | undefined> {
  return window.showInputBox({
    title,
    prompt,
    placeHolder,
    ...(value !== undefined && { value }),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'This is needed.' : undefined),
  });
}

/** Make the edits and save them. @returns false when that did not work, which is said */
export async function carryOut(session: FolderSession, edits: readonly FileEdit[]): Promise<boolean> {
  try {
    if (!(await workspace.applyEdit(await toWorkspaceEdit(session.folder, edits)))) {
      throw new Error(`${edits[0]?.path ?? 'A file'} could not be changed.`);
    }
    for (const edit of edits) {
      if (edit.kind === 'modify') await (await workspace.openTextDocument(uriIn(session.folder, edit.path))).save();
    }
    return true;
  } catch (thrown) {
    void window.showWarningMessage(messageOf(thrown));
    return false;
  }
}

/** The UTC day (YYYY-MM-DD) so many days after a moment. */
export function dayAfter(start: Date, days: number): string {
  return new Date(start.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
