// Writing and reading a policy as its owner sees it: who is affected, what is in force, mistakes and their repair, completion, the
// effective policy and why something is flagged; with pictures in dark, light and high contrast.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureThemes } from '../picture-themes.mjs';
import { openWorkbench } from '../workbench.mjs';
import { sampleFolder } from './sample-folder.mjs';

const projectPolicy = [
  'apiVersion: handrail/v1',
  'kind: Policy',
  '# This project may do without the ban.',
  'tools:',
  '  allow:',
  '    - {id: openai, reason: We like it}',
  '',
].join('\n');

describe('a policy in the editor', () => {
  const sample = sampleFolder();
  const companyPolicy = readFileSync(join(sample.folder, 'ai-policy.yaml'), 'utf8');
  let window;

  before(async () => {
    mkdirSync(join(sample.folder, '.handrail'));
    writeFileSync(join(sample.folder, '.handrail/policy.yaml'), projectPolicy);
    window = await openWorkbench({ folder: sample.folder, width: 1400, height: 900 });
    await window.setTheme('dark');
  });
  after(async () => {
    await window?.close();
    sample.remove();
  });

  const word = (text) => window.page.locator('.editor-instance .view-line span', { hasText: text }).last();
  const hoverOver = async (text) => {
    await word(text).click();
    await window.runCommand('Show or Focus Hover');
    const hover = window.page.locator('.monaco-hover:not(.hidden) .hover-contents').first();
    await hover.waitFor();
    return window.page.locator('.monaco-hover:not(.hidden)').first().innerText();
  };

  it('stands above an entry whom it affects here', async () => {
    await window.openFile('ai-policy.yaml');
    await window.expectText('In use here: ', '.codelens-decoration');
    await window.expectText('Not seen in this workspace', '.codelens-decoration');
    await window.screenshot('policy-affected-dark');
  });

  it('says at a value what is in force, who set it and who tried to change it', async () => {
    const text = await hoverOver('openai');
    assert.match(text, /In force: deny, set by the organisation policy \(ai-policy\.yaml:10\)/);
    assert.match(text, /Tried to change it, without effect:[\s\S]*\.handrail\/policy\.yaml:6/);
    await window.screenshot('policy-hover-dark');
    await window.page.keyboard.press('Escape');
  });

  it('underlines an attempt to loosen and leads to the line of the parent', async () => {
    await window.openFile('.handrail/policy.yaml');
    const problems = (await window.problems()).join('\n');
    assert.match(problems, /"openai" cannot be set to allow here/);
    assert.match(problems, /the organisation policy says so here/);
    await window.screenshot('policy-loosening-dark');
    await word('openai').click();
    await window.runCommand('Go to Definition');
    await window.page.locator('.tab.active[data-resource-name="ai-policy.yaml"]').waitFor();
  });

  it('offers keys while one types', async () => {
    await window.openFile('ai-policy.yaml');
    await window.page.locator('.editor-instance .monaco-editor').first().click();
    await window.page.keyboard.press('Control+End');
    await window.page.keyboard.type('data:\n  ex');
    await window.runCommand('Trigger Suggest');
    await window.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'exclude' }).first().waitFor();
    await window.screenshot('policy-completion-dark');
    await window.page.keyboard.press('Escape');
    // The window may have saved the half-typed text by itself.
    await window.runCommand('File: Revert File');
    writeFileSync(join(sample.folder, 'ai-policy.yaml'), companyPolicy);
    await window.page.locator('.tab[data-resource-name="ai-policy.yaml"]', { hasNotText: /1/ }).waitFor();
  });

  it('shows the effective policy, and why something is flagged', async () => {
    await window.runCommand('Handrail: Show Policy in Force');
    await window.webview('bean-policy');
    await window.screenshot('policy-effective-dark');
  });

  for (const theme of pictureThemes) {
    it(`can be read in ${theme}`, async () => {
      await window.setTheme(theme);
      await window.openFile('ai-policy.yaml');
      await window.runCommand('Unfold All');
      await window.page.keyboard.press('Control+Home');
      await window.expectText('In use here: ', '.codelens-decoration');
      await window.screenshot(`policy-${theme}`);
    });
  }
});
