// Commands on a finding: note that a fix was taken, and ignore with a reason.

import { EndOfLine, Position, window, workspace, WorkspaceEdit } from 'vscode';
import { messageOf } from '../../core/model/errors.ts';
import { toDocument } from '../convert.ts';
import { ignoreComment } from '../ignore-comment.ts';
import type { Services } from '../services.ts';
import { toWorkspaceEdit } from '../workspace-edit.ts';
import { namedFinding } from './arguments.ts';

/** Carry out a fix that reaches beyond the open file, say what is left to do by hand, and note it in the usage log.
 *  @param isApplied  whether the code action has made the edit already */
export async function applyFix(
  services: Services,
  uriText: unknown,
  fingerprint: unknown,
  title: unknown,
  isApplied: unknown,
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
  services.usage.record(folder.folder.uri.fsPath, {
    eventName: 'handrail.fix.applied',
    attributes: { ...(named && { 'handrail.rule.id': named.finding.ruleId }), 'handrail.fix.kind': 'code-action' },
  });
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
