// Commands on the person's own usage log: look at it, take a copy, delete it.

import { join } from 'node:path';
import { Uri, window, workspace } from 'vscode';
import { messageOf } from '../../core/model/errors.ts';
import type { Services } from '../services.ts';

/** Open a month of the log; the newest unless its name is given. */
export async function showUsage({ usage }: Services, name?: unknown): Promise<void> {
  const { folder, files } = await usage.holdings();
  const file = files.find((each) => each.name === name) ?? files.at(-1);
  if (!file) {
    void window.showInformationMessage('Nothing is in the log yet.');
    return;
  }
  await window.showTextDocument(Uri.file(join(folder, file.name)), { preview: true });
}

/** Copy the whole log to a file of the person's choice. */
export async function exportUsage({ usage }: Services): Promise<void> {
  const { files } = await usage.holdings();
  if (files.length === 0) {
    void window.showInformationMessage('Nothing is in the log yet.');
    return;
  }
  const target = await window.showSaveDialog({
    title: 'Export usage log',
    saveLabel: 'Export',
    filters: { 'JSON lines': ['jsonl'] },
  });
  if (!target) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(files.map((file) => file.text).join('')));
}

/** Delete the whole log after a confirmation. */
export async function deleteUsage({ usage }: Services): Promise<void> {
  const confirm = 'Delete';
  const answer = await window.showWarningMessage(
    'Delete your usage log?',
    { modal: true, detail: 'Every entry on this machine is removed, for all projects. This cannot be undone.' },
    confirm,
  );
  if (answer !== confirm) return;
  try {
    await usage.delete();
  } catch (thrown) {
    void window.showWarningMessage(`The log could not be deleted: ${messageOf(thrown)}`);
  }
}
