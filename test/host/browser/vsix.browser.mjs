// The packaged extension, installed the way a person installs it, works in a fresh VS Code on a real folder.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbench, repositoryRoot } from '../workbench.mjs';
import { sampleFolder } from './sample-folder.mjs';

describe('packaged extension', () => {
  const sample = sampleFolder();
  const vsix = join(repositoryRoot, 'dist/handrail.vsix');
  let window;

  after(async () => {
    await window?.close();
    sample.remove();
  });

  it('is active after --install-extension and shows a finding', async () => {
    assert.ok(existsSync(vsix), 'dist/handrail.vsix is missing. Next step: npm run package');
    window = await openWorkbench({ folder: sample.folder, vsix: [vsix] });
    await window.openFile('api/signup.js');
    await window.openView('Handrail');
    await window.treeRow('Next: ', 'Readiness');
    await window.runCommand('View: Focus Problems');
    await window.expectText('signup.js', '.markers-panel');
    await window.screenshot('vsix');
  });
});
