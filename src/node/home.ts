// Where a user's own data lies: usage log, caches, the last good policy. The same folder for the command line and the editor.

import { homedir, platform } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Absolute path of HANDRAIL_HOME: as set, else the platform's data folder. It may not exist yet.
 *  Source: https://specifications.freedesktop.org/basedir-spec/latest/ */
export function handrailHome(env: Environment): string {
  const set = env['HANDRAIL_HOME'];
  if (set !== undefined && set !== '') return set;
  return join(dataFolder(env), 'handrail');
}

function dataFolder(env: Environment): string {
  if (platform() === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support');
  const data = env['XDG_DATA_HOME'];
  // A relative path is to be ignored, says the specification.
  return data?.startsWith('/') === true ? data : join(homedir(), '.local', 'share');
}
