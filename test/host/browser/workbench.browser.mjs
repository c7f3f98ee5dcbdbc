// The window itself with the extension under development: it opens, and the palette knows the extension's commands.
import { openWorkbench } from '../workbench.mjs';
import { sampleFolder } from './sample-folder.mjs';

describe('window', () => {
  const sample = sampleFolder();
  let window;

  after(async () => {
    await window?.close();
    sample.remove();
  });

  it('opens a folder, a file of it and the Handrail view', async () => {
    window = await openWorkbench({ folder: sample.folder });
    await window.openFile('api/signup.js');
    await window.openView('Handrail');
    await window.screenshot('window');
  });
});
