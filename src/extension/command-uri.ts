// Links that run one of our commands, for hovers, diagnostics and trees.

import { Uri } from 'vscode';

/** A link to a command with its arguments. */
export function commandUri(command: `handrail.${string}`, ...args: readonly unknown[]): Uri {
  return Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify(args))}`);
}
