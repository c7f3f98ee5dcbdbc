// Finds a Chromium (installs one where that is possible) and starts it headless. Used by the workbench driver and the
// in-editor suite; knows nothing of VS Code.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

const programNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const nextStep =
  'Next step: install Chromium or Google Chrome so that `chromium` or `google-chrome` is on PATH ' +
  '(Debian, as root: apt-get install chromium), or set HANDRAIL_CHROMIUM to its executable.';

/** Path of a Chromium that can be started, or undefined.
 *  @throws when HANDRAIL_CHROMIUM names a file that cannot be executed */
export function findChromium() {
  foundChromium ??= searchChromium();
  return foundChromium;
}

let foundChromium;

function searchChromium() {
  const named = process.env.HANDRAIL_CHROMIUM;
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`HANDRAIL_CHROMIUM names ${named}, which cannot be executed. ${nextStep}`);
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'].filter(Boolean);
  const candidates = folders.flatMap((folder) => programNames.map((name) => join(folder, name)));
  return [...candidates, chromium.executablePath()].find((path) => isExecutable(path) && answersVersion(path));
}

/** Path of a Chromium; on Debian and Ubuntu it is installed first when this runs as root.
 *  @throws with the next step when there is none and none can be installed */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new Error(`No Chromium was found. ${nextStep}`);
  const output = existsSync('/usr/bin/apt-get') ? installChromium() : '';
  const installed = findChromium();
  if (!installed) throw new Error(`No Chromium was found and none could be installed. ${nextStep}\n${output}`);
  return installed;
}

/** Start a headless Chromium with a fresh profile.
 *  @returns {Promise<{page: import('playwright-core').Page, close: () => Promise<void>}>} */
export async function launchBrowser({ width = 1400, height = 900 } = {}) {
  const profileDir = mkdtempSync(join(tmpdir(), 'handrail-browser-'));
  const removeProfile = () => rmSync(profileDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  try {
    const context = await chromium.launchPersistentContext(profileDir, {
      executablePath: ensureChromium(),
      headless: true,
      chromiumSandbox: false,
      viewport: { width, height },
      timeout: 120_000,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    });
    const page = context.pages()[0] ?? (await context.newPage());
    return {
      page,
      async close() {
        await context.close().catch(() => undefined);
        removeProfile();
      },
    };
  } catch (error) {
    removeProfile();
    throw error;
  }
}

// Debian has a real chromium package. Ubuntu's is a stub for snap, which containers lack, so Playwright's build is used.
function installChromium() {
  const isDebian = /^ID=debian$/m.test(existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '');
  console.log('Installing Chromium (once) ...');
  if (isDebian) {
    return (
      run('apt-get', ['update', '-qq']) +
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
    );
  }
  const playwrightCli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  return run(process.execPath, [playwrightCli, 'install', '--with-deps', '--no-shell', 'chromium']);
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const result = spawnSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return result.status === 0 ? '' : `${command} ${args.join(' ')}:\n${result.stdout ?? ''}${result.stderr ?? ''}\n`;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// Ubuntu's chromium-browser without snapd is a script that only prints advice.
function answersVersion(path) {
  return spawnSync(path, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0;
}
