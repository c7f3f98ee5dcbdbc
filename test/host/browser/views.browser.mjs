// The views, Problems, light bulb, hover and walkthrough as a person sees them, with pictures in every theme and at 200 %.
import assert from 'node:assert/strict';
import { pictureThemes } from '../picture-themes.mjs';
import { openWorkbench } from '../workbench.mjs';
import { sampleFolder } from './sample-folder.mjs';

describe('a project with things to look at', () => {
  const sample = sampleFolder();
  let window;

  before(async () => {
    window = await openWorkbench({ folder: sample.folder, width: 1400, height: 900 });
    await window.openView('Handrail');
  });
  after(async () => {
    await window?.close();
    sample.remove();
  });

  it('readiness says level and next step first, then who can reach it, then the categories', async () => {
    await window.treeRow('Next: ', 'Readiness');
    const rows = (await window.treeRows('Readiness')).filter((row) => row.level === 1);
    assert.match(rows[0].spoken, /^Level: /);
    assert.match(rows[1].spoken, /^Next step: /);
    assert.match(rows[2].spoken, /^Who can reach this: /);
    const categories = [
      'Security',
      'Data',
      'Testing',
      'Review',
      'Deployment',
      'Observability',
      'Reliability',
      'Ownership',
    ];
    const seen = rows.slice(3).map((row) => row.spoken.split(':')[0]);
    assert.deepEqual(seen, categories.slice(0, seen.length));
    for (const row of await window.treeRows('Readiness')) assert.notEqual(row.spoken, '', row.text);
    await window.screenshot('readiness-dark');
  });

  it('a check explains itself and offers what is possible', async () => {
    await (await window.treeRow('Next: ', 'Readiness')).click();
    await window.webview('Next step');
    await window.webview('In an engineer’s words');
    await window.screenshot('readiness-check');
  });

  it('AI tools say first what may be used, then what is in use', async () => {
    await window.treeRow('In use, not cleared', 'AI Tools');
    const rows = await window.treeRows('AI Tools');
    assert.match(rows[0].text, /^You may use/);
    assert.ok(rows.some((row) => row.spoken.includes('GitHub Copilot') && row.spoken.includes('Company contract')));
    const denied = await window.treeRow('OpenAI', 'AI Tools');
    await denied.click();
    await window.treeRow('No contract with us', 'AI Tools');
    await window.screenshot('ai-tools');
  });

  it('Problems hold one plain line a finding, never the value', async () => {
    const problems = (await window.problems()).join('\n');
    assert.match(problems, /Handrail/);
    assert.match(problems, /sensitive-data\//);
    assert.match(problems, /ai-tool\/unsanctioned/);
    assert.ok(!problems.includes(sample.fabricatedKey));
    await window.screenshot('problems');
  });

  it('the light bulb offers ways out, the hover explains', async () => {
    await window.openFile('api/signup.js');
    await window.runCommand('Go to Next Problem in Files (Error, Warning, Info)');
    await window.page.keyboard.press('Escape');
    const titles = await window.quickFixes();
    assert.ok(titles.includes('Why is this flagged?'), titles.join(', '));
    assert.ok(titles.includes('Ignore with a reason…'), titles.join(', '));
    await window.screenshot('quick-fixes');
    await window.page.keyboard.press('Escape');
    await window.runCommand('Show or Focus Hover');
    await window.expectText('Next step:', '.monaco-hover');
    await window.screenshot('hover');
    await window.page.keyboard.press('Escape');
  });

  it('a tool that is not cleared can be asked for, and the way to the cleared one is told', async () => {
    await window.openFile('package.json');
    await window.runCommand('Go to Next Problem in Files (Error, Warning, Info)');
    await window.page.keyboard.press('Escape');
    const titles = await window.quickFixes();
    assert.ok(titles.includes('How to switch to GitHub Copilot'), titles.join(', '));
    assert.ok(titles.includes('This is no AI tool…'), titles.join(', '));
    await window.screenshot('tool-fixes');
    await window.page.keyboard.press('Escape');
    await (await window.treeRow('You may use GitHub Copilot instead', 'AI Tools')).click();
    await window.webview('Or let GitHub Copilot do it');
    await window.screenshot('switch-guide');
  });

  it('why flagged leads to a page', async () => {
    await window.openFile('api/signup.js');
    await window.runCommand('Go to Next Problem in Files (Error, Warning, Info)');
    await window.page.keyboard.press('Escape');
    await window.runCommand('Handrail: Why Is This Flagged?');
    const page = await window.webview('What to do');
    assert.ok(!(await page.locator('body').innerText()).includes(sample.fabricatedKey));
    await window.screenshot('why-flagged');
  });

  it('My Data says what is noted and where', async () => {
    await window.runCommand('Handrail: Focus on My Data View');
    await window.treeRow('Stays on this machine', 'My Data');
    await window.treeRow('Where it lies', 'My Data');
    await window.screenshot('my-data');
    // Rows below the edge of a pane do not exist in the page: the last ones come into view with the End key.
    await (await window.treeRow('Complete and unchanged', 'My Data')).click();
    await window.page.keyboard.press('End');
    await window.treeRow('A check ran', 'My Data');
  });

  it('the status bar has one item of ours', async () => {
    await window.statusBarItem('Handrail');
    assert.equal((await window.statusBarTexts()).filter((text) => text.includes('Handrail')).length, 1);
  });

  it('the walkthrough opens when asked', async () => {
    await window.runCommand('Handrail: Get Started');
    await window.expectText('See which AI tools you may use');
    await window.screenshot('walkthrough');
  });

  it('nothing pops up by itself', async () => {
    assert.deepEqual(
      (await window.notifications()).filter((text) => /handrail/i.test(text)),
      [],
    );
  });

  it('hidden characters in instructions for agents are seen and removed', async () => {
    await window.openFile('AGENTS.md');
    await window.runCommand('Go to Next Problem in Files (Error, Warning, Info)');
    await window.page.keyboard.press('Escape');
    const titles = await window.quickFixes();
    assert.ok(titles.includes('Remove the hidden characters'), titles.join(', '));
    await window.screenshot('hidden-characters');
    await window.page.keyboard.press('Enter');
    await window.screenshot('hidden-characters-removed');
  });

  for (const theme of pictureThemes) {
    it(`can be read in ${theme}`, async () => {
      await window.setTheme(theme);
      await window.runCommand('Handrail: Focus on Readiness View');
      await window.treeRow('Next: ', 'Readiness');
      await window.screenshot(`views-${theme}`);
      // axe is for our own pages; the tree itself is VS Code's. What is ours there is the text, and none may be empty.
      for (const row of await window.treeRows('Readiness')) assert.ok(row.text.length > 0 && row.spoken.length > 0);
    });
  }

  it('can be read at 200 %', async () => {
    await window.setZoom(200);
    await window.treeRow('Next: ', 'Readiness');
    await window.screenshot('views-200-percent');
    await window.setZoom(100);
  });
});
