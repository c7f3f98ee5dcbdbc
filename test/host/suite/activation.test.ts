// The extension starts in a real VS Code and brings the commands that its manifest names.

import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { handrail } from './window.ts';

describe('activation', () => {
  it('starts and finishes its first scan', async () => {
    const api = await handrail();
    await api.whenScanned();
    assert.equal(extensions.getExtension('handrail.handrail')?.isActive, true);
  });

  it('registers every command of the manifest', async () => {
    await handrail();
    const manifest = extensions.getExtension('handrail.handrail')?.packageJSON as {
      contributes: { commands: readonly { command: string }[] };
    };
    const named = manifest.contributes.commands.map(({ command }) => command);
    const registered = new Set(await commands.getCommands(true));
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((command) => !registered.has(command)),
      [],
    );
  });
});
