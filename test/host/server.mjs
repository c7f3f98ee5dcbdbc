// Starts and stops the real VS Code server (browser-based VS Code) on a free loopback port with throw-away folders.
// Used by the in-editor suite, the browser suite and `npm start`; knows nothing about browsers or tests.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { setUpVsCode, vscodeNode, vscodeServerEntry } from './vscode/setup.mjs';
import { quietMachineSettings, quietUserSettings } from './quiet-settings.mjs';

const startDeadlineMs = 120_000;
const installDeadlineMs = 180_000;

/**
 * Start a VS Code server.
 * @param {object} [options]
 * @param {Record<string, unknown>} [options.settings] user settings on top of the quiet ones
 * @param {boolean} [options.trust] leave Workspace Trust on, so folders open in Restricted Mode
 * @param {string[]} [options.vsix] packaged extensions to install before the start
 * @param {Record<string, string | undefined>} [options.env] more environment for server and extension host
 * @param {string} [options.handrailHome] value of HANDRAIL_HOME; a temporary folder unless given, null leaves it alone
 * @param {boolean} [options.smokeTestDriver] honour `payload` in the address (needed for extensions under development);
 *   it also hides toasts
 * @returns {Promise<VsCodeServer>}
 */
export async function startServer(options = {}) {
  setUpVsCode();
  const tempDir = mkdtempSync(join(tmpdir(), 'handrail-host-'));
  const userDataDir = join(tempDir, 'user-data');
  const extensionsDir = join(tempDir, 'extensions');
  const settingsFile = join(userDataDir, 'User/settings.json');
  const configFile = join(tempDir, 'config.yaml');
  for (const folder of ['User', 'Machine']) mkdirSync(join(userDataDir, folder), { recursive: true });
  mkdirSync(extensionsDir);
  writeFileSync(configFile, '');
  const trustSetting = options.trust ? {} : { 'security.workspace.trust.enabled': false };
  const settings = { ...quietUserSettings, ...trustSetting, ...options.settings };
  writeFileSync(settingsFile, JSON.stringify(settings, null, 2));
  writeFileSync(join(userDataDir, 'Machine/settings.json'), JSON.stringify(quietMachineSettings, null, 2));

  const handrailHome = options.handrailHome === undefined ? join(tempDir, 'handrail-home') : options.handrailHome;
  const env = {
    ...cleanEnvironment(process.env),
    EXTENSIONS_GALLERY: '{}',
    ...(handrailHome === null ? {} : { HANDRAIL_HOME: handrailHome }),
    ...options.env,
  };
  const folders = ['--config', configFile, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
  for (const file of options.vsix ?? []) await installExtension(file, folders, env);

  const logFile = join(tempDir, 'server.log');
  const child = spawn(
    vscodeNode,
    [
      vscodeServerEntry,
      ...folders,
      ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--disable-proxy'],
      ...(options.trust ? [] : ['--disable-workspace-trust']),
      ...(options.smokeTestDriver === false ? [] : ['--vscode-option', 'enable-smoke-test-driver']),
    ],
    // A process group of its own: the server's children (extension hosts, terminals) end with it.
    { env, cwd: tempDir, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const endGroup = () => signalGroup(child.pid, 'SIGKILL');
  process.once('exit', endGroup);

  async function stop() {
    process.removeListener('exit', endGroup);
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      signalGroup(child.pid, 'SIGTERM');
      await Promise.race([gone, delay(5_000, undefined, { ref: false })]);
    }
    signalGroup(child.pid, 'SIGKILL');
    log.end();
    // The group's last writes may race with the removal.
    rmSync(tempDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  try {
    const authority = await listeningAuthority(child);
    await waitUntilHealthy(authority, child);
    return {
      authority,
      url: `http://${authority}/`,
      userDataDir,
      handrailHome,
      logFile,
      stop,
      exited: new Promise((resolve) => child.once('exit', resolve)),
      readLog: () => readFileSync(logFile, 'utf8'),
      updateSettings(changes) {
        // Read first: VS Code writes this file too.
        const current = JSON.parse(readFileSync(settingsFile, 'utf8'));
        writeFileSync(settingsFile, JSON.stringify({ ...current, ...changes }, null, 2));
      },
    };
  } catch (error) {
    const tail = readFileSync(logFile, 'utf8').slice(-3000);
    await stop();
    throw new Error(`The VS Code server did not start: ${error.message}\n${tail}`, { cause: error });
  }
}

/**
 * @typedef {object} VsCodeServer
 * @property {string} authority host and port, as VS Code's own URIs need it
 * @property {string} url address of the workbench, with a slash at its end
 * @property {string} userDataDir
 * @property {string | null} handrailHome value of HANDRAIL_HOME in the extension host
 * @property {string} logFile
 * @property {Promise<unknown>} exited settles when the server has ended by itself
 * @property {() => string} readLog
 * @property {(changes: Record<string, unknown>) => void} updateSettings changes user settings; a window sees it when it is reloaded
 * @property {() => Promise<void>} stop ends the process group and removes the temporary folders
 */

/** Address of the workbench with a folder (or .code-workspace file) open and, when given, extensions under development. */
export function workbenchUrl(server, { folder, extensionDevelopmentPaths = [], extensionTestsPath }) {
  const url = new URL(server.url);
  if (folder) url.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  // The authority has to be host:port, although the page itself says "remote"; anything else is ignored silently.
  const remoteUri = (path) => `vscode-remote://${server.authority}${path}`;
  const payload = extensionDevelopmentPaths.map((path) => ['extensionDevelopmentPath', remoteUri(path)]);
  if (extensionTestsPath) payload.push(['extensionTestsPath', remoteUri(extensionTestsPath)]);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** Environment for VS Code: without what an outer VS Code, node or npm run put there, which would change its behaviour. */
export function cleanEnvironment(env) {
  const inherited = (name) =>
    (name.startsWith('VSCODE_') && !name.startsWith('VSCODE_TEST_')) || name === 'NODE_OPTIONS' || /^npm_/i.test(name);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !inherited(name)));
}

async function installExtension(file, folders, env) {
  const child = spawn(vscodeNode, [vscodeServerEntry, ...folders, '--install-extension', file, '--force'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), installDeadlineMs);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  if (code !== 0 || !/successfully installed/i.test(output)) {
    throw new Error(`Installing ${file} into VS Code failed (exit ${code}):\n${output}`);
  }
}

// The server picks a free port itself and says which; choosing one beforehand would race with other programs.
function listeningAuthority(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error('it named no address in time')), startDeadlineMs);
    const settle = (action, value) => {
      clearTimeout(timer);
      child.stdout.off('data', onData);
      action(value);
    };
    const onData = (chunk) => {
      output += chunk;
      const match = /listening on http:\/\/(127\.0\.0\.1:\d+)/i.exec(output);
      if (match) settle(resolve, match[1]);
    };
    child.stdout.on('data', onData);
    child.once('error', (error) => settle(reject, error));
    child.once('exit', (code) => settle(reject, new Error(`it ended with exit code ${code}`)));
  });
}

async function waitUntilHealthy(authority, child) {
  const deadline = Date.now() + startDeadlineMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`it ended with exit code ${child.exitCode}`);
    const answer = await fetch(`http://${authority}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await delay(100);
  }
  throw new Error('its health page did not answer in time');
}

function signalGroup(groupId, signal) {
  try {
    process.kill(-groupId, signal);
  } catch {
    // Already gone.
  }
}
