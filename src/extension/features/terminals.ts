// AI programs that are started in terminals count as tools in use, by name alone. Works where the terminal tells the editor of its
// commands (shell integration); the command line is handed to the core and kept nowhere.

import { window } from 'vscode';
import type { Feature } from '../feature.ts';
import { looksAtTerminals } from '../configuration.ts';

export const terminals: Feature = ({ session }) =>
  window.onDidStartTerminalShellExecution(({ execution }) => {
    if (looksAtTerminals()) session.programStarted(execution.commandLine.value, execution.cwd);
  });
