// What the in-editor tests share: the extension's API, files of the open folder, waiting for something to come true.

import assert from 'node:assert/strict';
import { Position, Range, Uri, WorkspaceEdit, commands, extensions, languages, window, workspace } from 'vscode';
import type { Diagnostic, TextDocument } from 'vscode';
import type { HandrailApi } from '../../../src/extension/main.ts';

/** The API of the extension, once it is active. */
export async function handrail(): Promise<HandrailApi> {
  const extension = extensions.getExtension<HandrailApi>('handrail.handrail');
  assert.ok(extension, 'the extension is not installed');
  return extension.activate();
}

/** A file of the open folder. */
export function at(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the suite needs an open folder');
  return Uri.joinPath(folder.uri, path);
}

export async function write(path: string, content: string | Uint8Array): Promise<Uri> {
  const uri = at(path);
  await workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return uri;
}

export async function remove(path: string): Promise<void> {
  const uri = at(path);
  await workspace.fs.delete(uri, { recursive: true }).then(
    () => undefined,
    (thrown: unknown) => {
      if (!(thrown instanceof Error && thrown.message.includes('nonexistent'))) throw thrown;
    },
  );
}

/** Open a file in an editor, in front. */
export async function show(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

/** An editor hears of a change on disk a moment after it was written, and refuses edits that come before ("file has changed in the
 *  meantime"). Goes on after two seconds: a text that VS Code reads otherwise than UTF-8 never looks the same. */
async function untilAsOnDisk(document: TextDocument): Promise<void> {
  for (let tries = 0; tries < 40 && !document.isDirty; tries++) {
    const text = new TextDecoder().decode(await workspace.fs.readFile(document.uri));
    if (document.getText() === text) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Put a text in place of all that an open document holds, as typing does. VS Code refuses an edit when the file has just changed
 *  beneath it; then the next try is made for the new text. */
export async function replaceAll(document: TextDocument, text: string): Promise<void> {
  await untilAsOnDisk(document);
  await until('the edit', async () => {
    const edit = new WorkspaceEdit();
    const end = document.positionAt(document.getText().length);
    edit.replace(document.uri, new Range(new Position(0, 0), end), text);
    return (await workspace.applyEdit(edit)) && document.getText() === text;
  });
}

/** Our diagnostics of a file. */
export function problems(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'Handrail');
}

/** Rule id of a diagnostic. */
export function ruleOf(diagnostic: Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}

/** Wait until a question has an answer that is not undefined or false. @throws with what was seen last when it takes too long */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  seen: () => unknown = () => '',
): Promise<T> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new assert.AssertionError({ message: `${what} did not happen. Seen: ${JSON.stringify(await seen())}` });
}

/** Close all editors and throw unsaved text away. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments) {
    if (!document.isDirty) continue;
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.files.revert');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}

/** A fabricated key of a payment service, put together here so that nobody's scanner takes it for a real one. */
export function fabricatedKey(): string {
  return ['sk', 'live', '51Hx9QeLkJd82bVn0Tz7RwYc4'].join('_');
}
