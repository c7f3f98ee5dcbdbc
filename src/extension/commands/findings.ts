// Commands on a finding: note that a fix was taken, and ignore with a reason.

import type { WorkspaceFolder } from 'vscode';
import { EndOfLine, Position, window, workspace, WorkspaceEdit } from 'vscode';
import { messageOf } from '../../core/model/errors.ts';
import { environmentFileEdits, environmentFiles } from '../../core/detectors/sensitive-data/environment-files.ts';
import { toDocument, uriIn } from '../convert.ts';
import { ignoreComment } from '../ignore-comment.ts';
import type { Services } from '../services.ts';
import { textOf, toWorkspaceEdit } from '../workspace-edit.ts';
import { namedFinding } from './arguments.ts';

/** Carry out a fix that reaches beyond the open file, say what is left to do by hand, and note it in the usage log.
 *  @param isApplied  whether the code action has made the edit already
 *  @param environmentName  a variable that the result reads, to be listed beside it */
export async function applyFix(
  services: Services,
  uriText: unknown,
  fingerprint: unknown,
  title: unknown,
  isApplied: unknown,
  environmentName: unknown,
): Promise<void> {
  const folder = services.session.open.find(
    (each) => typeof uriText === 'string' && uriText.startsWith(each.folder.uri.toString()),
  );
  const named = namedFinding(services, uriText, fingerprint);
  if (named && isApplied !== true) {
    const document = await workspace.openTextDocument(named.uri);
    const fix = named.folder.state.opened
      ?.fixes(named.finding, toDocument(document, named.path))
      .find((each) => each.title === title);
    if (!fix) return;
    try {
      await workspace.applyEdit(await toWorkspaceEdit(named.folder.folder, fix.edits));
    } catch (thrown) {
      void window.showWarningMessage(messageOf(thrown));
      return;
    }
    if (fix.afterwards !== undefined) void window.showInformationMessage(fix.afterwards);
  }
  if (!folder) return;
  if (typeof environmentName === 'string') await listVariable(folder.folder, environmentName);
  services.usage.record(folder.folder.uri.fsPath, {
    eventName: 'handrail.fix.applied',
    attributes: { ...(named && { 'handrail.rule.id': named.finding.ruleId }), 'handrail.fix.kind': 'code-action' },
  });
}

/** List a variable in `.env.example`, and keep `.env` out of git. */
async function listVariable(folder: WorkspaceFolder, name: string): Promise<void> {
  try {
    const edits = environmentFileEdits(name, {
      example: await textOf(uriIn(folder, environmentFiles.example)),
      gitignore: await textOf(uriIn(folder, environmentFiles.gitignore)),
    });
    if (edits.length > 0) await workspace.applyEdit(await toWorkspaceEdit(folder, edits));
  } catch (thrown) {
    void window.showWarningMessage(messageOf(thrown));
  }
}

/** Ask for a reason and put a comment above the line. Nothing happens without a reason. */
export async function ignoreFinding(services: Services, uriText: unknown, fingerprint: unknown): Promise<void> {
  const named = namedFinding(services, uriText, fingerprint);
  if (!named) return;
  const { finding, path, uri } = named;
  const reason = await window.showInputBox({
    title: 'Ignore with a reason',
    prompt: 'Why is this all right here? The reason stands in a comment above the line, for whoever reads it next.',
    placeHolder: 'For example: fabricated value of a test',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? 'A reason is needed, so that the next person understands.' : undefined,
  });
  if (reason === undefined || reason.trim() === '') return;
  const document = await workspace.openTextDocument(uri);
  const current = namedFinding(services, uriText, fingerprint)?.finding ?? finding;
  const line = document.lineAt(current.region.startLine - 1);
  const eol = document.eol === EndOfLine.CRLF ? '\r\n' : '\n';
  const comment = ignoreComment(path, line.text, eol, current.ruleId, reason);
  if (comment === undefined) return;
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(line.lineNumber, 0), comment);
  await workspace.applyEdit(edit);
}
