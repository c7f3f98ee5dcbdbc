// Reads a file of a workspace through the editor, wherever it lies: on disk, on another machine, or on none.

import type { Uri } from 'vscode';
import { FileSystemError, workspace } from 'vscode';

/** @returns undefined when there is no such file
 *  @throws when it is there but cannot be read */
export async function readFile(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch (thrown) {
    if (thrown instanceof FileSystemError && thrown.code === 'FileNotFound') return undefined;
    throw thrown;
  }
}
