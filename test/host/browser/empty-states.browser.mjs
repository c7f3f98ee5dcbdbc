// What the views say when there is nothing to show: no folder, an untrusted folder, a folder without anything in it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench } from '../workbench.mjs';
import { sampleFolder } from './sample-folder.mjs';

describe('empty states', () => {
  let window;
  let folder;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'handrail-empty-'));
  });
  afterEach(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('without a folder each view says what it is for', async () => {
    window = await openWorkbench({});
    await window.openView('Handrail');
    await window.expectText('Open a folder to see how ready it is');
    await window.expectText('Open a folder to see which AI tools you may use');
    await window.screenshot('empty-no-folder');
  });

  it('in an empty folder readiness still names a level, and no tool is in use; with scanning off it says how to start one', async () => {
    writeFileSync(join(folder, 'README.md'), '# Nothing yet\n');
    window = await openWorkbench({ folder });
    await window.openView('Handrail');
    await window.treeRow('You may use', 'AI Tools');
    await window.treeRow('No AI tool was seen in this folder', 'AI Tools');
    await window.screenshot('empty-folder');
    await window.updateSettings({ 'handrail.scanOnOpen': false });
    await window.openView('Handrail');
    await window.expectText('Not all files were looked at');
    await window.screenshot('empty-not-scanned');
  });

  it('in an untrusted folder findings are shown all the same', async () => {
    const sample = sampleFolder();
    try {
      window = await openWorkbench({ folder: sample.folder, trust: true });
      await window.statusBarItem('Restricted Mode');
      const problems = (await window.problems()).join('\n');
      assert.match(problems, /sensitive-data\//);
      await window.screenshot('untrusted');
    } finally {
      sample.remove();
    }
  });
});
