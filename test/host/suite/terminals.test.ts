// AI programs that a real terminal starts count as tools in use, by their names alone. The program here is a stand-in of that name.

import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { window, workspace } from 'vscode';
import type { Terminal } from 'vscode';
import { at, handrail } from './window.ts';

describe('terminals', () => {
  let folder: string;
  let terminal: Terminal | undefined;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'handrail-terminal-'));
    const program = join(folder, 'aider');
    writeFileSync(program, '#!/bin/sh\nexit 0\n');
    chmodSync(program, 0o755);
  });
  after(() => {
    terminal?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('show the AI program that was started, and nothing else of its command line', async function () {
    if (process.platform === 'win32') this.skip();
    const api = await handrail();
    await api.whenScanned();
    terminal = window.createTerminal({ name: 'handrail', shellPath: '/bin/bash', cwd: at('') });
    terminal.show();
    const shell = await integration(terminal);
    // A shell that reports nothing leaves nothing to see; the inventory says so among its limits.
    if (shell === undefined) this.skip();
    shell.executeCommand(`${join(folder, 'aider')} --message "words that nobody keeps"`);
    const seen = (): string => JSON.stringify(api.inventories());
    for (let tries = 0; tries < 100 && !seen().includes('"aider"'); tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const text = seen();
    assert.ok(text.includes('"aider"'));
    assert.ok(!text.includes('words that nobody keeps'));
  });

  it('are looked at unless the setting says otherwise', () => {
    assert.equal(workspace.getConfiguration('handrail').get('terminals'), true);
  });
});

/** Shell integration of a terminal; undefined when it does not come within some seconds. */
async function integration(terminal: Terminal): Promise<Terminal['shellIntegration']> {
  for (let tries = 0; tries < 100 && terminal.shellIntegration === undefined; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return terminal.shellIntegration;
}
