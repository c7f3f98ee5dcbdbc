#!/usr/bin/env node
// Takes desktop VS Code's arguments and runs the suite in the browser-based VS Code. Given to @vscode/test-electron as
// vscodeExecutablePath, so that one suite runs in both. Ends with the suite's exit code; 70 when there was no verdict.
import { resolve } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { startServer, workbenchUrl } from './server.mjs';

const deadlineMs = 8 * 60_000;
const valueOf = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
const extensionDevelopmentPath = valueOf('extensionDevelopmentPath');
const extensionTestsPath = valueOf('extensionTestsPath');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

async function main() {
  if (!extensionDevelopmentPath || !extensionTestsPath) {
    throw new Error('It needs --extensionDevelopmentPath=… and --extensionTestsPath=….');
  }
  const server = await startServer();
  let browser;
  let deadline;
  try {
    browser = await launchBrowser();
    const { page } = browser;
    const exitCode = new Promise((settle, reject) => {
      deadline = setTimeout(
        () => reject(new Error(`The suite gave no verdict.\n${server.readLog().slice(-3000)}`)),
        deadlineMs,
      );
      void server.exited.then(() => reject(new Error('The VS Code server ended before the suite did.')));
      page.on('crash', () => reject(new Error('The browser page crashed.')));
      void page.exposeFunction('codeAutomationExit', settle);
    });
    exitCode.catch(() => undefined);
    await page.exposeFunction('codeAutomationLog', (_type, parts) => console.log(...[parts].flat()));
    const url = workbenchUrl(server, {
      folder: folder && resolve(folder),
      extensionDevelopmentPaths: [resolve(extensionDevelopmentPath)],
      extensionTestsPath: resolve(extensionTestsPath),
    });
    await page.goto(url, { timeout: 180_000 });
    return await exitCode;
  } finally {
    clearTimeout(deadline);
    await browser?.close();
    await server.stop();
  }
}

try {
  process.exit(await main());
} catch (error) {
  console.error(`The in-editor suite could not run: ${error.message}`);
  process.exit(70);
}
