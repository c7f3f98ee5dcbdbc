// Installs the project's packages when they are missing or older than the lock file. Used by test.mjs, start.mjs, package.mjs.
// Imports nothing but Node, because it runs before there is a node_modules.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
/** Install with `npm ci`, unless what is installed already matches the lock file.
 *  @throws with npm's exit code when npm fails; its output was shown */
export function ensurePackages() {
  if (!matchesLock()) run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

// npm writes its own record last, so an install that was cut off has none.
function matchesLock() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).every(([path, wanted]) => {
    const found = installed[path];
    return path === '' || (found ? found.version === wanted.version : Boolean(wanted.optional));
  });
}

/** Run a program in the repository's root with its output shown.
 *  @throws when it cannot start or its exit code is not 0 */
export function run(command, args, env = {}) {
  const shell = process.platform === 'win32' && command !== process.execPath;
  const result = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit', shell });
  if (result.error) throw new Error(`${command} did not start: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${command} ended with ${result.signal ?? `exit code ${result.status}`}`);
}

/** Run a script of a package in node_modules with this Node, without npx.
 *  @throws as `run` does */
export function runScript(path, args = [], env = {}) {
  run(process.execPath, [join(root, path), ...args], env);
}
