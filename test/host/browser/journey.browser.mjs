// Nora's way from "it works on my machine" to "colleagues may rely on it": the demo workspace, by mouse alone, in at most ten clicks.
// Each step leaves a picture, each theme one of the views and of the dashboard.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyDemo } from '../../../.ci/demo.mjs';
import { openWorkbench } from '../workbench.mjs';

const mostClicks = 10;

describe('from the first look to internal use', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'journey-')), 'bean-club');
  let window;
  let clicks = 0;

  const click = async (locator, name) => {
    await locator.click();
    clicks += 1;
    await window.page.waitForTimeout(400);
    await window.screenshot(`journey-${String(clicks).padStart(2, '0')}-${name}`);
  };
  /** An inline button of a row; it shows while the mouse is over the row. */
  const rowButton = async (text, title) => {
    const row = await window.treeRow(text, 'Readiness');
    await row.hover();
    return row.locator(`.action-label[aria-label^="${title}"]`).first();
  };
  const pick = (text) => window.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  const level = async () =>
    (await window.treeRows('Readiness')).find(({ spoken }) => spoken.startsWith('Level: '))?.spoken ?? '';
  const waitForLevel = async (words) => {
    for (let attempt = 0; attempt < 150; attempt++) {
      if ((await level()).includes(words)) return;
      await window.page.waitForTimeout(200);
    }
    assert.fail(`The level stayed "${await level()}"; expected "${words}"`);
  };

  /** Until the rows have stood still for a while: a person waits for that, too. */
  const settled = async () => {
    let seen = '';
    for (let still = 0; still < 6;) {
      const now = JSON.stringify(await window.treeRows('Readiness'));
      still = now === seen ? still + 1 : 0;
      seen = now;
      await window.page.waitForTimeout(400);
    }
  };

  before(async () => {
    copyDemo(folder);
    spawnSync('git', ['config', 'user.email', 'nora@amberlight-coffee.example'], { cwd: folder });
    window = await openWorkbench({ folder, width: 1400, height: 1000 });
  });
  after(async () => {
    await window?.close();
    rmSync(join(folder, '..'), { recursive: true, force: true, maxRetries: 5 });
  });

  it('opens the view, which says where the project stands', async () => {
    await click(
      window.page
        .locator('.activitybar .action-item', { has: window.page.locator('[aria-label^="Handrail"]') })
        .first(),
      'open-handrail',
    );
    await waitForLevel('Not ready to share yet');
    await settled();
    await window.screenshot('journey-readiness');
  });

  it('lets everything be done that can be, shown first and applied at once', async () => {
    await click(await rowButton('Not ready to share yet', 'Do Everything'), 'do-everything');
    await pick('Apply').waitFor();
    await window.page.waitForTimeout(1500);
    await window.screenshot('journey-preview');
    await click(pick('Apply'), 'apply');
    await waitForLevel('Fine as a private try-out');
    await window.webview('What is left for you');
    assert.match(readFileSync(join(folder, 'api/signup.js'), 'utf8'), /process\.env\./);
    assert.ok(readFileSync(join(folder, 'data/members-export.csv'), 'utf8').length > 0, 'the data stays on disk');
    assert.equal(spawnSync('git', ['ls-files', 'data'], { cwd: folder, encoding: 'utf8' }).stdout, '');
  });

  for (const [check, name] of [
    ['The exact versions of building blocks', 'versions'],
    ['The project is saved in the company', 'version-store'],
  ]) {
    it(`accepts for a while what has to wait: ${name}`, async () => {
      await settled();
      await click(await rowButton(check, 'Accept for Now'), `${name}-accept`);
      await click(pick('It is planned'), `${name}-reason`);
      await window.page.waitForTimeout(1500);
    });
  }

  it('is ready for colleagues, in at most ten clicks and without typing', async () => {
    await waitForLevel('Ready for colleagues');
    await window.screenshot('journey-ready-for-colleagues');
    assert.ok(clicks <= mostClicks, `${String(clicks)} clicks`);
    const waivers = readFileSync(join(folder, '.handrail/waivers.yaml'), 'utf8');
    assert.match(waivers, /by: nora@amberlight-coffee\.example/);
  });

  it('shows the same in pictures, without a fault that axe finds, in every theme and at 200 %', async () => {
    await window.runCommand('Handrail: Show Readiness in Pictures');
    for (const theme of ['light', 'hc-dark', 'hc-light', 'dark']) {
      await window.setTheme(theme);
      const page = await window.webview('could be decided');
      assert.deepEqual(await window.axe(page), [], theme);
      await window.screenshot(`dashboard-${theme}`);
    }
    await window.setZoom(200);
    await window.screenshot('dashboard-200-percent');
    await window.setZoom(100);
  });

  it('explains a check with its steps and a prompt', async () => {
    const page = await window.webview('could be decided');
    await page.locator('button[data-command="handrail.explainCheck"]').first().click();
    await window.webview('Next step');
    await window.screenshot('journey-why');
  });
});
