// Drives a real VS Code window in headless Chromium the way a person does: palette, quick open, views, editors, webviews.
// Used by test/host/browser/*.browser.mjs. Each method waits for what it names, and on failure says what was there
// instead and leaves a picture in /screenshots.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { axeViolations } from './accessibility.mjs';
import { launchBrowser } from './browser.mjs';
import { startServer, workbenchUrl } from './server.mjs';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const screenshotsDir = join(repositoryRoot, 'screenshots');
const patienceMs = 60_000;
const readyPatienceMs = 180_000;

// Names as the theme picker lists them.
const themes = {
  dark: { name: 'Dark Modern', cssClass: 'vs-dark' },
  light: { name: 'Light Modern', cssClass: 'vs' },
  'hc-dark': { name: 'Dark High Contrast', cssClass: 'hc-black' },
  'hc-light': { name: 'Light High Contrast', cssClass: 'hc-light' },
};

/** Workbenches open right now; the failure hook photographs and closes what a test left behind. */
export const openWorkbenches = new Set();

/**
 * Open a folder in a fresh VS Code.
 * @param {object} options the options of `startServer`, and:
 * @param {string} options.folder absolute path of a folder or .code-workspace file
 * @param {string[]} [options.extensions] extensions under development; this repository unless `vsix` is given
 * @param {number} [options.width]
 * @param {number} [options.height]
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench({ folder, extensions, width, height, ...serverOptions }) {
  const extensionDevelopmentPaths = extensions ?? (serverOptions.vsix ? [] : [repositoryRoot]);
  const server = await startServer(serverOptions);
  let browser;
  try {
    browser = await launchBrowser({ width, height });
    const workbench = new Workbench(server, browser);
    openWorkbenches.add(workbench);
    await workbench.open(workbenchUrl(server, { folder, extensionDevelopmentPaths }));
    return workbench;
  } catch (error) {
    await browser?.close();
    await server.stop();
    throw error;
  }
}

export class Workbench {
  #browser;
  #screenshotCount = 0;
  #zoomSession;

  constructor(server, browser) {
    this.server = server;
    this.#browser = browser;
    /** Playwright's page, for whatever has no method here. */
    this.page = browser.page;
    this.page.setDefaultTimeout(patienceMs);
  }

  /** Go to an address of the server and wait until the window and its status bar are there. */
  async open(url) {
    await this.#step('The VS Code window did not get ready', async () => {
      await this.page.goto(url, { timeout: readyPatienceMs });
      await this.page
        .locator('.monaco-workbench .part.statusbar .statusbar-item')
        .first()
        .waitFor({ state: 'attached', timeout: readyPatienceMs });
      // Restored means: views and editors of the last session are back, so nothing steals the focus any more.
      await this.page.evaluate(() => globalThis.driver?.whenWorkbenchRestored?.());
      // The window starts in a default theme and takes the one of the settings later.
      await this.page.locator('.monaco-workbench[class*="vscode-theme-"]').first().waitFor();
    });
  }

  /** Reload the window, as `Developer: Reload Window` does. */
  async reload() {
    await this.open(this.page.url());
  }

  async close() {
    openWorkbenches.delete(this);
    await this.#browser.close();
    await this.server.stop();
  }

  /** Run a command by its title in the palette, for instance 'Handrail: Show Readiness'. */
  async runCommand(title) {
    await this.#pick('F1', `>${title}`, title, `The command palette has no command "${title}"`);
  }

  /** Open a file of the workspace by quick open and wait until its editor is in front.
   *  @param {string} path relative to the folder */
  async openFile(path) {
    await this.#pick('Control+p', path, basename(path), `Quick open does not know the file "${path}"`);
    await this.#step(`The editor of "${path}" did not come to the front`, () =>
      this.page.locator(`.tab.active[data-resource-name="${basename(path)}"]`).waitFor(),
    );
  }

  /** Show a view container by its title in the activity bar, for instance 'Handrail'. */
  async openView(title) {
    const item = this.page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${title}"])`).first();
    await this.#step(`The activity bar has no "${title}"`, async () => {
      await item.waitFor();
      if (
        (await item.getAttribute('aria-selected')) === 'true' ||
        (await item.getAttribute('aria-expanded')) === 'true'
      )
        return;
      await item.click();
      await this.page.locator('.part.sidebar .composite.title', { hasText: new RegExp(title, 'i') }).waitFor();
    });
  }

  /** Rows of the trees in the side bar that are on screen.
   *  @param {string} [view] title of one view; all of them when it is not given
   *  @returns {Promise<Array<{text: string, spoken: string, level: number, expanded: boolean | undefined}>>} */
  async treeRows(view) {
    return this.#pane(view)
      .locator('.monaco-list-row')
      .evaluateAll((rows) =>
        rows
          .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
          .map((row) => ({
            text: row.textContent.replace(/\s+/g, ' ').trim(),
            spoken: row.getAttribute('aria-label') ?? '',
            level: Number(row.getAttribute('aria-level')),
            expanded: row.hasAttribute('aria-expanded') ? row.getAttribute('aria-expanded') === 'true' : undefined,
          })),
      );
  }

  /** A row of a tree in the side bar, once it is there. @returns {Promise<import('playwright-core').Locator>} */
  async treeRow(text, view) {
    const row = this.#pane(view).locator('.monaco-list-row', { hasText: text }).first();
    await this.#step(
      `The side bar has no row "${text}"`,
      () => row.waitFor(),
      async () => `Rows: ${JSON.stringify((await this.treeRows(view)).map((seen) => seen.text))}`,
    );
    return row;
  }

  /** Wait until a text is visible anywhere in the window (not inside webviews). */
  async expectText(text, selector = '.monaco-workbench') {
    const part = this.page.locator(selector);
    const found = part.getByText(text).filter({ visible: true }).first();
    await this.#step(`The text "${text}" did not appear in ${selector}`, () => found.waitFor());
    return found;
  }

  /** Texts of the status bar's items. */
  async statusBarTexts() {
    return this.page
      .locator('.part.statusbar .statusbar-item')
      .evaluateAll((items) =>
        items.map((item) => item.getAttribute('aria-label') || item.textContent.trim()).filter(Boolean),
      );
  }

  /** A status bar item, once one with this text is there. */
  async statusBarItem(text) {
    const item = this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first();
    await this.#step(
      `The status bar has no "${text}"`,
      () => item.waitFor(),
      async () => `It has: ${JSON.stringify(await this.statusBarTexts())}`,
    );
    return item;
  }

  /** Texts of all notifications (the rig hides toasts; the list still has them). */
  async notifications() {
    await this.runCommand('Notifications: Show Notifications');
    await this.page.locator('.notifications-center').waitFor({ state: 'attached' });
    const texts = await this.page.locator('.notifications-center .notification-list-item-message').allInnerTexts();
    await this.runCommand('Notifications: Hide Notifications');
    return texts;
  }

  /** Rows of the Problems panel that are on screen, file rows included. Opens the panel and waits for the first row. */
  async problems() {
    if (!(await this.page.locator('.markers-panel').isVisible()))
      await this.runCommand('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel').waitFor();
    await this.#step('Problems stays empty', () =>
      this.page.locator('.markers-panel .monaco-list-row').first().waitFor(),
    );
    return this.page.locator('.markers-panel .monaco-list-row').allInnerTexts();
  }

  /** Titles of the quick fixes offered at the cursor; the list stays open, so that one can be clicked. */
  async quickFixes() {
    await this.runCommand('Quick Fix...');
    const items = this.page.locator('.action-widget .monaco-list-row.action');
    await this.#step('No quick fix is offered at the cursor', () => items.first().waitFor());
    return items.allInnerTexts();
  }

  /** Press a button of the modal dialog that is open. */
  async answerDialog(button) {
    const dialog = this.page.locator('.monaco-dialog-box');
    await this.#step(
      `No dialog with a button "${button}" is open`,
      () => dialog.getByRole('button', { name: button }).click(),
      async () => `Dialog: ${await dialog.allInnerTexts().catch(() => 'none')}`,
    );
  }

  /** The frame of the webview that shows a text (any webview when no text is given).
   *  @returns {Promise<import('playwright-core').Frame>} */
  async webview(text) {
    const deadline = Date.now() + patienceMs;
    let seen = [];
    while (Date.now() < deadline) {
      seen = [];
      for (const frame of this.page.frames()) {
        if (!(await isVisibleWebview(frame))) continue;
        const body = await frame
          .locator('body')
          .innerText({ timeout: 2_000 })
          .catch(() => '');
        seen.push(body.slice(0, 300));
        if (body.trim() !== '' && (text === undefined || body.includes(text))) return frame;
      }
      await this.page.waitForTimeout(200);
    }
    return this.#fail(
      `No webview shows ${text === undefined ? 'anything' : `"${text}"`}`,
      `Webviews: ${JSON.stringify(seen)}`,
    );
  }

  /** Accessibility violations (WCAG 2.2 A and AA) found by axe-core.
   *  @param {import('playwright-core').Frame | string} target a webview's frame, or a selector of a part of the window
   *  @returns {Promise<Array<{id: string, impact: string, help: string, nodes: string[]}>>} empty when there are none */
  async axe(target) {
    if (typeof target !== 'string') return axeViolations(target);
    return axeViolations(this.page.mainFrame(), target);
  }

  /** Switch the colour theme in the theme picker. @param {'dark' | 'light' | 'hc-dark' | 'hc-light'} theme */
  async setTheme(theme) {
    const { name, cssClass } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.#choose(name, name, `The theme picker has no "${name}"`);
    await this.#step(`The window did not take the theme ${name}`, () =>
      this.page.locator(`.monaco-workbench.${cssClass}`).first().waitFor(),
    );
  }

  /** Change user settings. Reloads the window: in a browser, VS Code does not notice that its settings file was written. */
  async updateSettings(changes) {
    this.server.updateSettings(changes);
    await this.reload();
  }

  /** Zoom as a browser does it: at 200 the window has half as many, twice as large CSS pixels. 100 undoes it. */
  async setZoom(percent) {
    const { width, height } = this.page.viewportSize();
    const factor = percent / 100;
    this.#zoomSession ??= await this.page.context().newCDPSession(this.page);
    await this.#zoomSession.send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(width / factor),
      height: Math.round(height / factor),
      deviceScaleFactor: factor,
      mobile: false,
    });
    await this.#step(`The window did not take the zoom ${percent} %`, () =>
      this.page.waitForFunction((expected) => globalThis.devicePixelRatio === expected, factor),
    );
  }

  /** Save a picture of the window. @returns its path in /screenshots (ignored by git) */
  async screenshot(name) {
    mkdirSync(screenshotsDir, { recursive: true });
    const path = join(screenshotsDir, `${name.replace(/[^\w.-]+/g, '-').slice(0, 120)}.png`);
    if (this.#zoomSession === undefined) {
      await this.page.screenshot({ path, animations: 'disabled', timeout: patienceMs });
    } else {
      // Playwright's own pictures undo the zoom.
      const { data } = await this.#zoomSession.send('Page.captureScreenshot', { format: 'png' });
      writeFileSync(path, Buffer.from(data, 'base64'));
    }
    return path;
  }

  #pane(view) {
    if (view === undefined) return this.page.locator('.part.sidebar');
    return this.page.locator('.part.sidebar .pane', { has: this.page.locator(`.pane-header[aria-label^="${view}"]`) });
  }

  /** A page that has just opened may take the focus and close the list again; then it is opened once more. */
  async #pick(key, typed, wanted, message) {
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    for (let attempt = 0; attempt < 3; attempt++) {
      await this.page.keyboard.press(key);
      const isOpen = await input.fill(typed, { timeout: 5000 }).then(
        () => true,
        () => false,
      );
      if (isOpen) break;
    }
    await this.#choose(typed, wanted, message);
  }

  async #choose(typed, wanted, message) {
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await this.#step(
      message,
      async () => {
        await input.fill(typed);
        const row = rows.filter({ has: this.page.getByText(wanted, { exact: true }) }).first();
        await row.waitFor();
        await row.click();
        await row.waitFor({ state: 'hidden' });
      },
      async () => `Offered: ${JSON.stringify(await rows.allInnerTexts())}`,
    );
  }

  async #step(message, action, describe = async () => '') {
    try {
      return await action();
    } catch (error) {
      return this.#fail(message, await describe().catch(() => ''), error);
    }
  }

  async #fail(message, seen, cause) {
    this.#screenshotCount += 1;
    const picture = await this.screenshot(`failure-${message}-${this.#screenshotCount}`).catch(() => 'no picture');
    throw new Error([`${message}.`, seen, `Picture: ${picture}`, cause?.message].filter(Boolean).join('\n'), { cause });
  }
}

async function isVisibleWebview(frame) {
  if (frame.name() !== 'active-frame' && !frame.url().includes('fake.html')) return false;
  const outer = frame.parentFrame();
  const element = await outer?.frameElement().catch(() => undefined);
  return (await element?.isVisible().catch(() => false)) ?? false;
}
