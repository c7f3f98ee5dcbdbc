// Carries out a plan in the editor: the person sees the changes first where there is something to decide, undo takes them back.

import { window, workspace } from 'vscode';
import type { FileEdit } from '../../core/model/edit.ts';
import { messageOf } from '../../core/model/errors.ts';
import type { FixPlan } from '../../core/readiness/scaffolds/scaffold.ts';
import { confirmChanges } from '../change-preview.ts';
import { uriIn } from '../convert.ts';
import type { FolderSession } from '../folder-session.ts';
import { toWorkspaceEdit } from '../workspace-edit.ts';

/** Make the edits and save them.
 *  @param label  given: the person sees them under this name and keeps what they like
 *  @returns false when nothing came of it, which is said unless the person decided so */
export async function carryOut(
  session: FolderSession,
  plan: Pick<FixPlan, 'edits' | 'untrack'>,
  label?: string,
): Promise<boolean> {
  const { edits, untrack = [] } = plan;
  try {
    if (label !== undefined && !(await confirmChanges(session.folder, edits, untrack, label))) return false;
    if (edits.length > 0) {
      if (!(await workspace.applyEdit(await toWorkspaceEdit(session.folder, edits)))) {
        throw new Error(`${edits[0]?.path ?? 'A file'} could not be changed.`);
      }
      await saveAll(session, edits);
    }
    if (untrack.length > 0) await session.state.opened?.untrack(untrack);
    // What git ignores is other now, so which files count has to be found out anew.
    if (untrack.length > 0 || edits.some((edit) => edit.path.endsWith('ignore'))) session.scanAll();
    else session.lookAgain();
    return true;
  } catch (thrown) {
    void window.showWarningMessage(messageOf(thrown));
    return false;
  }
}

async function saveAll(session: FolderSession, edits: readonly FileEdit[]): Promise<void> {
  const touched = new Set(edits.map((edit) => uriIn(session.folder, edit.path).toString()));
  for (const document of workspace.textDocuments) {
    if (document.isDirty && touched.has(document.uri.toString())) await document.save();
  }
}
